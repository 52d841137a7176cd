import { confirming, numberMail } from '#copy/confirm-official.ts';
import { formWords } from '#copy/forms.ts';
import type { Block, Form, Message } from './elements.ts';
import type { Letter } from './letter.ts';

/** What the form says: where the number went, or why none could be sent. */
export type NumberShown =
  | { state: 'sent'; address: string }
  | { state: 'used-up'; address: string; mayStillType: boolean }
  | { state: 'no-mail'; address: string };

/** Where an official types her number. The decision she is about to make stands in the memo, and is checked like any other. */
export function confirmForm(shown: NumberShown, memo: Readonly<Record<string, string>>): Form {
  const types = shown.state === 'sent' || (shown.state === 'used-up' && shown.mayStillType);
  const submit =
    memo.deed === 'approve'
      ? confirming.submit.approve
      : memo.deed === 'reject'
        ? confirming.submit.reject
        : confirming.submit.other;
  return {
    name: 'confirm-official',
    title: confirming.title,
    submit: types ? submit : null,
    close: formWords.close,
    memo,
    blocks: [...aboutIt(shown), ...(types ? [numberInput] : []), ...(shown.state === 'no-mail' ? [] : [newNumber])],
  };
}

function aboutIt(shown: NumberShown): Block[] {
  switch (shown.state) {
    case 'sent':
      return [
        { kind: 'text', text: confirming.sent(shown.address) },
        { kind: 'note', text: [confirming.onlyHere] },
      ];
    case 'used-up':
      return [{ kind: 'text', text: [confirming.usedUp(shown.address)] }];
    case 'no-mail':
      return [{ kind: 'text', text: [confirming.noMail(shown.address)] }];
  }
}

const numberInput: Block = {
  kind: 'input',
  type: 'words',
  id: 'number',
  label: confirming.number,
  multiline: false,
  most: 40,
  starts: '',
};

const newNumber: Block = { kind: 'buttons', buttons: [{ action: 'new-number', label: confirming.again }] };

/** The number was right, and what she pressed before was done. */
export function confirmedForm(words: string): Form {
  const blocks: Block[] = [{ kind: 'text', text: [words] }];
  return { name: 'confirmed', title: confirming.done, submit: null, close: formWords.close, memo: {}, blocks };
}

/** Where a button can't open a form: a message with one that can. */
export function confirmFirstMessage(value: string): Message {
  return {
    fallback: confirming.first,
    blocks: [
      { kind: 'text', text: [confirming.first] },
      { kind: 'buttons', buttons: [{ action: 'confirm-official', label: confirming.button, value, look: 'primary' }] },
    ],
  };
}

/** No number could be sent. */
export function numberNotSentMessage(): Message {
  return { fallback: confirming.notSent, blocks: [{ kind: 'text', text: [confirming.notSent] }] };
}

/** The e-mail with the number: the only place where it stands. */
export function numberLetter(number: string): Letter {
  return {
    title: numberMail.title,
    blocks: [
      { kind: 'copy', lines: [numberMail.number(number)] },
      { kind: 'text', text: [numberMail.what] },
      { kind: 'text', text: [numberMail.never] },
    ],
    links: [],
    why: numberMail.why,
  };
}
