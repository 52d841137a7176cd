import type { Identity, KnownPerson } from '#application/ledger.ts';
import type { MailUse } from '#application/mail-use.ts';
import type { Official, Seat } from '#domain/approvers.ts';
import type { Away } from '#domain/away.ts';
import { type AddressLists, accountProblem } from '#domain/person.ts';
import { readAway, readAwayOf } from './away.ts';
import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { among, onPostgres } from './engine.ts';
import { fixed } from './fixed.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { readAccounts, readAccountsOf, readTwins } from './people.ts';
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
  /** Her absence, planned or begun. */
  away(personId: string): Promise<Away | null>;
  /** Others with her address on another platform. */
  twins(personId: string): Promise<string[]>;
  /** These organizations will be asked for one after the other: they are read together, with the first of them. */
  expect(organizations: readonly string[]): void;
  /** These people will be asked for, each by herself: a server is asked for all of them with the first. */
  expectPeople(personIds: readonly string[]): void;
  /** Somebody changed: what was read before is out of date. */
  forget(): void;
}

type GrantRow = LedgerTables['role_grant'];

/** As many organizations are read together. */
const mostTogether = 500;

/**
 * @param lists the operator's address lists, which decide whose account may decide
 * @param mail where an e-mail calls an official back to her chat, she counts as in chat also while nobody can write to her
 */
export function officialReader(db: Db, lists: AddressLists, mail: MailUse): OfficialReader {
  const people = new Map<string, Promise<KnownPerson[]>>();
  const twins = new Map<string, Promise<string[]>>();
  const absences = new Map<string, Promise<Away | null>>();
  const lost = new Map<string, Promise<boolean>>();
  const seated = new Map<string, Promise<Map<string, GrantRow[]>>>();
  const expected = new Set<string>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  const expectedPeople = new Set<string>();
  /** One of them is wanted now; a server is asked for those that will be wanted, too. */
  const withOthers = <T>(
    known: Map<string, Promise<T>>,
    personId: string,
    others: Iterable<string>,
    read: (personIds: string[]) => Promise<Map<string, T>>,
    none: T,
  ): Promise<T> => {
    const missing = [...others].filter((one) => !known.has(one)).slice(0, mostTogether);
    const together = read([...new Set([personId, ...missing])]);
    const hers = (one: string) => together.then((all) => all.get(one) ?? none);
    for (const one of missing) known.set(one, quiet(hers(one)));
    return hers(personId);
  };
  const onServer = onPostgres(db);
  const accounts = (personId: string) =>
    once(people, personId, () =>
      onServer
        ? withOthers(people, personId, expectedPeople, (ids) => readAccountsOf(db, ids), [])
        : readAccounts(db, personId),
    );
  const absence = (personId: string): Promise<Away | null> =>
    onServer
      ? withOthers<Away | null>(absences, personId, people.keys(), (ids) => readAwayOf(db, ids), null)
      : readAway(db, personId);
  const isLost = async (identity: Identity) =>
    !mail.sends &&
    once(lost, `${identity.platform} ${identity.scope} ${identity.userId}`, () => readLost(db, identity));
  const person = async (personId: string) => (await accounts(personId))[0] ?? null;
  const reachOf = async (row: GrantRow): Promise<Official['reach']> => {
    if (row.person_id === null) return row.not_in_chat_at === null ? 'unchecked' : 'not-in-chat';
    // She can be asked where one of her accounts may decide; which one clicks is judged at the click.
    for (const { account, heldTwice, identity, outOfReach } of await accounts(row.person_id))
      if (accountProblem(account, lists, heldTwice) === null && !outOfReach && !(await isLost(identity)))
        return 'in-chat';
    return 'not-in-chat';
  };
  const readMissing = (seats: readonly Seat[]): void => {
    const missing = seats.filter((seat) => !seated.has(keyOf(seat)));
    if (missing.length === 0) return;
    const roleIds = [...new Set(missing.map(({ roleId }) => roleId))];
    const named = missing.map(({ organization }) => organization);
    const organizations = [...new Set([...named, ...[...expected].slice(0, mostTogether)])];
    const reading = quiet(readSeated(db, roleIds, organizations));
    for (const roleId of roleIds)
      for (const organization of organizations) {
        const key = keyOf({ roleId, organization });
        if (!seated.has(key)) seated.set(key, reading);
      }
  };
  const officialOf = async (row: GrantRow): Promise<Official> => ({
    grantId: row.id,
    personId: row.person_id,
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
    reach: await reachOf(row),
  });
  return {
    person,
    accounts,
    away: (personId) => once(absences, personId, () => absence(personId)),
    twins: (personId) => once(twins, personId, async () => readTwins(db, await accounts(personId))),
    async officialsAt(seats) {
      readMissing(seats);
      const rows: GrantRow[] = [];
      for (const seat of seats) rows.push(...((await seated.get(keyOf(seat)))?.get(keyOf(seat)) ?? []));
      for (const row of rows) if (row.person_id !== null) expectedPeople.add(row.person_id);
      const officials: Official[] = [];
      for (const row of rows) officials.push(await officialOf(row));
      return officials;
    },
    expect(organizations) {
      for (const organization of organizations) expected.add(organization);
    },
    expectPeople(personIds) {
      for (const personId of personIds) expectedPeople.add(personId);
    },
    forget() {
      people.clear();
      absences.clear();
      lost.clear();
      twins.clear();
      seated.clear();
    },
  };
}

/**
 * Whoever asks for what was read hears of a fault. What nobody asks for after one is no fault of its own, and would end the
 * process.
 */
function quiet<T>(reading: Promise<T>): Promise<T> {
  reading.catch(() => {});
  return reading;
}

const keyOf = ({ roleId, organization }: Seat): string => `${roleId} ${organization}`;

/** Standing grants of these roles at these organizations, by seat. */
async function readSeated(
  db: Db,
  roleIds: readonly Seat['roleId'][],
  organizations: readonly string[],
): Promise<Map<string, GrantRow[]>> {
  const rows =
    !onPostgres(db) && roleIds.length * organizations.length <= mostOneByOne
      ? (await Promise.all(roleIds.flatMap((role) => organizations.map((at) => seatRows(db, role, at))))).flat()
      : await manySeats(db, roleIds, organizations);
  rows.sort((a, b) => a.started_at - b.started_at || (a.id < b.id ? -1 : 1));
  return Map.groupBy(rows, (row) => keyOf({ roleId: roleIdOf(row.role_id), organization: row.organization }));
}

/** From a file so few seats are read one by one, with a query that is there already; a server is asked once. */
const mostOneByOne = 6;

const standingGrants = (db: Db) =>
  db
    .selectFrom('role_grant')
    .select(columnsOf('role_grant'))
    .where('ended_at', 'is', null)
    .where('standing', '=', 'active');

const seatRows = fixed((db, roleId: string, organization: string) =>
  standingGrants(db).where('organization', '=', organization).where('role_id', '=', roleId),
);

const manySeats = (db: Db, roleIds: readonly string[], organizations: readonly string[]) =>
  onPostgres(db)
    ? seatsOnServer(db, roleIds, organizations)
    : standingGrants(db).where('organization', 'in', organizations).where('role_id', 'in', roleIds).execute();

const seatsOnServer = fixed((db, roleIds: readonly string[], organizations: readonly string[]) =>
  standingGrants(db).where(among('organization', organizations)).where(among('role_id', roleIds)),
);

/** Teams said that nobody can write to this account now. */
async function readLost(db: Db, { platform, scope, userId }: Identity): Promise<boolean> {
  if (platform !== 'teams') return false;
  const row = await db
    .selectFrom('teams_reference')
    .select('unreachable')
    .where('tenant_id', '=', scope)
    .where('object_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined && row.unreachable !== null;
}
