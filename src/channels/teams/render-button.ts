import type { Button, Form } from '#views/elements.ts';
import { type CardPart, cut, run } from './text.ts';
import type { Trail } from './trail.ts';

/** How a button acts where it stands: in a message at once or by opening a dialog, in a dialog with all that was typed. */
export type Press = (button: Button) => CardPart;

/** Buttons of a message. @param opens whether an action opens a dialog, which Teams has to be told beforehand */
export function pressInMessage(opens: (action: string) => boolean): Press {
  return ({ action, value }) =>
    opens(action)
      ? { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, action, ...withValue(value) } }
      : { type: 'Action.Execute', verb: action, data: withValue(value) };
}

/** Buttons of a dialog: each says which form it stands in, what that asks, and what lies below it. */
export function pressInDialog({ name, memo, blocks }: Form, trail: Trail = []): Press {
  const ids = blocks.flatMap((block) => (block.kind === 'input' ? [block.id] : []));
  const inputs = ids.length === 0 ? {} : { inputs: ids };
  const way = trail.length === 0 ? {} : { trail };
  return ({ action, value }) => ({
    type: 'Action.Submit',
    data: { action, ...withValue(value), form: name, memo, ...inputs, ...way },
  });
}

const withValue = (value: string | undefined) => (value === undefined ? {} : { value });

/** What fits beside each other on a card of Teams, in signs; longer rows are cut by some clients and not broken. */
const longestRow = 56;

/** Rows of buttons. Teams shows six in a row at most, and long labels need room. */
export function renderButtons(buttons: readonly Button[], press: Press): CardPart[] {
  const rows: Button[][] = [];
  let room = 0;
  for (const button of buttons) {
    const width = button.label.length + 5;
    const last = rows.at(-1);
    if (last === undefined || last.length >= 6 || width > room) {
      rows.push([button]);
      room = longestRow - width;
    } else {
      last.push(button);
      room -= width;
    }
  }
  return rows.map((row) => ({ type: 'ActionSet', actions: row.map((button) => renderButton(button, press)) }));
}

/** One button; one that asks first unfolds its question with the button that counts. */
export function renderButton(button: Button, press: Press): CardPart {
  const { label, look, confirm, link } = button;
  const face = { title: cut(label, 150), ...(look === undefined ? {} : { style: styles[look] }) };
  if (link !== undefined) return { type: 'Action.OpenUrl', ...face, url: link };
  if (confirm === undefined) return { ...press(button), ...face };
  const question = [run(cut(confirm.title, 150), { weight: 'bolder' }), run(`\n${cut(confirm.text, 600)}`)];
  return {
    type: 'Action.ShowCard',
    ...face,
    card: {
      type: 'AdaptiveCard',
      body: [{ type: 'RichTextBlock', inlines: question }],
      actions: [{ ...press(button), ...face, title: cut(confirm.yes, 75) }],
    },
  };
}

const styles = { primary: 'positive', danger: 'destructive' } as const;
