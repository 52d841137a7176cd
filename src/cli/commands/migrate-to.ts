import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { migrateWords as say } from '#copy/backup.ts';
import { type OpenDatabase, openSqlite } from '#storage/database.ts';
import { migrate } from '#storage/migrate.ts';
import { copyRecord, type Moved } from '#storage/migrate-to.ts';
import { markMode } from '#storage/mode.ts';
import { openPostgres } from '#storage/postgres.ts';
import { lockForServer } from '#storage/server-lock.ts';
import { databaseFile } from '../../app.ts';
import { type Config, isPostgresUrl } from '../../config.ts';
import { onConfig } from '../command.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/**
 * Copies the embedded record into an empty PostgreSQL database. The address is never printed: it may hold a password.
 * @returns 1 when nothing was copied
 * @throws SecondServer while a server works on the record
 */
export async function migrateTo(config: Config, url: string, print: Print): Promise<number> {
  const file = databaseFile(config);
  const reason =
    config.databaseUrl !== null
      ? say.onPostgres
      : existsSync(file)
        ? isPostgresUrl(url)
          ? null
          : say.noUrl
        : say.none;
  if (reason !== null) return notDone(print, reason);
  const unlock = lockForServer(dirname(file));
  const here = openSqlite(file);
  let target: OpenDatabase | null = null;
  try {
    await migrate(here.db);
    await markMode(here.db, config.mode);
    target = await openPostgres(url, () => {}, { query_timeout: 0 }).catch((fault: unknown) => {
      notDone(print, say.cannotConnect(withoutUrl(fault, url)));
      return null;
    });
    if (target === null) return 1;
    const moved = await copyRecord(file, here.db, target, (table, rows) =>
      print(say.table(table, rows), { table, rows }),
    );
    const words = wordsOf(moved).join('\n');
    if (!moved.ok) return notDone(print, words);
    const { rows, tables, events, head } = moved;
    return done(print, words, { rows, tables, events, head });
  } finally {
    await target?.close();
    await here.close();
    unlock();
  }
}

function wordsOf(moved: Moved): string[] {
  if (moved.ok) return say.done(moved.rows, moved.tables, moved.events, moved.head);
  switch (moved.why) {
    case 'not-empty':
      return [say.notEmpty(moved.table)];
    case 'broken-here':
      return [say.brokenHere(moved.seq)];
    case 'differ':
      return [say.differ(moved.table, moved.here, moved.there)];
    case 'chain-differs':
      return [say.chainDiffers];
  }
}

/** What the server or the network says, without anything of the address that is a secret. */
function withoutUrl(fault: unknown, url: string): string {
  const said = fault instanceof Error && fault.message !== '' ? fault.message : 'no answer';
  const { password } = new URL(url);
  const parts = [url, password, decodeURIComponent(password)].filter((part) => part !== '');
  return parts.reduce((text, part) => text.replaceAll(part, '***'), said);
}

export const migrateToCommand = onConfig(
  {
    group: null,
    name: 'migrate-to',
    about: 'copies the embedded record into an empty PostgreSQL database, and checks it there. Stop the server first',
    json: 'a table with its rows; the last one says whether all is there',
    examples: ['migrate-to postgres://user@host:5432/database'],
    takes: {
      url: one(
        '<url>',
        'as DATABASE_URL; PGPASSWORD holds the password where nobody may see it in the list of processes',
      ),
    },
    options: {},
  },
  (config, { url }, print) => migrateTo(config, url, print),
);
