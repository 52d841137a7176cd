import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import type { OpenDatabase } from '#storage/database.ts';
import { openPostgres } from '#storage/postgres.ts';
import { databaseFile } from '../app.ts';
import type { Config } from '../config.ts';
import { clockFinding } from './clock.ts';
import { databaseRefusal } from './database-refusal.ts';
import { broken, type Finding, look, well } from './finding.ts';

/** The oldest PostgreSQL that is supported, and the free space below which somebody should look. */
const oldestPostgres = 12;
const littleBytes = 500 * 2 ** 20;

export interface DatabaseLook {
  findings: Finding[];
  /** Whether there is one to read; null: that can't be seen. */
  hasRecord: boolean | null;
}

type Place = Pick<Config, 'databaseUrl' | 'dataDir' | 'mode'>;

/** Looks at the database without making or changing anything in it. */
export async function lookAtDatabase(config: Place): Promise<DatabaseLook> {
  return config.databaseUrl === null ? lookAtFile(config) : lookAtServer(config.databaseUrl);
}

function lookAtFile(config: Place): DatabaseLook {
  const file = databaseFile(config);
  const folder = nearest(dirname(resolve(file)));
  if (!mayWrite(folder))
    return {
      findings: [
        broken(
          'database',
          `The bot may not write into ${folder}.`,
          'Give the user who runs the bot that folder, or name another one in DATA_DIR.',
        ),
      ],
      hasRecord: false,
    };
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const space =
    free < littleBytes
      ? [look('database', `Only ${Math.round(free / 2 ** 20)} MB are free at ${folder}.`, 'Make room there.')]
      : [];
  const hasRecord = existsSync(file);
  const says = hasRecord ? `The record stands in ${file}.` : `There is no record yet: the first start makes ${file}.`;
  return { findings: [well('database', says), ...space], hasRecord };
}

async function lookAtServer(url: string): Promise<DatabaseLook> {
  let database: OpenDatabase;
  try {
    database = await openPostgres(url);
  } catch (fault) {
    return { findings: [unusable(fault)], hasRecord: null };
  }
  const { db } = database;
  try {
    const { rows } = await sql<{ version: string; now: number }>`
      select current_setting('server_version') as version,
        cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now`.execute(db);
    const { version = '', now = Date.now() } = rows[0] ?? {};
    const tables = await db.introspection.getTables();
    const hasRecord = tables.some(({ name }) => name === 'meta');
    const old = Number.parseInt(version, 10) < oldestPostgres;
    return {
      findings: [
        old
          ? broken('database', `PostgreSQL ${version} is too old.`, `Use version ${oldestPostgres} or newer.`)
          : well(
              'database',
              `PostgreSQL ${version} answers${hasRecord ? '' : '; it is empty, and the first start makes the tables'}.`,
            ),
        clockFinding('the database', now, Date.now()),
      ],
      hasRecord,
    };
  } catch (fault) {
    return { findings: [unusable(fault)], hasRecord: null };
  } finally {
    await database.close();
  }
}

function unusable(fault: unknown): Finding {
  const { says, todo } = databaseRefusal(fault);
  return broken('database', says, todo);
}

/** The folder, or the nearest one above that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
