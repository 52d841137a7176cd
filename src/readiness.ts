import { setTimeout as wait } from 'node:timers/promises';
import type { Outbox } from '#application/outbox.ts';
import type { Watch } from '#application/watch.ts';
import { noWatch } from '#application/watch.ts';
import type { OpenDatabase } from '#storage/database.ts';
import { isNewest } from '#storage/migrate.ts';
import { freeSince } from '#storage/outbox-counts.ts';

/** Whether people can be served now, part by part. */
export interface Readiness {
  /** Why nobody can be served, in a sentence; null when people can. */
  problem: string | null;
  parts: Part[];
}

/** `says`: what is wrong with it; null when nothing is. */
interface Part {
  name: string;
  says: string | null;
}

/** A chat platform as readiness sees it. */
export interface Reachable {
  name: string;
  /** Why nothing can come in, or go out; null when it can, as far as is known. */
  problem(): Promise<string | null>;
}

export interface ReadinessParts {
  database: OpenDatabase;
  outbox: Pick<Outbox, 'pauses'>;
  /** As they are now: workspaces of Slack come and go. */
  platforms(): readonly Reachable[];
  /** Who is delivered to: platforms, email, webhook. */
  ways: readonly string[];
  isStopping(): boolean;
  /** When the last try of a delivery ended, or the bot started, by this computer's clock. */
  lastDeliveryAt(): number;
  now(): number;
}

/** Who asks whether the bot is ready wants to know it now. */
const answerWithinMs = 500;
/** Something that anybody could deliver is due for so long, and nobody delivered anything for so long. */
const stuckAfterMs = 5 * 60 * 1000;

/**
 * Readiness that means it. One of two platforms that is out of reach is named, and the other's people go on being served:
 * a balancer that left the bot alone would take it from them as well.
 */
export function readiness(parts: ReadinessParts): () => Promise<Readiness> {
  return async () => {
    if (parts.isStopping()) return { problem: 'the bot is stopping', parts: [] };
    const record = await problemOf(parts.database);
    const found: Part[] = [{ name: 'record', says: record }];
    if (record === null) {
      found.push({ name: 'migrations', says: await migrationProblem(parts.database) });
      found.push({ name: 'deliveries', says: await deliveryProblem(parts) });
    }
    const platforms = await Promise.all(
      parts.platforms().map(async ({ name, problem }) => ({ name, says: await problem() })),
    );
    const someone = platforms.length === 0 || platforms.some(({ says }) => says === null);
    const blocking = [...(someone ? [] : platforms), ...found].find(({ says }) => says !== null);
    return { problem: blocking?.says ?? null, parts: [...found, ...platforms] };
  };
}

/** Why the record can't be read and written now; null when it can. */
async function problemOf({ db }: OpenDatabase): Promise<string | null> {
  const written = db
    .insertInto('meta')
    .values({ key: 'ready-check', value: '1' })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: '1' }))
    .execute()
    .then(() => true);
  return (await inTime(written)) === true ? null : 'the record can’t be read or written';
}

async function migrationProblem({ db }: OpenDatabase): Promise<string | null> {
  return (await inTime(isNewest(db))) === true ? null : 'the record has not the shape that this version needs';
}

/** A platform that said "come back later" is waited for. */
async function deliveryProblem({
  database,
  outbox,
  ways,
  lastDeliveryAt,
  now,
}: ReadinessParts): Promise<string | null> {
  if (Date.now() - lastDeliveryAt() < stuckAfterMs) return null;
  const paused = [...((await inTime(outbox.pauses(now()))) ?? new Map<string, number>()).keys()];
  const open = [...ways.filter((way) => !paused.some((scope) => scope.startsWith(`${way}/`))), 'any'];
  const since = await inTime(freeSince(database.db, open, now()));
  return typeof since === 'number' && now() - since > stuckAfterMs ? 'messages are due and nobody sends them' : null;
}

async function inTime<T>(work: Promise<T>): Promise<T | null> {
  return Promise.race([work.catch(() => null), wait(answerWithinMs, null)]);
}

/** Sees when the last try of a delivery ended. */
export function deliveryPulse(): { watch: Watch; lastAt(): number } {
  let at = Date.now();
  const watch: Watch = {
    ...noWatch,
    step({ layer }, work) {
      if (layer !== 'delivery') return work();
      return work().finally(() => {
        at = Date.now();
      });
    },
  };
  return { watch, lastAt: () => at };
}

/**
 * Some of a long list, others each time, so that all come round: ten thousand workspaces would be asked for minutes.
 * @param most a list of so many is taken whole
 */
export function inTurns(most: number): <T>(all: readonly T[]) => readonly T[] {
  let next = 0;
  return (all) => {
    if (all.length <= most) return all;
    const from = next % all.length;
    next = from + most;
    return [...all.slice(from, next), ...all.slice(0, Math.max(0, next - all.length))];
  };
}

const reachedForMs = 30_000;
const lostForMs = 5_000;
const reachWithinMs = 1_000;

/**
 * Asks a platform whether it is there, not more often than every half minute while it is.
 * @param reachedAtStart whether it was asked just now
 */
export function reachable(
  name: string,
  shown: string,
  chat: { problem(): string | null; reach(): Promise<boolean> },
  reachedAtStart: boolean,
): Reachable {
  let known = { reached: true, until: reachedAtStart ? Date.now() + reachedForMs : 0 };
  return {
    name,
    async problem() {
      const problem = chat.problem();
      if (problem !== null) return problem;
      if (Date.now() >= known.until) {
        const reached = await Promise.race([chat.reach(), wait(reachWithinMs, false)]);
        known = { reached, until: Date.now() + (reached ? reachedForMs : lostForMs) };
      }
      return known.reached ? null : `${shown} can’t be reached`;
    },
  };
}
