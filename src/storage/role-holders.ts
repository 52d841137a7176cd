import type { ExpressionBuilder } from 'kysely';
import type { RoleHolders, SeatedPlaces } from '#application/ledger.ts';
import type { Db } from './database.ts';
import { grantOf } from './rows.ts';
import { statedOf } from './stated.ts';
import type { Tables } from './tables.ts';

/** Who has what at some organizations: what was stated first, then what is known, a page at a time. */
export async function readHolders(db: Db, places: SeatedPlaces, from: number, most: number): Promise<RoleHolders> {
  const stated = db
    .selectFrom('stated_role')
    .where('settled_as', 'is', null)
    .where(isAt('stated_role', places))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('role_grant').select('id').where(isKnown))));
  const granted = db
    .selectFrom('role_grant')
    .where('ended_at', 'is', null)
    .where(isAt('role_grant', places))
    .where((eb) =>
      eb.not(
        eb.and([
          eb('standing', '=', 'suspended'),
          eb.exists(eb.selectFrom('stated_role').select('stated_role.id').where(isSaidAgain)),
        ]),
      ),
    );
  const inStated = await stated.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const inGranted = await granted.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const statedCount = Number(inStated.n);
  const all = statedCount + Number(inGranted.n);
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

/** The role that is stated is known here meanwhile. */
function isKnown(eb: ExpressionBuilder<Tables, 'stated_role' | 'role_grant'>) {
  return eb.and([eb('role_grant.ended_at', 'is', null), eb('role_grant.standing', '!=', 'suspended'), isSame(eb)]);
}

/** Its person says that she has the lost role again: that row stands for both. */
function isSaidAgain(eb: ExpressionBuilder<Tables, 'stated_role' | 'role_grant'>) {
  return eb.and([eb('stated_role.settled_as', 'is', null), isSame(eb)]);
}

function isSame(eb: ExpressionBuilder<Tables, 'stated_role' | 'role_grant'>) {
  return eb.and([
    eb('role_grant.person_id', '=', eb.ref('stated_role.person_id')),
    eb('role_grant.role_id', '=', eb.ref('stated_role.role_id')),
    eb('role_grant.organization', '=', eb.ref('stated_role.organization')),
    eb('role_grant.environment', '=', eb.ref('stated_role.environment')),
  ]);
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
