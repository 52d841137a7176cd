import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** What is measured on. */
export function thisMachine() {
  const [processor] = cpus();
  return {
    processor: processor?.model ?? 'unknown',
    processors: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
  };
}

/** When, at which commit, and how busy the machine was: others may be at work on it. */
export function thisMoment() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' });
  const load = Number((loadavg()[0] ?? 0).toFixed(1));
  return { date: new Date().toISOString(), commit: commit.trim(), load };
}

/** Keeps a result beside the bench, with the machine, the date and the commit it was measured on. */
export function keepResult(name: string, result: object): void {
  const { load, date, commit } = thisMoment();
  const target = join(import.meta.dirname, 'results');
  mkdirSync(target, { recursive: true });
  const whole = { ...result, machine: { ...thisMachine(), load }, date, commit };
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(whole, null, 2)}\n`);
}

/** A value of a list of numbers: 0.5 is the median. */
export function at(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Three digits are enough. */
export const round = (value: number): number => Number(value.toFixed(3));
