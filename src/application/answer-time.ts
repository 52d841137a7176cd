import { afterBusinessDays, localTime, nextAtWork } from '#domain/business-days.ts';
import type { Organization } from '#domain/organization.ts';
import type { Deps } from './deps.ts';
import { officeOf } from './office.ts';

/** How many business days somebody has to say that she is still there. */
export const answerBusinessDays = 2;
const hourMs = 60 * 60 * 1000;

/**
 * Until when a reported official has time to answer: the same hour of work, two business days later.
 * @param timeZone hers; null where it is not known
 */
export function answerTime(
  deps: Pick<Deps, 'settings' | 'holidays'>,
  at: number,
  timeZone: string | null,
  organization: Organization | null,
): number {
  const office = officeOf(deps, timeZone, organization);
  const asked = nextAtWork(at, office);
  const into = asked > at ? 0 : localTime(at, office.timeZone).hour - office.hours.from;
  return afterBusinessDays(at, answerBusinessDays, office) + into * hourMs;
}
