import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'iqies-fsync-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where it is missing, nothing is counted. */
const tracer = 'strace';

const changes = (count: number) => [
  process.execPath,
  fileURLToPath(new URL('./changes-process.ts', import.meta.url)),
  join(folder, `${count}.sqlite`),
  String(count),
];

/** How often a process that makes so many changes asks the system to put bytes on the disk; null without strace. */
function syncsOf(count: number): number | null {
  const trace = join(folder, `${count}.trace`);
  const ran = spawnSync(tracer, ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, ...changes(count)]);
  if (ran.error !== undefined || ran.status !== 0) return null;
  return (readFileSync(trace, 'utf8').match(/ f(?:data)?sync\(\d+\)?.*= 0|<\.\.\. f(?:data)?sync resumed.*= 0/g) ?? [])
    .length;
}

it('a change that was acknowledged is on the disk: at least one fsync for each of 100', () => {
  const [command = '', ...args] = changes(1);
  expect(spawnSync(command, args, { encoding: 'utf8' }).stdout).toBe('1');
  const none = syncsOf(0);
  const hundred = none === null ? null : syncsOf(100);
  if (none === null || hundred === null) {
    process.stderr.write('no strace here: the syncs that follow each commit were not counted\n');
    return;
  }
  process.stderr.write(`fsyncs for 100 changes: ${hundred - none}\n`);
  // Without a change there is one when the file is closed, and after a hundred there is nothing left to do then.
  expect(hundred - none).toBeGreaterThanOrEqual(99);
}, 60_000);
