import { bold, type Text } from './text.ts';

/** Asking an official, before her first decision, for the number that the bot sent by e-mail. */
export const confirming = {
  title: 'Is it you?',
  done: 'Done',
  button: 'Show that it is me',
  sent: (address: string): Text => [
    'Before your first decision here I have to know that it is you. I sent a number of eight digits to ',
    bold(address),
    ', the address on the list of security officials. When it is right, your decision counts at once.',
  ],
  onlyHere:
    'It works for 15 minutes. Type it in this form only: no message ever asks for it. If no e-mail comes, look among your junk mail, or send a new one; if that doesn’t help, the people who run this bot can confirm you. Nothing is lost meanwhile.',
  usedUp: (address: string): string =>
    `Three numbers were sent to ${address} within an hour. The next can be sent later; the people who run this bot can confirm you now. Nothing is lost meanwhile.`,
  noMail: (address: string): string =>
    `I can’t send a number to ${address}: several people read it, or it takes no mail. Ask the people who run this bot to confirm you. Your decision was not made, and nothing is lost.`,
  number: 'Number from the e-mail',
  submit: { approve: 'Approve', reject: 'Reject', other: 'Go on' },
  again: 'Send a new number',
  wrong: (left: number): string =>
    `That is not the number. Compare it with the newest e-mail. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
  over: 'This number counts no more: it was too old, or typed wrong too often. Press “Send a new number”.',
  missing: 'Type the eight digits from the e-mail.',
  first: 'Before your first decision here I have to know that it is you. Your decision was not made yet.',
  confirmedBefore: 'You are confirmed already. Press the button again.',
  told: 'One step first: it stands in the message that I just wrote to you.',
  notSent:
    'I couldn’t send you the number that shows that it is you. Your decision was not made, and nothing is lost. Ask the people who run this bot: they can confirm you.',
} as const;

/** The e-mail with the number. */
export const numberMail = {
  title: 'Your number for the iQIES bot',
  number: (number: string): string => `${number.slice(0, 4)} ${number.slice(4)}`,
  what: 'Type it into the form that you opened in chat. It works for 15 minutes, and only for you. A newer e-mail replaces it.',
  never:
    'No message asks for it, and nobody who works with the bot needs it. If you did not just press a button on a request, tell the people who run the bot: somebody else may be using your account.',
  why: 'You get this because you are on the list of security officials of the iQIES bot.',
} as const;

/** The `officials verify` command. */
export const vouching = {
  done: (names: readonly string[]): string => `Confirmed: ${names.join(', ')}.`,
  nobody: 'No official with this address is bound to an account in chat.',
} as const;
