import type { Refusal } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson } from './ledger.ts';

/** Records a refusal that no other use case saw (rules, section 10): an id that names nothing, a form that was not opened. */
export function noteRefusal({ ledger, now }: Deps) {
  return (person: KnownPerson, refusal: Refusal, deed: string): Promise<void> =>
    ledger.change((record) =>
      record.record(
        { kind: 'refused', actorId: person.personId, platform: person.identity.platform, data: { refusal, deed } },
        now(),
      ),
    );
}
