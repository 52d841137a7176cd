import type { KnownPerson } from '#application/ledger.ts';
import type { Official, Seat } from '#domain/approvers.ts';
import { type AddressLists, accountProblem } from '#domain/person.ts';
import type { Db } from './database.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { readAccounts, readTwins } from './people.ts';
import { environmentOf, roleIdOf } from './rows.ts';

/**
 * Officials and people as one unit of work sees them. A request for a hundred facilities asks for the same few people
 * hundreds of times; each is read once, until the unit itself changes somebody.
 */
export interface OfficialReader {
  officialsAt(seats: readonly Seat[]): Promise<Official[]>;
  person(personId: string): Promise<KnownPerson | null>;
  /** Each account of a person. */
  accounts(personId: string): Promise<KnownPerson[]>;
  /** Others with her address on another platform. */
  twins(personId: string): Promise<string[]>;
  /** Somebody changed: what was read before is out of date. */
  forget(): void;
}

/** @param lists the operator's address lists, which decide whose account may decide */
export function officialReader(db: Db, lists: AddressLists): OfficialReader {
  const people = new Map<string, Promise<KnownPerson[]>>();
  const twins = new Map<string, Promise<string[]>>();
  const seated = new Map<string, Promise<Official[]>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  const accounts = (personId: string) => once(people, personId, () => readAccounts(db, personId));
  const person = async (personId: string) => (await accounts(personId))[0] ?? null;
  const reachOf = async (row: LedgerTables['role_grant']): Promise<Official['reach']> => {
    if (row.person_id === null) return row.not_in_chat_at === null ? 'unchecked' : 'not-in-chat';
    // She can be asked where one of her accounts may decide; which one clicks is judged at the click.
    const usable = (await accounts(row.person_id)).some(
      ({ account, heldTwice }) => accountProblem(account, lists, heldTwice) === null,
    );
    return usable ? 'in-chat' : 'not-in-chat';
  };
  const at = async (seat: Seat): Promise<Official[]> => {
    const rows = await db
      .selectFrom('role_grant')
      .selectAll()
      .where('organization', '=', seat.organization)
      .where('role_id', '=', seat.roleId)
      .where('ended_at', 'is', null)
      .where('standing', '=', 'active')
      .orderBy('started_at')
      .orderBy('id')
      .execute();
    const officials: Official[] = [];
    for (const row of rows) {
      officials.push({
        grantId: row.id,
        personId: row.person_id,
        roleId: roleIdOf(row.role_id),
        organization: row.organization,
        environment: environmentOf(row.environment),
        reach: await reachOf(row),
      });
    }
    return officials;
  };
  return {
    person,
    accounts,
    twins: (personId) => once(twins, personId, () => readTwins(db, personId)),
    async officialsAt(seats) {
      const officials: Official[] = [];
      for (const seat of seats)
        officials.push(...(await once(seated, `${seat.roleId} ${seat.organization}`, () => at(seat))));
      return officials;
    },
    forget() {
      people.clear();
      twins.clear();
      seated.clear();
    },
  };
}
