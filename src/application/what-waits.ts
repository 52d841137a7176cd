import type { ItemId, RequestId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownRequest } from '#domain/shown.ts';
import { endInSight } from '#domain/waiting.ts';
import type { Deps } from './deps.ts';
import type { Reading, WaitingItem } from './ledger.ts';
import { expiryKey } from './look-at-request.ts';
import { isHers, mostWaiting } from './remind-official.ts';
import { showRequest } from './shown.ts';

/** One request with what waits in it for an official: decisions, or what is approved and still to be done in iQIES. */
interface WaitingRequest {
  request: ShownRequest;
  hers: readonly ItemId[];
  decide: boolean;
  since: number;
  /** When it expires, if that is near. */
  endsAt: number | null;
}

export interface WhatWaits {
  /** The longest waiting first; decisions before what is still to be done. */
  shown: readonly WaitingRequest[];
  /** How many requests there are in all. */
  decide: number;
  toDo: number;
}

/** All that waits for an official at this moment; `most` requests are shown. */
export async function whatWaits(
  { settings, now }: Pick<Deps, 'settings' | 'now'>,
  record: Reading,
  personId: PersonId,
  most: number,
): Promise<WhatWaits> {
  const items: WaitingItem[] = [];
  for (const item of await record.waitsFor(personId, mostWaiting))
    if (await isHers(record, personId, item)) items.push(item);
  const [decide, toDo] = (['pending', 'approved'] as const).map((status) =>
    byRequest(items.filter(({ state }) => state.status === status)),
  );
  const all = [...(decide ?? []), ...(toDo ?? [])];
  const shown: WaitingRequest[] = [];
  for (const of of all.slice(0, most)) {
    const stored = await record.request(of.requestId);
    if (stored === null) continue;
    const saidAt = await record.saidAt(expiryKey(of.hers[0] ?? '', of.since));
    const endsAt = of.decide ? endInSight(of.since, saidAt, now(), settings.times) : null;
    shown.push({ ...of, endsAt, request: await showRequest(record, stored) });
  }
  return { shown, decide: decide?.length ?? 0, toDo: toDo?.length ?? 0 };
}

interface Of {
  requestId: RequestId;
  hers: ItemId[];
  decide: boolean;
  since: number;
}

function byRequest(items: readonly WaitingItem[]): Of[] {
  const requests = new Map<RequestId, Of>();
  for (const { requestId, itemId, state } of items) {
    const since = state.status === 'pending' ? state.since : state.at;
    const before = requests.get(requestId) ?? { requestId, hers: [], decide: state.status === 'pending', since };
    requests.set(requestId, { ...before, hers: [...before.hers, itemId], since: Math.min(before.since, since) });
  }
  return [...requests.values()].sort((a, b) => a.since - b.since);
}
