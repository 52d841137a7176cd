import type { KnownPerson } from '#application/ledger.ts';
import type { Official, Seat } from '#domain/approvers.ts';
import { type AddressLists, accountProblem } from '#domain/person.ts';
import type { Db } from './database.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { readPerson } from './people.ts';
import { environmentOf, roleIdOf } from './rows.ts';

/**
 * Officials and people as one unit of work sees them. A request for a hundred facilities asks for the same few people
 * hundreds of times; each is read once, until the unit itself changes somebody.
 */
export interface OfficialReader {
  officialsAt(seats: readonly Seat[]): Promise<Official[]>;
  person(personId: string): Promise<KnownPerson | null>;
  /** Somebody changed: what was read before is out of date. */
  forget(): void;
}

/** @param lists the operator's address lists, which decide whose account may decide */
export function officialReader(db: Db, lists: AddressLists): OfficialReader {
  const people = new Map<string, Promise<KnownPerson | null>>();
  const seated = new Map<string, Promise<Official[]>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  const person = (personId: string) => once(people, personId, () => readPerson(db, personId));
  const reachOf = async (row: LedgerTables['role_grant']): Promise<Official['reach']> => {
    if (row.person_id === null) return row.not_in_chat_at === null ? 'unchecked' : 'not-in-chat';
    const official = await person(row.person_id);
    if (official === null) return 'not-in-chat';
    return accountProblem(official.account, lists, official.heldTwice) === null ? 'in-chat' : 'not-in-chat';
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
    async officialsAt(seats) {
      const officials: Official[] = [];
      for (const seat of seats)
        officials.push(...(await once(seated, `${seat.roleId} ${seat.organization}`, () => at(seat))));
      return officials;
    },
    forget() {
      people.clear();
      seated.clear();
    },
  };
}
