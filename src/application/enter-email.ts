import { isAddress } from '#domain/person.ts';
import type { Deps } from './deps.ts';
import type { Identity } from './ledger.ts';

export type Entered = 'entered' | 'malformed' | 'account-unknown' | 'has-own';

/**
 * The operator enters an address for an account that has none (rules, section 1): it counts for submitting and nothing
 * else. It finds no official's grant and never makes anybody one, and it goes when the platform gives an address.
 */
export function enterEmail({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return (identity: Identity, typed: string): Promise<Entered> =>
    ledger.change(async (record) => {
      const email = typed.trim().toLowerCase();
      if (!isAddress(email)) return 'malformed';
      const person = await record.personAt(identity);
      if (person === null) return 'account-unknown';
      if (!(await record.enterEmail(identity, email))) return 'has-own';
      await record.record({ kind: 'email-entered', subjectId: person.personId, platform: 'command-line' }, now());
      await record.enqueue({ kind: 'home', personId: person.personId }, now());
      return 'entered';
    });
}
