import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openClock } from '#rehearsal/clock.ts';
import { openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { runNode } from '#test/cli/process.ts';

const WEEK_MS = 7 * 86_400_000;

it('an operator’s command beside a rehearsal goes by the rehearsal’s clock', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-beside-'));
  openClock(join(dataDir, 'rehearsal', 'clock.json')).forward(WEEK_MS);
  const before = Date.now();
  const file = join(dataDir, 'officials.csv');
  writeFileSync(file, 'email,name,role,organization\nx@valley-care.example,X,CMS Security Official,cms\n');
  const done = await runNode(['src/cli.ts', 'officials', 'import', file, '--yes'], { DATA_DIR: dataDir }, dataDir);
  expect(done).toMatchObject({ code: 0, err: '' });
  const { deps, close } = await openRecord(readConfig({ DATA_DIR: dataDir }), createLog('silent'));
  const [grant] = await deps.ledger.read((record) => record.importedGrants());
  expect(grant?.startedAt).toBeGreaterThanOrEqual(before + WEEK_MS);
  await close();
  rmSync(dataDir, { recursive: true, force: true });
});
