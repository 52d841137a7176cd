import { type Entered, enterEmail } from '#application/enter-email.ts';
import type { Record } from '../app.ts';
import { identityOf } from './account.ts';
import type { Print } from './record.ts';

const says: { readonly [entered in Entered]: string } = {
  entered: 'Entered. It counts for asking only, and goes when the account gets an address of its own.',
  malformed: 'This is no e-mail address.',
  'account-unknown': 'This account has not used the bot yet.',
  'has-own': 'This account has an address of its own; nothing was changed.',
};

/** Enters an address for an account that has none. @returns 1 when nothing was changed */
export async function peopleEmail({ deps }: Record, account: string, address: string, print: Print): Promise<number> {
  const identity = identityOf(account);
  if (identity === null) {
    print(`"${account}" is no account. Write it like slack:T0123456789/U0123456789.`);
    return 1;
  }
  const entered = await enterEmail(deps)(identity, address);
  print(says[entered]);
  return entered === 'entered' ? 0 : 1;
}
