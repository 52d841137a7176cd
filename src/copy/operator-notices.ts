import { operatorNotice } from './home.ts';

/** What the operator reads of a notice: what happened, whom and where it is about, and what somebody wrote. */
export function noticeWords(notice: {
  about: keyof typeof operatorNotice;
  names: readonly string[];
  words: string | null;
}): string {
  const names = notice.names.length === 0 ? '' : ` (${notice.names.join(', ')})`;
  return `${operatorNotice[notice.about]}${names}${notice.words === null ? '' : ` “${notice.words}”`}`;
}

/** The lines of the `notices` command. */
export const noticeList = {
  open: (at: string, words: string, key: string): string => `${at} ${words}\n  key: ${key}`,
  handled: (at: string, words: string): string => `${at} handled: ${words}`,
  empty: 'Nothing to see.',
  more: (most: number): string => `Only ${most} are shown.`,
  howToClose: 'Mark one as handled with: notices --done KEY',
  done: 'Marked as handled.',
  before: 'This was marked as handled before.',
  unknown: 'There is no notice with this key.',
} as const;

/** Why nobody is told of notices, and what to do; for readiness and the log. */
export const noOperatorPlace = {
  none: 'nobody is told what needs attention: set OPERATOR_CHANNEL, or OPERATOR_EMAIL with SMTP_URL. Until then it waits in the list of “npm run -s cli -- notices”',
  noServer:
    'nothing can be sent to OPERATOR_EMAIL without SMTP_URL and MAIL_FROM: what needs attention waits in the list of “npm run -s cli -- notices”',
} as const;
