import type { Deps } from '#application/deps.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { showRequest } from '#application/shown.ts';
import { cardKnownFrom } from '#copy/known-from.ts';
import { momentWords } from '#copy/moments.ts';
import { ownBefore, refusals } from '#copy/refusals.ts';
import { plain } from '#copy/text.ts';
import { nameList } from '#copy/words.ts';
import type { RequestId } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';

/**
 * A refusal in words, with what whoever pressed may be told besides: the requester, who can decide; an official who came
 * late, who decided and when, and that it was herself. Strangers learn nothing.
 */
export function refusedWords({ ledger }: Deps) {
  return (requestId: RequestId, refusal: Refusal, { personId, timeZone }: KnownPerson): Promise<string> =>
    ledger.read(async (record) => {
      const stored = await record.request(requestId);
      if (stored === null) return refusals[refusal];
      const request = await showRequest(record, stored);
      if (refusal === 'own-request') {
        const officials = request.items.flatMap((item) => (item.state.status === 'pending' ? [...item.officials] : []));
        const names = nameList([...new Map(officials.map((official) => [official.personId, official])).values()]);
        return names === '' ? refusals[refusal] : `${refusals[refusal]} ${names} can.`;
      }
      if (refusal !== 'already-approved' && refusal !== 'already-rejected' && refusal !== 'already-decided')
        return refusals[refusal];
      const item = request.items.find(
        (one) => one.decidedBy !== null && one.officials.some((official) => official.personId === personId),
      );
      if (item === undefined || item.decidedBy === null || !('by' in item.state)) return refusals[refusal];
      const known = cardKnownFrom(request, [item], personId);
      if (known !== null) return `${refusals[refusal]} ${plain(known)}`;
      const { state } = item;
      if (item.decidedBy.personId === personId) return ownBefore(state.status, momentWords(state.at, timeZone));
      return `${refusals[refusal]} It was ${item.decidedBy.name}, on ${momentWords(state.at, timeZone)}.`;
    });
}
