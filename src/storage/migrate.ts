import { Migrator } from 'kysely/migration';
import { withRetry } from './busy.ts';
import { clickMigration } from './click-migration.ts';
import type { Db } from './database.ts';
import { withoutHurry } from './engine.ts';
import { everyRoleMigration } from './every-role-migration.ts';
import { joiningMigration } from './joining-migration.ts';
import { ledgerMigration } from './ledger-migration.ts';
import { operatorPlaceMigration } from './operator-place-migration.ts';
import { providerIndexMigration, providerMigration } from './provider-migration.ts';
import { questionMigration } from './question-migration.ts';
import { teamsMigration } from './teams-migration.ts';

/**
 * Brings the database to the newest shape; does nothing when it is there.
 * @throws the first migration's error; nothing of that migration stays
 */
export async function migrate(db: Db): Promise<void> {
  const migrations = {
    '0001-ledger': ledgerMigration,
    '0002-providers': providerMigration,
    '0003-provider-search': providerIndexMigration,
    '0004-every-role': everyRoleMigration,
    '0005-operator-place': operatorPlaceMigration,
    '0007-joining': joiningMigration,
    '0010-questions': questionMigration,
    '0011-teams': teamsMigration,
    '0012-clicks': clickMigration,
  };
  // Servers that start together wait for each other: on PostgreSQL kysely takes a lock of its own.
  await withoutHurry(db, async (one) => {
    const migrator = new Migrator({ db: one, provider: { getMigrations: async () => migrations } });
    await withRetry(() => toNewest(migrator), patienceMs);
  });
}

/** How long a start waits for another process that changes the shape just now. */
const patienceMs = 10_000;

/** SQLite has no such lock: where another process was first, what failed here is done, and the rest is tried again. */
async function toNewest(migrator: Migrator): Promise<void> {
  const before = await countDone(migrator);
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  if ((await countDone(migrator)) === before) throw error;
  await toNewest(migrator);
}

async function countDone(migrator: Migrator): Promise<number> {
  return (await migrator.getMigrations()).filter(({ executedAt }) => executedAt !== undefined).length;
}
