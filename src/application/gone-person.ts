import type { Deps } from './deps.ts';
import { knowPerson } from './know-person.ts';
import type { Identity, KnownPerson } from './ledger.ts';

/** An account that left, where its platform tells nobody. */
export interface Gone {
  person: KnownPerson;
  /** Open requests that end with it; none where she has another account. */
  open: number;
}

/** What would come of it; why not where nothing would. */
export function planGone({ ledger }: Pick<Deps, 'ledger'>) {
  return (identity: Identity): Promise<Gone | 'account-unknown' | 'gone-before'> =>
    ledger.read(async (record) => {
      const person = await record.personAt(identity);
      if (person === null) return 'account-unknown';
      if (person.account.switchedOff) return 'gone-before';
      const others = (await record.accountsOf(person.personId)).filter(
        ({ identity: other, account }) => other.platform !== identity.platform && !account.switchedOff,
      );
      const undecided = (await record.requestsOf(person.personId, 200)).filter(({ items }) =>
        items.some(({ state }) => ['pending', 'held', 'outside'].includes(state.status)),
      );
      return { person, open: others.length > 0 ? 0 : undecided.length };
    });
}

/**
 * The operator says that an account left: it counts as switched off (rules, section 1), until its platform says otherwise.
 * Her open requests are withdrawn, an official counts as not in chat; nothing ends in iQIES by it.
 */
export function sayGonePerson(deps: Deps) {
  return async ({ person: { identity, account, timeZone, personId } }: Gone): Promise<void> => {
    await deps.ledger.change((record) =>
      record.record({ kind: 'account-gone', subjectId: personId, platform: 'command-line' }, deps.now()),
    );
    await knowPerson(deps)(identity, { ...account, switchedOff: true }, timeZone);
  };
}
