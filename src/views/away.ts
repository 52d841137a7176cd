import { away as words } from '#copy/away.ts';
import { formWords } from '#copy/forms.ts';
import type { Away } from '#domain/away.ts';
import type { Block, Button, Form } from './elements.ts';

/** "I'm away", for officials. */

const change: Button = { action: 'away', label: words.change };

/** What stands on My Profile of an official: the button, or her absence. */
export function awayBlocks(away: Away | null): Block[] {
  if (away === null) return [{ kind: 'buttons', buttons: [{ ...change, label: words.button }] }];
  const end: Button = { action: 'away-end', label: away.began ? words.end : words.cancel };
  return [
    { kind: 'text', text: words.line(away) },
    { kind: 'buttons', buttons: [change, end] },
  ];
}

/** Asks from when to when. */
export function awayForm(away: Away | null): Form {
  return {
    name: 'away',
    title: words.title,
    submit: words.save,
    close: formWords.close,
    memo: {},
    blocks: [
      { kind: 'text', text: [words.about] },
      {
        kind: 'input',
        type: 'date',
        id: 'from',
        label: words.from,
        hint: words.fromHint,
        optional: true,
        starts: away?.fromDay ?? null,
      },
      { kind: 'input', type: 'date', id: 'to', label: words.to, starts: away?.toDay ?? null },
    ],
  };
}
