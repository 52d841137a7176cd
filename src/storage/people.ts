import type { Grant, Identity, KnownPerson } from '#application/ledger.ts';
import { roles } from '#content/catalogue.ts';
import type { Account } from '#domain/person.ts';
import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { among } from './engine.ts';
import { fixed } from './fixed.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { newRowId } from './new-id.ts';
import { grantOf, personOf } from './rows.ts';

/** People and who may decide, in the database. */

const officialRoles = roles.filter(({ official }) => official).map(({ id }) => id);

/** Each account of a person, live ones first, then by when it was checked. An id that was joined leads to the same. */
export async function readAccounts(db: Db, personId: string): Promise<KnownPerson[]> {
  return inOrder(await accountRows(db, personId));
}

/** The same of several people at once, on a server. */
export async function readAccountsOf(db: Db, personIds: readonly string[]): Promise<Map<string, KnownPerson[]>> {
  // No join: what a server plans for one, before it has counted its rows, may read all of them.
  const found = Map.groupBy(await accountRowsOf(db, personIds), (row) => row.person_id);
  const all = new Map<string, KnownPerson[]>();
  for (const personId of personIds) {
    const hers = found.get(personId);
    // An id that was joined into another has no account of its own.
    all.set(personId, hers === undefined ? await readAccounts(db, personId) : inOrder(hers));
  }
  return all;
}

const accountRowsOf = fixed((db, personIds: readonly string[]) =>
  accountsWithHolders(db).where(among('account.person_id', personIds)),
);

function inOrder(rows: Awaited<ReturnType<typeof accountRows>>): KnownPerson[] {
  rows.sort((a, b) => a.switched_off - b.switched_off || b.checked_at - a.checked_at || order(a.platform, b.platform));
  return rows.map((row) => personOf(row, row.holders));
}

const order = (a: string, b: string) => Number(a > b) - Number(a < b);

const accountRows = fixed((db, personId: string) =>
  accountsWithHolders(db).where('person_id', '=', (eb) =>
    eb.fn.coalesce(eb.selectFrom('person').select('joined_into').where('id', '=', personId), eb.val(personId)),
  ),
);

/**
 * Other people who have a person's address on another platform: most likely she herself.
 * @param accounts hers
 */
export async function readTwins(db: Db, accounts: readonly KnownPerson[]): Promise<string[]> {
  const twins = new Set<string>();
  for (const { personId, identity, account } of accounts)
    for (const other of account.email === null ? [] : await withAddress(db, account.email))
      if (other.person_id !== personId && other.platform !== identity.platform) twins.add(other.person_id);
  return [...twins];
}

const withAddress = fixed((db, email: string) =>
  db.selectFrom('account').select(['person_id', 'platform']).where('email', '=', email),
);

/** The person behind an account. */
export async function readPersonAt(db: Db, { platform, scope, userId }: Identity): Promise<KnownPerson | null> {
  const [row] = await accountRow(db, platform, scope, userId);
  return row ? personOf(row, row.holders) : null;
}

const accountRow = fixed((db, platform: string, scope: string, userId: string) =>
  accountsWithHolders(db).where('platform', '=', platform).where('scope', '=', scope).where('user_id', '=', userId),
);

/** Accounts, each with how many live ones of its platform have its address: in one query, because everybody asks for it. */
const accountsWithHolders = (db: Db) =>
  db
    .selectFrom('account')
    .select(columnsOf('account'))
    .select((eb) =>
      eb
        .selectFrom('account as other')
        .select((other) => other.fn.count<number>('other.user_id').as('count'))
        .whereRef('other.email', '=', 'account.email')
        .whereRef('other.platform', '=', 'account.platform')
        .where('other.switched_off', '=', 0)
        .$asScalar()
        .$notNull()
        .as('holders'),
    );

/** Live accounts of the platform that have this account's address. */
async function holders(db: Db, row: LedgerTables['account']): Promise<number> {
  if (row.email === null) return 0;
  const { count } = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('email', '=', row.email)
    .where('platform', '=', row.platform)
    .where('switched_off', '=', 0)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Writes what the platform says of an account now; a new account becomes a new person. */
export async function savePerson(
  db: Db,
  identity: Identity,
  account: Account,
  timeZone: string | null,
  now: number,
): Promise<KnownPerson> {
  const known = await readPersonAt(db, identity);
  const personId = known?.personId ?? newRowId();
  if (!known) await db.insertInto('person').values({ id: personId, created_at: now, joined_into: null }).execute();
  const row: LedgerTables['account'] = {
    platform: identity.platform,
    scope: identity.scope,
    user_id: identity.userId,
    enterprise_id: '',
    person_id: personId,
    name: account.name,
    email: account.email?.toLowerCase() ?? null,
    email_confirmed: account.emailConfirmed ? 1 : 0,
    guest: account.guest ? 1 : 0,
    foreign_account: account.foreign ? 1 : 0,
    switched_off: account.switchedOff ? 1 : 0,
    time_zone: timeZone,
    checked_at: now,
    entered_email: account.email === null ? (known?.enteredEmail ?? null) : null,
    mail_refused_at: null,
    unreachable_since: null,
  };
  const {
    platform: _p,
    scope: _s,
    user_id: _u,
    person_id: _id,
    enterprise_id: _e,
    mail_refused_at: _m,
    ...others
  } = row;
  // What a mail server said of an address is about that address alone.
  const changes = known?.account.email === row.email ? others : { ...others, mail_refused_at: null };
  await db
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.columns(['platform', 'scope', 'user_id']).doUpdateSet(changes))
    .execute();
  return personOf(row, await holders(db, row));
}

/** Keeps the address that the operator entered; false when the account has one of its own. */
export async function enterEmail(db: Db, { platform, scope, userId }: Identity, email: string): Promise<boolean> {
  const entered = await db
    .updateTable('account')
    .set({ entered_email: email })
    .where('platform', '=', platform)
    .where('scope', '=', scope)
    .where('user_id', '=', userId)
    .where('email', 'is', null)
    .returning('user_id')
    .execute();
  return entered.length === 1;
}

/** Standing grants that fit; every condition left out fits all. */
export async function readGrants(
  db: Db,
  where: { personId?: string; email?: string; imported?: true; bound?: boolean },
): Promise<Grant[]> {
  let query = db.selectFrom('role_grant').selectAll().where('ended_at', 'is', null).orderBy('started_at').orderBy('id');
  if (where.personId !== undefined) query = query.where('person_id', '=', where.personId);
  if (where.email !== undefined) query = query.where('email', '=', where.email.toLowerCase());
  if (where.imported) query = query.where('basis', '=', 'imported');
  if (where.bound !== undefined) query = query.where('person_id', where.bound ? 'is not' : 'is', null);
  return (await query.execute()).map(grantOf);
}

/** One grant, standing or ended. */
export async function readGrant(db: Db, grantId: string): Promise<Grant | null> {
  const row = await db.selectFrom('role_grant').selectAll().where('id', '=', grantId).executeTakeFirst();
  return row ? grantOf(row) : null;
}

/** Security-official grants that wait to be confirmed, or that were lost and wait to be back; oldest first. */
export async function readUnconfirmed(db: Db, most: number): Promise<Grant[]> {
  const rows = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('standing', 'in', ['unconfirmed', 'suspended'])
    .where('ended_at', 'is', null)
    .where('role_id', 'in', officialRoles)
    .orderBy('started_at')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(grantOf);
}

/** Names of the contractors of a line that have or had an official here. */
export async function readContractors(db: Db, line: 'mac' | 'ado'): Promise<string[]> {
  const before = `contractor:${line}/`;
  const rows = await db
    .selectFrom('role_grant')
    .select('organization')
    .distinct()
    .where('organization', '>=', before)
    .where('organization', '<', `contractor:${line}0`)
    .orderBy('organization')
    .limit(100)
    .execute();
  return rows.map(({ organization }) => organization.slice(before.length));
}
