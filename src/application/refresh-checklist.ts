import type { PersonId } from '#domain/person.ts';
import type { Writing } from './ledger.ts';

/** Every place that shows her list is drawn anew; nothing where she has none. */
export async function refreshChecklist(record: Writing, personId: PersonId, at: number): Promise<void> {
  if ((await record.checklists.of(personId)) !== null) await record.enqueue({ kind: 'checklist', personId }, at);
}
