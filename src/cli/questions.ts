import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Prints questions without a good answer, newest first; as JSON for an export; or marks one as dealt with. */
export async function questions(
  { deps }: Record,
  { json, done }: { json?: boolean; done?: string },
  print: Print,
): Promise<number> {
  if (done !== undefined) {
    const closed = await deps.ledger.change((record) => record.closeQuestion(done, deps.now()));
    print(closed ? 'Marked as dealt with.' : `There is no open question ${done}.`);
    return closed ? 0 : 1;
  }
  const open = await deps.ledger.read((record) => record.openQuestions(500));
  for (const { id, at, text, note, answered, helpful } of open) {
    const { outcome, nearest, article } = answered;
    if (json)
      print(JSON.stringify({ id, at: new Date(at).toISOString(), text, note, outcome, article, nearest, helpful }));
    else
      print(
        `${id} ${new Date(at).toISOString()} ${outcome}${helpful === false ? ', did not help' : ''}: ${text ?? '(erased)'}${note === null ? '' : ` | missing: ${note}`} | nearest: ${nearest.join(', ') || 'none'}`,
      );
  }
  if (open.length === 0 && !json) print('No open question.');
  return 0;
}
