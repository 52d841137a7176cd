import { count } from './words.ts';

/** What "people gone" says. */
export const goneWords = {
  noAccount: (typed: string): string =>
    `"${typed.slice(0, 100)}" is no account. Write it like slack:T0123456789/U0123456789.`,
  'account-unknown': 'This account has not used the bot.',
  'gone-before': 'This account counts as gone already; nothing was changed.',
  who: (name: string, email: string | null, open: number): string =>
    `${name}, ${email ?? 'without an address'}: ${open === 0 ? 'no open request would end' : `${count(open, 'open request', 'open requests')} would be withdrawn, and the officials told`}.`,
  meaning:
    'As an official she would no longer be asked here, and you get a notice. Nothing ends in iQIES by it. When the account writes again, it counts again.',
  sayYes: 'Nothing was changed. Say --yes to do this.',
  done: 'It counts as gone.',
} as const;
