import type { Counts } from './cost-bot.ts';
import type { Stored } from './cost-stored.ts';
import { at, round } from './result.ts';

/** What the stories of bench/cost-of-a-request.ts cost, put together. */

/** What each part of a story cost. */
export type Parts = Map<string, Counts[]>;

/** The median of the stories, part by part, and all parts together. */
export function summed(told: readonly Parts[]) {
  const names = [...new Set(told.flatMap((parts) => [...parts.keys()]))];
  const parts = names.map((part) => {
    const costs = told.map((parts) => plus(parts.get(part) ?? []));
    return { part, ...plus([middle(costs)]) };
  });
  return { whole: plus(parts), parts };
}

function plus(list: readonly Counts[]): Counts {
  const sum = (of: (counts: Counts) => number) => round(list.reduce((so, counts) => so + of(counts), 0));
  const methods = [...new Set(list.flatMap(({ out }) => Object.keys(out)))].sort();
  const out = methods.map((name) => [name, sum((counts) => counts.out[name] ?? 0)] as const);
  return {
    cpuMs: sum(({ cpuMs }) => cpuMs),
    in: sum((counts) => counts.in),
    out: Object.fromEntries(out.filter(([, n]) => n > 0)),
    reads: sum(({ reads }) => reads),
    writes: sum(({ writes }) => writes),
    transactions: sum(({ transactions }) => transactions),
    locked: sum(({ locked }) => locked),
  };
}

function middle(list: readonly Counts[]): Counts {
  const of = (value: (counts: Counts) => number) => at(list.map(value), 0.5);
  const methods = [...new Set(list.flatMap(({ out }) => Object.keys(out)))];
  return {
    cpuMs: of(({ cpuMs }) => cpuMs),
    in: of((counts) => counts.in),
    out: Object.fromEntries(methods.map((name) => [name, of(({ out }) => out[name] ?? 0)])),
    reads: of(({ reads }) => reads),
    writes: of(({ writes }) => writes),
    transactions: of(({ transactions }) => transactions),
    locked: of(({ locked }) => locked),
  };
}

/** What was counted between two looks. */
export function less(now: Counts, before: Counts): Counts {
  const out = Object.fromEntries(Object.entries(now.out).map(([name, n]) => [name, n - (before.out[name] ?? 0)]));
  const { cpuMs, reads, writes, transactions, locked } = now;
  return {
    out,
    in: now.in - before.in,
    cpuMs: cpuMs - before.cpuMs,
    reads: reads - before.reads,
    writes: writes - before.writes,
    transactions: transactions - before.transactions,
    locked: locked - before.locked,
  };
}

/** What a story leaves behind. */
export function perStory(now: Stored, before: Stored, stories: number) {
  const each = (more: number | null) => (more === null ? null : Math.round(more / stories));
  const rows = Object.entries(now.rows)
    .map(([table, n]) => [table, round((n - (before.rows[table] ?? 0)) / stories)] as const)
    .filter(([, n]) => n !== 0);
  return {
    bytes: each(now.bytes - before.bytes),
    indexBytes: each(now.indexBytes === null ? null : now.indexBytes - (before.indexBytes ?? 0)),
    walBytes: each(now.wal && now.wal.before - (before.wal?.after ?? 0)),
    rows: Object.fromEntries(rows),
  };
}
