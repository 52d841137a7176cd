import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateTo } from '#cli/commands/migrate-to.ts';
import { readConfig } from '#src/config.ts';
import { verifyChain } from '#storage/audit.ts';
import { statuses } from '#test/slack/bad-input.ts';
import { ask, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import { emptyPostgres, emptySqlite, type TestDatabase } from '#test/storage/record.ts';
import { liveVariables } from './process.ts';

/** A bot on a file, and the database that its record goes to. The tests follow each other. */
let on: Stage;
let folder: string;
let target: TestDatabase;
const url = () => target.variables.DATABASE_URL ?? '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-move-'));
  target = await emptyPostgres();
  on = await stage({ database: emptySqlite(join(folder, 'live', 'record.sqlite')) });
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
});
afterAll(async () => {
  await on.stop();
  await target.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function move(to: string): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const config = readConfig(liveVariables(on.workspace, on.dataDir));
  const code = await migrateTo(config, to, (line) => void lines.push(line));
  return { code, out: lines.join('\n') };
}

async function rowsThere(): Promise<number> {
  const { db, close } = await target.open();
  const { events } = await verifyChain(db);
  const people = await db.selectFrom('person').select('id').execute();
  await close();
  return events + people.length;
}

it('names what is wrong with the address, and never prints its password', async () => {
  await on.bot.stop();
  const wrong = new URL(url());
  wrong.password = 'very%20secret';
  wrong.pathname = '/no_such_database';
  const { code, out } = await move(wrong.toString());
  expect(code).toBe(1);
  expect(out).toContain('The database can’t be used:');
  expect(out).not.toMatch(/very/);
  expect((await move('mysql://x')).out).toContain('Give the address of a PostgreSQL database');
});

it('refuses a database in which there is something, and one that breaks off leaves nothing', async () => {
  const { db, close } = await target.open();
  await db
    .insertInto('provider')
    .values({ ...noProvider, list_id: 'x', ccn: '1' })
    .execute();
  const { code, out } = await move(url());
  expect({ code, out }).toEqual({
    code: 1,
    out: 'The database is not empty: there is something in provider. Nothing was copied; take an empty one.',
  });
  await db.deleteFrom('provider').execute();
  await close();
  expect(await rowsThere()).toBe(0);
});

const noProvider = {
  ...{ name: '', type: '', address: null, city: null, state: null, zip: null },
  ...{ chain: null, facility_id: null, as_of: '' },
};

it('copies every table, counts it, and checks the chain there', async () => {
  const { code, out } = await move(url());
  expect(out).toMatch(
    /^\d+ rows of \d+ tables were copied and counted\. \d+ events, the chain holds there; its head is /m,
  );
  expect(out).toContain('request: 1 copied');
  expect(out).not.toContain('postgres:');
  expect(code).toBe(0);
});

it('a request that was asked before is decided on the other database', async () => {
  const moved = await stage({ workspace: on.workspace, database: target });
  expect(await statuses(moved)).toEqual(['pending']);
  expect((await press(moved.as('U0JOAN'), 'approve')).status).toBe(200);
  await moved.delivered();
  expect(await statuses(moved)).toEqual(['approved']);
  expect(saying(moved.as('U0ANA').screen(), 'Joan Lee approved')).not.toHaveLength(0);
  expect(saying(moved.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(1);
  expect(await verifyChain(moved.bot.database.db)).toMatchObject({ brokenAt: null });
  await moved.bot.stop();
  expect((await move(url())).out).toContain('The database is not empty');
});
