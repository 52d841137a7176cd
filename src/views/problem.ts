import { answerDialog, problemDialog } from '#copy/forms.ts';
import type { Form } from './elements.ts';

/** What went wrong, as a dialog of its own: where no input stands to say it at. */
export const problemForm = (text: string): Form => wordsForm(problemDialog, text);

/** The words after a click, as a dialog: where no message can be posted now. */
export const answerForm = (text: string): Form => wordsForm(answerDialog, text);

const wordsForm = ({ title, close }: { title: string; close: string }, text: string): Form => ({
  name: 'problem',
  title,
  submit: null,
  close,
  memo: {},
  blocks: [{ kind: 'alert', level: 'warning', text }],
});
