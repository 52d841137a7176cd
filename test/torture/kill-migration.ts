import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#storage/database.ts';
import { onPostgres } from '#storage/engine.ts';
import { startServer, type Variables } from '#test/cli/process.ts';
import { openBeside } from './judge.ts';
import { crashAt, type Killed } from './points.ts';
import { actUntil, type World } from './world.ts';

/** A new record gets its shape, and the one who gives it is killed; the next start finishes it, and people come in. */
export async function killMigration(world: World): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-torture-'));
  const database = await world.give('none');
  const variables = { ...world.variables, ...database.variables, DATA_DIR: folder };
  try {
    const met = await diesAt(variables, folder, 1 + Math.floor(world.chance() * mostStatements));
    world.kills.push(Date.now());
    const server = await startServer(variables, folder);
    world.workspace.requestUrl = `${server.url}/slack/events`;
    const someone = world.workspace.as('U0OFFA');
    const { status } = await someone.openHome();
    await server.kill();
    const beside = await openBeside(variables);
    const whole = (await shapeOf(beside.db)) === (await shapeOf(world.beside.db));
    await beside.close();
    return {
      met,
      halves: [
        ...(whole ? [] : ['a new record without its whole shape']),
        ...(status === 200 ? [] : ['nobody is let in']),
      ],
    };
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A little less than there are. */
const mostStatements = 70;

/** The record of the crowd is of an older version, and whoever brings it up to date is killed; then people go on. */
export async function killUpgrade(world: World): Promise<Killed> {
  const { beside, folder, variables } = world;
  const shape = await shapeOf(beside.db);
  const older = await takeBack(beside.db);
  const met = await diesAt(variables, folder, 1 + Math.floor(world.chance() * older));
  world.kills.push(Date.now());
  const server = await world.start();
  const whole = shape === (await shapeOf(beside.db));
  const people = await actUntil(world, server, 5);
  await server.kill();
  world.kills.push(Date.now());
  await people.stop();
  return { met, halves: whole ? [] : ['an older record without its whole new shape'] };
}

/** @returns whether the start died there */
async function diesAt(variables: Variables, folder: string, nth: number): Promise<boolean> {
  const started = await startServer({ ...variables, ...crashAt('during-migration', nth) }, folder).catch(
    (fault: Error) => fault,
  );
  if (started instanceof Error) return started.message.includes('crashed at during-migration');
  await started.kill();
  return false;
}

/** Takes back what two migrations did. @returns how many statements bring it again */
async function takeBack(db: Db): Promise<number> {
  const statements = [
    'drop index outbox_lane',
    'alter table outbox drop column lane',
    'drop table sending_pause',
    'alter table account drop column mail_refused_at',
    'alter table role_grant drop column mail_refused_at',
    'alter table operator_notice drop column mailed_at',
    `delete from kysely_migration where name in ('0016-mail', '0018-delivery')`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  return statements.length - 1;
}

/** Tables, columns, indexes and what was migrated, in words that can be compared. */
async function shapeOf(db: Db): Promise<string> {
  const columns = onPostgres(db)
    ? sql`select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as words
        from information_schema.columns where table_schema = 'public'`
    : sql`select t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" as words
        from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'`;
  const indexes = onPostgres(db)
    ? sql`select indexdef as words from pg_indexes where schemaname = 'public'`
    : sql`select name || ' ' || coalesce(sql, '') as words from sqlite_schema where type = 'index'`;
  const done = sql`select name as words from kysely_migration`;
  const words: string[] = [];
  for (const asked of [columns, indexes, done]) {
    const { rows } = await asked.execute(db);
    words.push(...rows.map((row) => (row as { words: string }).words));
  }
  return words.sort().join('\n');
}
