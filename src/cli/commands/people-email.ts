import { type Entered, enterEmail } from '#application/enter-email.ts';
import type { Record } from '../../app.ts';
import { identityOf } from '../account.ts';
import { onRecord } from '../command.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

const says: { readonly [entered in Entered]: string } = {
  entered: 'Entered. It counts for asking only, and goes when the account gets an address of its own.',
  malformed: 'This is no e-mail address.',
  'account-unknown': 'This account has not used the bot yet.',
  'has-own': 'This account has an address of its own; nothing was changed.',
};

/** Enters an address for an account that has none. @returns 1 when nothing was changed */
async function peopleEmail({ deps }: Record, account: string, address: string, print: Print): Promise<number> {
  const identity = identityOf(account);
  if (identity === null)
    return notDone(print, `"${account}" is no account. Write it like slack:T0123456789/U0123456789.`);
  const entered = await enterEmail(deps)(identity, address);
  return entered === 'entered' ? done(print, says[entered], { account, address }) : notDone(print, says[entered]);
}

export const peopleEmailCommand = onRecord(
  {
    group: 'people',
    name: 'email',
    about: 'enters an address for an account that has none, so that it can ask; it never decides',
    json: 'what was entered, or why nothing was',
    examples: ['people email slack:T0123456789/U0123456789 name@example.org'],
    takes: {
      account: one('<account>', 'for example slack:T0123456789/U0123456789'),
      address: one('<address>', 'the e-mail address'),
    },
    options: {},
  },
  (record, { account, address }, print) => peopleEmail(record, account, address, print),
);
