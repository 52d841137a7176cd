import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backup } from '#cli/commands/backup.ts';
import { restoreBackup } from '#cli/commands/restore.ts';
import { type Config, readConfig } from '#src/config.ts';
import { statuses } from '#test/slack/bad-input.ts';
import { ask, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import { liveVariables } from './process.ts';

/** One bot: it is backed up while it runs, goes on, and is put back. The tests follow each other. */
let on: Stage;
let folder: string;
let config: Config;
let record: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-backup-'));
  on = await stage();
  config = readConfig(liveVariables(on.workspace, on.dataDir));
  record = join(on.dataDir, 'live', 'record.sqlite');
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
});
afterAll(async () => {
  await on.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(command: (print: (line: string) => void) => Promise<number>) {
  const lines: string[] = [];
  const code = await command((line) => void lines.push(line));
  return { code, out: lines.join('\n') };
}
const backUp = (file: string, options: { force?: boolean } = {}) =>
  run((print) => backup(config, file, options, print));
const restore = (file: string) => run((print) => restoreBackup(config, file, print));

it('a backup is written while the server runs, checked, counted and readable by its owner alone', async () => {
  const { code, out } = await backUp(at('one.sqlite'));
  expect(out).toMatch(/one\.sqlite: \d+\.\d MB, readable by you alone\. It was opened and checked\./);
  expect(out).toMatch(
    /1 requests, 4 officials of your lists, \d+ facilities, \d+ events\. The chain holds; its head is [0-9a-f]{64}/,
  );
  expect(code).toBe(0);
  expect(statSync(at('one.sqlite')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['one.sqlite']);
});

it('a file that is there is replaced only with --force, and what a broken-off backup left is removed', async () => {
  const before = readFileSync(at('one.sqlite'));
  writeFileSync(at('one.sqlite.part-999999999'), 'half');
  expect(await backUp(at('one.sqlite'))).toEqual({
    code: 1,
    out: `${at('one.sqlite')} is there already. Say --force to replace it.`,
  });
  expect(readFileSync(at('one.sqlite')).equals(before)).toBe(true);
  expect((await backUp(at('one.sqlite'), { force: true })).code).toBe(0);
  expect(readdirSync(folder)).toEqual(['one.sqlite']);
  expect((await backUp(join(folder, 'nowhere', 'x.sqlite'))).out).toContain('can’t be written (ENOENT)');
});

it('a record that does not hold is not backed up as if it did', async () => {
  const other = readConfig({ ...liveVariables(on.workspace, at('other')) });
  expect((await run((print) => backup(other, at('x'), {}, print))).out).toBe('There is no record to back up yet.');
  const { db } = on.bot.database;
  const { data } = await db.selectFrom('event').select('data').where('seq', '=', 2).executeTakeFirstOrThrow();
  await db.updateTable('event').set({ data: '{"x":1}' }).where('seq', '=', 2).execute();
  const { code, out } = await backUp(at('two.sqlite'));
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('No backup was written') });
  expect(existsSync(at('two.sqlite'))).toBe(false);
  await db.updateTable('event').set({ data }).where('seq', '=', 2).execute();
});

it('nothing is restored while a server works on the record', async () => {
  await expect(restore(at('one.sqlite'))).rejects.toThrow('Another server works on');
});

it('a damaged file, a file of something else and a record of a rehearsal are refused in plain words', async () => {
  await press(on.as('U0JOAN'), 'approve');
  await on.delivered();
  await on.bot.stop();
  const state = readFileSync(record);
  const whole = readFileSync(at('one.sqlite'));
  const damaged = Buffer.from(whole);
  damaged.fill(0x5a, 5_000, 40_000);
  writeFileSync(at('damaged'), damaged);
  writeFileSync(at('short'), whole.subarray(0, whole.length / 2));
  writeFileSync(at('text'), 'ccn,name\n');
  copyFileSync(at('one.sqlite'), at('rehearsal'));
  copyFileSync(at('one.sqlite'), at('newer'));
  copyFileSync(at('one.sqlite'), at('cut'));
  const change = (name: string, sql: string) => new Sqlite(at(name)).exec(sql).close();
  change('rehearsal', `update meta set value = 'rehearsal' where key = 'mode'`);
  change('newer', `insert into kysely_migration (name, timestamp) values ('9999-later', '')`);
  change('cut', 'delete from event where seq = 2');
  const says = async (name: string) => (await restore(at(name))).out.replace(at(name), 'FILE');
  expect(await says('damaged')).toBe('FILE can’t be used: it is damaged. Nothing was changed.');
  expect(await says('short')).toBe('FILE can’t be used: it is damaged. Nothing was changed.');
  expect(await says('text')).toBe('FILE can’t be used: it is no record of this bot. Nothing was changed.');
  expect(await says('rehearsal')).toBe('FILE is no record of a live bot, and this is one. Nothing was changed.');
  expect(await says('newer')).toBe('FILE can’t be used: a newer version of the bot wrote it. Nothing was changed.');
  expect(await says('cut')).toBe('FILE can’t be used: its chain of events does not hold. Nothing was changed.');
  expect(await says('absent')).toBe('FILE can’t be used: there is no such file. Nothing was changed.');
  expect((await restore(record)).out).toBe('This is the record itself. Nothing was changed.');
  expect(readFileSync(record).equals(state)).toBe(true);
});

it('a backup is put back, the record of before is kept, and the bot goes on from there', async () => {
  const { code, out } = await restore(at('one.sqlite'));
  expect(code).toBe(0);
  const [, kept = ''] = /The record of before is kept as (\S+)\./.exec(out) ?? [];
  expect(new Sqlite(kept, { readonly: true }).prepare('select status from item').pluck().all()).toEqual(['approved']);
  await on.restartBot();
  expect(await statuses(on)).toEqual(['pending']);
  // The cards said that Joan had approved; they are made true where they stand.
  await on.delivered();
  expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(1);
  expect((await press(on.as('U0RAJ'), 'approve')).status).toBe(200);
  await on.delivered();
  expect(await statuses(on)).toEqual(['approved']);
  expect(saying(on.as('U0ANA').screen(), 'Raj Patel approved')).not.toHaveLength(0);
});

it('with PostgreSQL both name the tool to use', async () => {
  const postgres = { ...config, databaseUrl: 'postgres://x@127.0.0.1/x' };
  expect(await run((print) => backup(postgres, at('p'), {}, print))).toEqual({
    code: 1,
    out: 'The record is on a PostgreSQL server: back it up with pg_dump.',
  });
  expect((await run((print) => restoreBackup(postgres, at('p'), print))).out).toContain('pg_restore');
});
