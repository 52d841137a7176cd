import { problemDialog } from '#copy/forms.ts';
import type { Form } from './elements.ts';

/** What went wrong, as a dialog of its own: where no input stands to say it at. */
export function problemForm(text: string): Form {
  return {
    name: 'problem',
    title: problemDialog.title,
    submit: null,
    close: problemDialog.close,
    memo: {},
    blocks: [{ kind: 'alert', level: 'warning', text }],
  };
}
