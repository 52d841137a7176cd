import type { Deps } from '#application/deps.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { showRequest } from '#application/shown.ts';
import { cardKnownFrom } from '#copy/known-from.ts';
import { momentWords } from '#copy/moments.ts';
import { plain } from '#copy/text.ts';
import { nameList } from '#copy/words.ts';
import type { RequestId } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';

/**
 * What a refused click may be told besides the refusal: to the requester, who can decide; to an official who came late,
 * who decided and when. Strangers learn nothing.
 */
export function whoCanInstead({ ledger }: Deps) {
  return (requestId: RequestId, refusal: Refusal, { personId, timeZone }: KnownPerson): Promise<string> =>
    ledger.read(async (record) => {
      const stored = await record.request(requestId);
      if (stored === null) return '';
      const request = await showRequest(record, stored);
      if (refusal === 'own-request') {
        const officials = request.items.flatMap((item) => (item.state.status === 'pending' ? [...item.officials] : []));
        const names = nameList([...new Map(officials.map((official) => [official.personId, official])).values()]);
        return names === '' ? '' : `${names} can.`;
      }
      if (refusal !== 'already-approved' && refusal !== 'already-rejected' && refusal !== 'already-decided') return '';
      const item = request.items.find(
        (one) => one.decidedBy !== null && one.officials.some((official) => official.personId === personId),
      );
      if (item === undefined || item.decidedBy === null || !('by' in item.state)) return '';
      const known = cardKnownFrom(request, [item], personId);
      if (known !== null) return plain(known);
      const by = item.decidedBy.personId === personId ? 'you' : item.decidedBy.name;
      return `It was ${by}, on ${momentWords(item.state.at, timeZone)}.`;
    });
}
