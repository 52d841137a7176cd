import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** Keeps a result beside the bench, with the machine, the date and the commit it was measured on. */
export function keepResult(name: string, result: object): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' });
  const [processor] = cpus();
  const machine = {
    processor: processor?.model ?? 'unknown',
    processors: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    // Others may be at work on it.
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
  const target = join(import.meta.dirname, 'results');
  mkdirSync(target, { recursive: true });
  const whole = { ...result, machine, date: new Date().toISOString(), commit: commit.trim() };
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(whole, null, 2)}\n`);
}

/** A value of a list of numbers: 0.5 is the median. */
export function at(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Three digits are enough. */
export const round = (value: number): number => Number(value.toFixed(3));
