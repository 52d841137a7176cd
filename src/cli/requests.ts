import type { Reading } from '#application/ledger.ts';
import { settleItem } from '#application/settle-item.ts';
import { showRequest } from '#application/shown.ts';
import { refusals } from '#copy/refusals.ts';
import * as say from '#copy/request-list.ts';
import { type Settlement, settlements } from '#domain/after-decision.ts';
import type { ShownRequest } from '#domain/shown.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** The most requests that are printed. */
const most = 200;

/** Prints requests, newest first; with --open only those that wait for somebody. */
export async function requestsList({ deps }: Record, { open }: { open?: boolean }, print: Print): Promise<number> {
  const shown = await deps.ledger.read(async (record) => {
    const found: ShownRequest[] = [];
    for (const id of await record.requestIds(open ?? false, most + 1)) found.push(...(await requestOf(record, id)));
    return found;
  });
  for (const request of shown.slice(0, most)) print(say.requestLine(request));
  if (shown.length > most) print(say.moreRequests(most));
  if (shown.length === 0) print(open ? say.noneOpen : say.noRequests);
  return 0;
}

/** Prints one request with its items, their ids and who decides them. @returns 1 when there is none with this id */
export async function requestsShow({ deps }: Record, requestId: string, print: Print): Promise<number> {
  const [request] = await deps.ledger.read((record) => requestOf(record, requestId));
  if (request === undefined) {
    print(say.unknownRequest(requestId));
    return 1;
  }
  for (const line of say.requestInFull(request)) print(line);
  return 0;
}

/** Settles one item with a reason. @returns 1 when it was not settled; the sentence says why */
export async function requestsSettle(
  { deps }: Record,
  itemId: string,
  { as, reason }: { as?: string; reason?: string },
  print: Print,
): Promise<number> {
  const settlement = settlements.find((one) => one === as);
  if (settlement === undefined) {
    print(say.unknownSettlement(settlements));
    return 1;
  }
  const answer = await settleItem(deps)(itemId, settlement, reason ?? '');
  print(answer.ok ? say.settled(itemId, settlement) : notSettled(itemId, answer.refusal, settlement));
  return answer.ok ? 0 : 1;
}

function notSettled(itemId: string, refusal: keyof typeof refusals, as: Settlement): string {
  if (refusal === 'request-unknown') return say.unknownItem(itemId);
  if (refusal === 'words-missing') return say.reasonMissing;
  if (refusal === 'words-too-long' || refusal === 'holds-a-secret') return refusals[refusal];
  return say.staysAsItIs(itemId, refusal === 'already-approved' && as === 'approved' ? 'approved' : null);
}

async function requestOf(record: Reading, requestId: string): Promise<ShownRequest[]> {
  const stored = await record.request(requestId);
  return stored === null ? [] : [await showRequest(record, stored)];
}
