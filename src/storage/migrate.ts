import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { withRetry } from './busy.ts';
import { clickMigration } from './click-migration.ts';
import type { Db } from './database.ts';
import { deliveryMigration } from './delivery-migration.ts';
import { withoutHurry } from './engine.ts';
import { everyRoleMigration } from './every-role-migration.ts';
import { joiningMigration } from './joining-migration.ts';
import { ledgerMigration } from './ledger-migration.ts';
import { mailMigration } from './mail-migration.ts';
import { onboardingMigration } from './onboarding-migration.ts';
import { onlyPsoMigration } from './only-pso-migration.ts';
import { operatorPlaceMigration } from './operator-place-migration.ts';
import { providerIndexMigration, providerMigration, providerPlacesMigration } from './provider-migration.ts';
import { questionMigration } from './question-migration.ts';
import { rolesEndMigration } from './roles-end-migration.ts';
import { slackWorkspacesMigration } from './slack-workspaces-migration.ts';
import { speedMigration } from './speed-migration.ts';
import { teamsMigration } from './teams-migration.ts';
import { awayMigration, timesMigration } from './times-migration.ts';
import { verificationMigration } from './verification-migration.ts';
import { watchMigration } from './watch-migration.ts';

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
  '0013-times': timesMigration,
  '0013-times-away': awayMigration,
  '0014-roles-end': rolesEndMigration,
  '0015-only-pso': onlyPsoMigration,
  '0016-mail': mailMigration,
  '0016-verification': verificationMigration,
  '0018-delivery': deliveryMigration,
  '0033-watch': watchMigration,
  '0031-onboarding': onboardingMigration,
  '0034-slack-workspaces': slackWorkspacesMigration,
  '0035-speed': speedMigration,
  '0036-provider-places': providerPlacesMigration,
};

/** A newer version has worked on the record: this one would not know what it reads. */
class NewerRecord extends Error {
  override name = 'NewerRecord';
}

/**
 * Brings the database to the newest shape; does nothing when it is there.
 * @throws the first migration's error; nothing of that migration stays. NewerRecord when a newer version was here before
 */
export async function migrate(db: Db): Promise<void> {
  // Processes that start together wait for each other: on PostgreSQL kysely takes a lock of its own.
  const toNewest = () =>
    withoutHurry(db, async (one) => {
      const migrator = new Migrator({
        db: one,
        provider: { getMigrations: async () => migrations },
        // Each stands for itself: one that a record has not seen is done, also when a later one was there before.
        allowUnorderedMigrations: true,
      });
      const { error } = await migrator.migrateToLatest();
      if (!error) return;
      const unknown = (await appliedTo(one)).filter((name) => !Object.hasOwn(migrations, name));
      if (unknown.length === 0) throw error;
      throw new NewerRecord(
        `A newer version of the bot has worked on this record (${unknown.join(', ')}). Start that version, or go back to a backup of before. Nothing was changed.`,
        { cause: error },
      );
    });
  await withRetry(toNewest, patienceMs);
}

/** The changes of shape that a record has seen, also those of versions to come. */
async function appliedTo(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** How long a start waits for another process that changes the shape just now. */
const patienceMs = 10_000;

/** Whether the database has every shape that this version knows. A newer version beside it may have added more. */
export async function isNewest(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  return Object.keys(migrations).every((name) => done.has(name));
}
