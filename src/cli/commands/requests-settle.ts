import { settleItem } from '#application/settle-item.ts';
import { refusals } from '#copy/refusals.ts';
import * as say from '#copy/request-list.ts';
import { type Settlement, settlements } from '#domain/after-decision.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one, words } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Settles one item with a reason. @returns 1 when it was not settled; the sentence says why */
export async function requestsSettle(
  { deps }: Record,
  itemId: string,
  { as, reason }: { as?: string; reason?: string },
  print: Print,
): Promise<number> {
  const settlement = settlements.find((one) => one === as);
  if (settlement === undefined) return notDone(print, say.unknownSettlement(settlements));
  const answer = await settleItem(deps)(itemId, settlement, reason ?? '');
  if (answer.ok) return done(print, say.settled(itemId, settlement), { item: itemId, as: settlement });
  return notDone(print, notSettled(itemId, answer.refusal, settlement));
}

function notSettled(itemId: string, refusal: keyof typeof refusals, as: Settlement): string {
  if (refusal === 'request-unknown') return say.unknownItem(itemId);
  if (refusal === 'words-missing') return say.reasonMissing;
  if (refusal === 'words-too-long' || refusal === 'holds-a-secret') return refusals[refusal];
  return say.staysAsItIs(itemId, refusal === 'already-approved' && as === 'approved' ? 'approved' : null);
}

export const requestsSettleCommand = onRecord(
  {
    group: 'requests',
    name: 'settle',
    about: 'records how an item ended, with a reason that the requester and the officials read',
    json: 'what was settled, or why nothing was',
    examples: ['requests settle REQUEST.1 --as active --reason "Confirmed by the Service Center by phone"'],
    takes: { item: one('<item>', 'as “requests show” prints it: the request’s id, a dot and a number') },
    options: {
      as: words('<outcome>', settlements.join(', ')),
      reason: words('<words>', 'up to 500 characters; no patient details, no passwords'),
    },
  },
  (record, { item, ...options }, print) => requestsSettle(record, item, options, print),
);
