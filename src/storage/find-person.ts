import type { Identity } from '#application/ledger.ts';
import type { Db } from './database.ts';

/** How the operator names a person: by an address, an account, or the id that the record has for her. */
export type Named = { email: string } | { account: Identity } | { personId: string };

/** Everybody with this name, by the id that holds now: an address can be that of several. */
export async function findPeople(db: Db, named: Named): Promise<string[]> {
  if ('personId' in named) {
    const row = await db
      .selectFrom('person')
      .select(['id', 'joined_into'])
      .where('id', '=', named.personId)
      .executeTakeFirst();
    return row === undefined ? [] : [row.joined_into ?? row.id];
  }
  const accounts = db.selectFrom('account').select('person_id').distinct().orderBy('person_id');
  const email = 'email' in named ? named.email.trim().toLowerCase() : '';
  const rows =
    'account' in named
      ? await accounts
          .where('platform', '=', named.account.platform)
          .where('scope', '=', named.account.scope)
          .where('user_id', '=', named.account.userId)
          .execute()
      : await accounts.where((eb) => eb.or([eb('email', '=', email), eb('entered_email', '=', email)])).execute();
  return rows.map((row) => row.person_id);
}

/** Every id that the record has for a person: identities that were joined keep theirs in the events. */
export async function idsOf(db: Db, personId: string): Promise<string[]> {
  const joined = await db.selectFrom('person').select('id').where('joined_into', '=', personId).orderBy('id').execute();
  return [personId, ...joined.map(({ id }) => id)];
}
