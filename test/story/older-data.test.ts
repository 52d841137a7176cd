import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cast, people } from '#rehearsal/people.ts';
import { lists } from '#rehearsal/start.ts';
import { readConfig } from '#src/config.ts';
import { readOfficials } from '#src/import-lists.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { shortLists } from './short-lists.ts';

it('a rehearsal made by an older version gets the new officials, and those who were ended stay ended', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-older-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
  const start = () => rehearse(config, createLog('silent'), () => {}, shortLists);
  let running = await start();
  const complete = await readOfficials(running.bot.deps, lists.officials);
  expect(complete).toMatchObject({ added: [], missing: [], wrong: [], warnings: [] });
  const { db } = running.bot.database;
  await db.deleteFrom('role_grant').where('email', '=', 'cleo.grant@cms-rehearsal.example').execute();
  const ended = db.updateTable('role_grant').set({ ended_at: running.bot.deps.now() });
  await ended.where('email', '=', 'maria.gomez@hillside.example').execute();
  await running.stop();
  running = await start();
  const standing = await running.bot.deps.ledger.read((record) => record.importedGrants());
  const names = standing.map(({ name }) => name);
  expect(names.filter((name) => name === 'Cleo Grant')).toHaveLength(1);
  expect(names).not.toContain('Maria Gomez');
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

it('every official of the list is somebody of the rehearsal, in the chat or marked as absent', () => {
  const emails = new Set(cast.flatMap((group) => group.people).map(({ email }) => email));
  const lines = readFileSync(lists.officials, 'utf8').trim().split('\n').slice(1);
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) expect(emails).toContain(line.split(',')[0]);
  expect(people.some(({ name }) => name === 'Pat Doyle')).toBe(false);
});
