import type { LeasedTask } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import { type Delivery, lanesOfSeveral, startDelivery, type Verdict } from '#channels/deliver.ts';
import type { Drawn } from '#channels/draw-task.ts';
import { type Chance, seeded } from './chance.ts';
import { type Clock, simulatedClock } from './clock.ts';
import type { Call, Limits } from './limits.ts';
import { modelOutbox, type SimulatedOutbox } from './outbox.ts';
import { type Arrival, isOfBefore } from './traffic.ts';

/** The bot's own delivery loop, on a clock that is moved and against a platform that keeps its limits. */

/** What a task costs; measured by bench/cost-of-a-request.ts where nothing else is said. */
interface Costs {
  /** Of the bot's one thread, to draw a task, send it and note it. */
  taskCpuMs: number;
  /** The same for the presses of one step: the form, the change of the record. */
  stepCpuMs: number;
  /** Waiting for the database, in all queries of one task: assumed, half a millisecond each. */
  databaseMs: number;
  /** How long the platform takes for a call: assumed. */
  callMs: number;
}

export interface World {
  arrivals: readonly Arrival[];
  limits(): Limits;
  costs: Costs;
  instances: number;
  /** One installation (the whole platform is one scope to the loop), or one for each workspace. */
  sole: boolean;
  /** Whether the platform counts edits and Homes apart, and is taken at its word, as Slack is. */
  apart?: boolean;
  /** Between these moments the platform answers nothing but errors. */
  outage?: { from: number; to: number };
  seed?: number;
  /** In place of the one in memory. */
  openOutbox?: (clock: Clock) => SimulatedOutbox;
}

export interface Outcome {
  asked: number;
  messages: number;
  refused429: number;
  failed: number;
  /** Seconds from the press to the first official's card, and from any press or due time to each message of it. */
  toCard: Spread;
  toMessage: Spread;
  /** Of reminders alone, where there are any. */
  toReminder: Spread | null;
  /** Seconds from the last press until nothing was left to send. */
  emptyAfterS: number;
  /** How many messages wait, each half minute of the run. */
  waiting: number[];
}

interface Spread {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

class TooMany extends Error {
  readonly afterMs: number | null;
  constructor(afterMs: number | null) {
    super('ratelimited');
    this.afterMs = afterMs;
  }
}
class Away extends Error {}

/** The workspace of a person, "W12/p3". */
const scopeOf = (personId: string): string => personId.slice(0, personId.indexOf('/'));

export async function run(world: World): Promise<Outcome> {
  const { arrivals, costs, instances, sole, outage } = world;
  const first = arrivals[0]?.at ?? 0;
  const clock = simulatedClock(Math.min(first, outage?.from ?? first));
  const chance = seeded(world.seed ?? 1);
  const ownRandom = Math.random;
  // The loop's pauses are a little longer by chance: by the same chance in each run.
  Math.random = chance.next;
  const outbox = (world.openOutbox ?? modelOutbox)(clock);
  const platform = watched({ limits: world.limits(), clock, chance, costs, outage, sole, apart: world.apart === true });
  const bots = Array.from({ length: instances }, () => {
    const thread = { freeAt: 0 };
    const think = (ms: number) => {
      thread.freeAt = Math.max(thread.freeAt, clock.now()) + ms;
      return clock.wait(thread.freeAt - clock.now());
    };
    const delivery: Delivery = {
      ...platform.delivery,
      async draw(task) {
        await think(costs.taskCpuMs);
        if (task.kind === 'due') await remind(task);
        return platform.delivery.draw(task);
      },
    };
    const loop = startDelivery(outbox, delivery, clock.now, {
      pollMs: 2 ** 31 - 1,
      lanes: sole ? undefined : lanesOfSeveral,
    });
    return { loop, think };
  });
  const add = (task: Task, dueAt: number) => {
    platform.asked(task, dueAt);
    return outbox.add(task, dueAt);
  };
  /** What the product does when a reminder's time has come: the new one, and the one before it made true. */
  const remind = async (task: Extract<Task, { kind: 'due' }>) => {
    if (task.matter.about !== 'reminder') return;
    const { personId } = task.matter;
    const at = clock.now();
    platform.remindersDue(task, at);
    if (chance.next() < 0.5) await add({ kind: 'tell', personId, notice: { about: 'reminder', at: at - 1 } }, at);
    await add({ kind: 'tell', personId, notice: { about: 'reminder', at } }, at);
  };
  let pressed = 0;
  let left = arrivals.length;
  const press = async ({ at, tasks, byTime }: Arrival) => {
    await clock.wait(at - clock.now());
    const bot = bots[pressed++ % bots.length];
    if (!byTime) await bot?.think(costs.stepCpuMs);
    for (const task of tasks) await add(task, at);
    left -= 1;
    clock.touch();
    bot?.loop.wake();
  };
  for (const arrival of arrivals) void press(arrival);
  const waiting: number[] = [];
  const everySecond = async (second: number) => {
    for (const { loop } of bots) loop.wake();
    if (second % 30 === 0) waiting.push(platform.waiting());
    await clock.wait(1_000);
    void everySecond(second + 1);
  };
  void everySecond(0);
  await clock.run(() => left === 0 && platform.waiting() === 0);
  Math.random = ownRandom;
  for (const { loop } of bots) void loop.stop();
  return { ...platform.outcome(arrivals.at(-1)?.at ?? 0), waiting };
}

interface PlatformParts {
  limits: Limits;
  clock: Clock;
  chance: Chance;
  costs: Costs;
  outage: World['outage'];
  sole: boolean;
  apart: boolean;
}

/** A platform that keeps its limits, and notes how long each message took. */
function watched({ limits, clock, chance, costs, outage, sole, apart }: PlatformParts) {
  const askedAt = new Map<string, number>();
  const stands = new Set<string>();
  const times = { toCard: [] as number[], toMessage: [] as number[], toReminder: [] as number[] };
  const asked = new Set<string>();
  const counted = { messages: 0, refused429: 0, failed: 0 };
  let lastAt = 0;
  /** One of several cards is enough for somebody to decide. */
  const carded = new Set<string>();
  const nameOf = (task: Task) => JSON.stringify(task);

  function callOf(task: Task, personId: string): Call {
    const scope = scopeOf(personId);
    if (task.kind === 'home') return { method: 'home', scope, chat: personId };
    const edits = stands.has(nameOf(task)) || ('requestId' in task && isOfBefore(task.requestId));
    return { method: edits ? 'update' : 'post', scope, chat: personId };
  }

  const delivery: Delivery = {
    async draw(task): Promise<Drawn> {
      if (!('personId' in task)) return { kind: 'nothing' };
      const to = { identity: { platform: 'slack', scope: scopeOf(task.personId), userId: task.personId } };
      return { kind: 'message', to: to as never, message: {} as never };
    },
    soleScope: sole ? 'slack/one' : null,
    scopeOf: (drawn) => (drawn.kind === 'message' ? (sole ? 'slack/one' : `slack/${drawn.to.identity.scope}`) : null),
    ...(apart
      ? {
          async limitOf(_drawn: Drawn, { task }: LeasedTask) {
            if (!('personId' in task)) return null;
            const { method } = callOf(task, task.personId);
            return method === 'post' ? null : method;
          },
        }
      : {}),
    async show(_drawn, { task }) {
      if (!('personId' in task)) return;
      await clock.wait(costs.databaseMs + chance.around(costs.callMs, 0.4));
      const now = clock.now();
      if (outage !== undefined && now >= outage.from && now < outage.to) {
        counted.failed += 1;
        throw new Away();
      }
      const refused = limits(callOf(task, task.personId), now);
      if (refused !== null) {
        counted.refused429 += 1;
        throw new TooMany(refused.retryAfterMs);
      }
      counted.messages += 1;
      const name = nameOf(task);
      stands.add(name);
      lastAt = now;
      const since = askedAt.get(name);
      if (since === undefined) return;
      askedAt.delete(name);
      times.toMessage.push(now - since);
      if (task.kind === 'tell' && task.notice.about === 'reminder') times.toReminder.push(now - since);
      if (task.kind === 'card' && !isOfBefore(task.requestId) && !carded.has(task.requestId)) {
        carded.add(task.requestId);
        times.toCard.push(now - since);
      }
    },
    judge: (fault): Verdict =>
      fault instanceof TooMany
        ? { again: true, afterMs: fault.afterMs, error: 'ratelimited', pauses: true }
        : { again: true, afterMs: null, error: 'http' },
    onDead: async () => {},
    onFault(fault) {
      if (!(fault instanceof TooMany || fault instanceof Away)) throw fault;
    },
  };
  const due = new Map<string, number>();
  /** When each person's reminder was due. */
  const dueOf = new Map<string, number>();
  return {
    delivery,
    waiting: () => askedAt.size + due.size,
    asked(task: Task, at: number) {
      if (task.kind === 'due') due.set(nameOf(task), at);
      if (!('personId' in task)) return;
      if (task.kind === 'card' && !isOfBefore(task.requestId)) asked.add(task.requestId);
      const name = nameOf(task);
      // A reminder has waited since its own time, not since somebody got round to writing it.
      const since = task.kind === 'tell' && task.notice.about === 'reminder' ? (dueOf.get(task.personId) ?? at) : at;
      if (!askedAt.has(name)) askedAt.set(name, since);
    },
    remindersDue(task: Extract<Task, { kind: 'due' }>, now: number) {
      if (task.matter.about === 'reminder') dueOf.set(task.matter.personId, due.get(nameOf(task)) ?? now);
      due.delete(nameOf(task));
    },
    outcome(lastPressAt: number): Omit<Outcome, 'waiting'> {
      return {
        asked: asked.size,
        ...counted,
        toCard: spread(times.toCard),
        toMessage: spread(times.toMessage),
        toReminder: times.toReminder.length === 0 ? null : spread(times.toReminder),
        emptyAfterS: inSeconds(Math.max(0, lastAt - lastPressAt)),
      };
    },
  };
}

const inSeconds = (ms: number) => Math.round(ms / 100) / 10;

function spread(list: readonly number[]): Spread {
  const sorted = list.toSorted((a, b) => a - b);
  const of = (share: number) => inSeconds(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99), max: inSeconds(sorted.at(-1) ?? 0) };
}
