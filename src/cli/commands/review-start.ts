import { startReview } from '#application/review.ts';
import { refusals } from '#copy/refusals.ts';
import { reviewCommand as say } from '#copy/role-review.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { flag, several } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Starts a review of some organizations, or of all. @returns 1 when none was started; the sentence says why */
export async function reviewStart(
  { deps }: Record,
  { organization, all }: { organization?: string[]; all?: boolean },
  print: Print,
): Promise<number> {
  const named = organization ?? [];
  const keys = named.map((key) => parseOrganizationKey(key));
  const wrong = named[keys.indexOf(null)];
  if (wrong !== undefined || (named.length === 0) === (all !== true))
    return notDone(print, wrong === undefined ? say.which : say.wrong(wrong));
  const wanted = all === true ? null : keys.flatMap((key) => (key === null ? [] : [organizationKey(key)]));
  const answer = await startReview(deps)(wanted);
  if (!answer.ok) return notDone(print, refusals[answer.refusal]);
  const { places } = answer.value;
  return places === 0 ? notDone(print, say.nothing) : done(print, say.started(places), { places });
}

export const reviewStartCommand = onRecord(
  {
    group: 'review',
    name: 'start',
    about: 'asks the security officials to go through who has what, once for all places of each',
    json: 'what was started, or why nothing was',
    examples: ['review start --all', 'review start --organization ccn:165326 ccn:165178'],
    takes: {},
    options: {
      organization: several('<keys...>', 'ccn:165326, state:IA, cms or contractor:mac/NAME'),
      all: flag('everywhere'),
    },
  },
  reviewStart,
);
