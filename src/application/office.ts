import { states } from '#content/states.ts';
import { stateTimeZones } from '#content/times.ts';
import { isTimeZone, type Office } from '#domain/business-days.ts';
import { parseCcn } from '#domain/ccn.ts';
import type { Organization } from '#domain/organization.ts';
import type { Deps } from './deps.ts';

/**
 * When somebody works: in the time zone of her profile, else in that of the State of the organization it is about, else in
 * the operator's (assumption).
 */
export function officeOf(
  { settings, holidays }: Pick<Deps, 'settings' | 'holidays'>,
  timeZone: string | null,
  organization: Organization | null,
): Office {
  const { times } = settings;
  const known = timeZone !== null && isTimeZone(timeZone) ? timeZone : null;
  return { timeZone: known ?? stateZone(organization) ?? times.timeZone, hours: times.workingHours, holidays };
}

function stateZone(organization: Organization | null): string | null {
  const code = organization === null ? null : stateCode(organization);
  return code === null ? null : (stateTimeZones[code] ?? null);
}

function stateCode(organization: Organization): string | null {
  if (organization.kind === 'state') return organization.code;
  if (organization.kind !== 'provider') return null;
  const parsed = parseCcn(organization.ccn, states);
  return parsed.ok ? parsed.state : null;
}
