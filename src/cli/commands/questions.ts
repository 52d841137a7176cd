import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { words } from '../options.ts';
import { notDone, type Print, done as wasDone } from '../print.ts';

/** Prints questions without a good answer, newest first; as JSON for an export; or marks one as dealt with. */
async function questions({ deps }: Record, { done }: { done?: string }, print: Print): Promise<number> {
  if (done !== undefined) {
    const closed = await deps.ledger.change((record) => record.closeQuestion(done, deps.now()));
    return closed
      ? wasDone(print, 'Marked as dealt with.', { id: done })
      : notDone(print, `There is no open question ${done}.`);
  }
  const open = await deps.ledger.read((record) => record.openQuestions(500));
  for (const { id, at, text, note, answered, helpful } of open) {
    const { outcome, nearest, article } = answered;
    const when = new Date(at).toISOString();
    print(
      `${id} ${when} ${outcome}${helpful === false ? ', did not help' : ''}: ${text ?? '(erased)'}${note === null ? '' : ` | missing: ${note}`} | nearest: ${nearest.join(', ') || 'none'}`,
      { id, at: when, text, note, outcome, article, nearest, helpful },
    );
  }
  if (open.length === 0) print('No open question.', null);
  return 0;
}

export const questionsCommand = onRecord(
  {
    group: null,
    name: 'questions',
    about: 'questions that people asked and that have no good answer yet, newest first',
    json: 'a question',
    examples: ['questions', 'questions --json'],
    takes: {},
    options: { done: words('<id>', 'marks one as dealt with') },
  },
  questions,
);
