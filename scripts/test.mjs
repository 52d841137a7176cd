// Everything that must hold: `npm run check`, then the tests. Ends with one line of counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'iqies-test-'));
const report = join(folder, 'report.json');
const run = (command, args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;

const check = run('npm', ['run', '--silent', 'check']);
process.stdout.write(check === 0 ? 'check: passed\n' : 'check: failed\n');
const tests = run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);

let counts = { numPassedTests: 0, numFailedTests: tests === 0 ? 0 : 1, numTotalTests: 0 };
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  process.stdout.write('The test runner left no report.\n');
}
rmSync(folder, { recursive: true, force: true });
const passed = counts.numPassedTests + (check === 0 ? 1 : 0);
// A file that could not be loaded has no tests of its own, and still is a failure.
const failed = Math.max(counts.numFailedTests, tests === 0 ? 0 : 1) + (check === 0 ? 0 : 1);
// Those that were left out, of which the runner counts only some as skipped.
const leftOut = Math.max(counts.numTotalTests - counts.numPassedTests - counts.numFailedTests, 0);
const skipped = leftOut > 0 ? `, ${leftOut} skipped` : '';
process.stdout.write(`${passed} passed, ${failed} failed${skipped}\n`);
process.exit(failed === 0 && passed > 1 ? 0 : 1);
