import type { ExpressionBuilder } from 'kysely';
import type { RoleHolders, SeatedPlaces } from '#application/ledger.ts';
import type { Db } from './database.ts';
import { grantOf } from './rows.ts';
import { statedOf } from './stated.ts';
import type { Tables } from './tables.ts';

/** Who has what at some organizations: what was stated first, then what is known, a page at a time. */
export async function readHolders(db: Db, places: SeatedPlaces, from: number, most: number): Promise<RoleHolders> {
  const stated = db.selectFrom('stated_role').where('settled_as', 'is', null).where(isAt('stated_role', places));
  const granted = db.selectFrom('role_grant').where('ended_at', 'is', null).where(isAt('role_grant', places));
  const count = async (query: typeof stated | typeof granted): Promise<number> => {
    const counted = query as typeof stated;
    const row = await counted.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    return Number(row.count);
  };
  const statedCount = await count(stated);
  const all = statedCount + (await count(granted));
  const statements = await stated.selectAll().orderBy('stated_at').orderBy('id').limit(most).offset(from).execute();
  const grants = await granted
    .selectAll()
    .orderBy('organization')
    .orderBy('role_id')
    .orderBy('started_at')
    .orderBy('id')
    .limit(most - statements.length)
    .offset(Math.max(0, from - statedCount))
    .execute();
  return { statements: statements.map(statedOf), grants: grants.map(grantOf), all };
}

/** At a place where both environments are hers, or one where only training is. */
function isAt<T extends 'stated_role' | 'role_grant'>(_table: T, { both, training }: SeatedPlaces) {
  return (eb: ExpressionBuilder<Tables, T>) => {
    const at = eb as unknown as ExpressionBuilder<Tables, 'stated_role'>;
    return at.or([
      ...(both.length === 0 ? [] : [at('organization', 'in', both)]),
      ...(training.length === 0
        ? []
        : [at.and([at('environment', '=', 'training'), at('organization', 'in', training)])]),
    ]);
  };
}
