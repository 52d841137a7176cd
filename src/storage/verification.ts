import { createHash } from 'node:crypto';
import type { KnownPerson } from '#application/ledger.ts';
import type { ConfirmationNumber, NumberFor } from '#application/verification-port.ts';
import type { Db } from './database.ts';
import type { LedgerTables } from './ledger-tables.ts';

/** Which officials are confirmed, and the numbers that were sent to confirm others. */

/** An account as it is now: with another address it is to be confirmed again. */
const accountKey = ({ identity, account }: KnownPerson): string =>
  digest([identity.platform, identity.scope, identity.userId, account.email?.toLowerCase() ?? ''].join('\n'));

const addressKey = (address: string): string => digest(address.toLowerCase());

/** Addresses are compared here, never read: their digests are enough. */
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

/** Whether this account, with the address it has now, was confirmed for an official's address. */
export async function isConfirmed(db: Db, person: KnownPerson, address: string): Promise<boolean> {
  const row = await db
    .selectFrom('confirmed_official')
    .select('confirmed_at')
    .where('account_key', '=', accountKey(person))
    .where('address_key', '=', addressKey(address))
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers it; also when it was so before. */
export async function confirm(db: Db, person: KnownPerson, address: string, now: number): Promise<void> {
  const keys = { account_key: accountKey(person), address_key: addressKey(address) };
  await db
    .insertInto('confirmed_official')
    .values({ ...keys, person_id: person.personId, confirmed_at: now })
    .onConflict((conflict) => conflict.columns(['account_key', 'address_key']).doUpdateSet({ confirmed_at: now }))
    .execute();
}

/** The last number that was asked for by this account and for this address; null when there is none. */
export async function lastNumber(db: Db, { person, address }: NumberFor): Promise<ConfirmationNumber | null> {
  const row = await db
    .selectFrom('confirmation_number')
    .selectAll()
    .where('address_key', '=', addressKey(address))
    .where('account_key', '=', accountKey(person))
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : numberOf(row);
}

/** How many were asked for since a moment, for an address: by whichever account. */
export async function numbersSince(db: Db, address: string, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('confirmation_number')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('address_key', '=', addressKey(address))
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function readNumber(db: Db, id: string): Promise<ConfirmationNumber | null> {
  const row = await db.selectFrom('confirmation_number').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : numberOf(row);
}

/** Adds a number that is to be sent, and forgets those of days before. */
export async function addNumber(
  db: Db,
  id: string,
  { person, address, grantId }: NumberFor & { grantId: string },
  now: number,
): Promise<void> {
  await db
    .deleteFrom('confirmation_number')
    .where('asked_at', '<', now - 24 * 60 * 60 * 1000)
    .execute();
  const keys = { account_key: accountKey(person), address_key: addressKey(address) };
  await db
    .insertInto('confirmation_number')
    .values({ id, ...keys, person_id: person.personId, grant_id: grantId, asked_at: now, wrong: 0 })
    .execute();
}

/** Keeps what the number that is sent now is compared with. */
export async function keepNumber(db: Db, id: string, salt: string, hash: string, now: number): Promise<void> {
  await db.updateTable('confirmation_number').set({ salt, hash, made_at: now }).where('id', '=', id).execute();
}

/** Counts a wrong entry. @returns how many there were */
export async function countWrong(db: Db, id: string): Promise<number> {
  const row = await db
    .updateTable('confirmation_number')
    .set((eb) => ({ wrong: eb('wrong', '+', 1) }))
    .where('id', '=', id)
    .returning('wrong')
    .executeTakeFirst();
  return Number(row?.wrong ?? 0);
}

/** False when it was used before. */
export async function spendNumber(db: Db, id: string, now: number): Promise<boolean> {
  const spent = await db
    .updateTable('confirmation_number')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .execute();
  return spent.length === 1;
}

function numberOf(row: LedgerTables['confirmation_number']): ConfirmationNumber {
  const { id, salt, hash, wrong } = row;
  const made = salt === null || hash === null || row.made_at === null ? null : { salt, hash, at: row.made_at };
  const { person_id: personId, grant_id: grantId, asked_at: askedAt, used_at: usedAt } = row;
  return { id, personId, grantId, askedAt, usedAt, wrong: Number(wrong), made };
}
