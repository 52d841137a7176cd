import { isAddress, isShared } from '#domain/person.ts';
import type { KnownPerson } from './ledger.ts';

/** Whom e-mail may go to. */

/**
 * The address at which a person is written to: the one that her platform vouches for, else the one that the operator
 * entered. Never one that others read, too; null when there is none.
 */
export function addressOf({ account, enteredEmail, heldTwice }: KnownPerson, shared: readonly string[]): string | null {
  const own = account.email !== null && account.emailConfirmed && !heldTwice ? account.email : null;
  const address = account.email === null ? enteredEmail : own;
  return address !== null && mayBeWrittenTo(address, shared) ? address : null;
}

/** Whether a text is an address of one person. */
export const mayBeWrittenTo = (address: string, shared: readonly string[]): boolean =>
  isAddress(address) && !isShared(address, shared);
