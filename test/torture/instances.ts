import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Record as OpenRecord, openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { balancer } from '#test/instances/balancer.ts';
import { atRest } from '#test/model/invariants.ts';
import type { Choose } from './alter.ts';
import { picker } from './chance.ts';
import { type Served, serve } from './served.ts';
import { install, settleHere, startTown, type Town, type TownSize, townVariables } from './town.ts';
import { type Day, liveADay, newDay } from './traffic.ts';

/**
 * Three servers on one PostgreSQL behind a balancer, payloads that come twice and late, platforms that fail and slow
 * down, one server killed and one stopped on the way. What must hold with one server holds with three.
 */

export interface InstancesToll {
  seconds: number;
  done: Record<string, number>;
  items: number;
  decided: number;
  redelivered: number;
  outages: number;
  killed: number;
  stopped: number;
  /** Submits that were acknowledged and have no request. */
  lost: number;
  decidedTwice: number;
  requestedTwice: number;
  /** Decisions by somebody who is no official there. */
  unauthorised: number;
  /** What else is wrong when all is at rest: people forgotten, cards untrue, messages not delivered, a broken chain. */
  complaints: string[];
  /** Cards that were posted a second time. */
  duplicates: number;
  /** What people saw fail, with a server gone or a platform down, the first of it. */
  faults: string[];
  faultCount: number;
  errors: string[];
  unhandled: string[];
}

export interface InstancesOptions {
  databaseUrl: string;
  /** The day ends when so many items were asked for, or after so many seconds. */
  items: number;
  seconds: number;
  paceMs: number;
  town: TownSize;
  /** How many servers are killed, and as many stopped. */
  ends: number;
  /** Hours of the bots' clock that are let pass at the end, so that what failed is tried again. */
  hours: number;
  note?: (line: string) => void;
}

interface Fleet {
  /** What the balancer knows of. */
  urls: string[];
  servers: Served[];
}

/** Lets the town live a day with all of that. */
export async function instances(options: InstancesOptions): Promise<InstancesToll> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-instances-'));
  const town = await startTown(options.town);
  const variables = { ...townVariables(town, folder), DATABASE_URL: options.databaseUrl };
  const fleet: Fleet = { urls: [], servers: [] };
  const front = await balancer(fleet.urls);
  const record = await openRecord(readConfig(variables), createLog('silent'));
  try {
    await settleHere(town, record, folder, 50);
    const start = async () => {
      const server = await serve(variables, folder);
      fleet.servers.push(server);
      fleet.urls.push(server.url);
    };
    // All at once: each of them looks whether the database is in its newest shape.
    await Promise.all([start(), start(), start()]);
    town.pointTo(front.url);
    await install(town);
    const day = newDay();
    const choose = picker(9);
    const from = Date.now();
    const counts = { redelivered: 0, outages: 0, killed: 0, stopped: 0 };
    const ends = endsOf(options.ends, options.seconds);
    await Promise.all([
      liveADay(town, day, choose, options.paceMs),
      comeTwice(town, day, choose, counts),
      failAtTimes(town, day, choose, counts),
      (async () => {
        for (const [at, how] of ends) {
          await pause(Math.max(from + at - Date.now(), 0));
          await replaceOne(fleet, how, start);
          counts[how] += 1;
        }
      })(),
      (async () => {
        const asked = () => (day.done['asked in Slack'] ?? 0) + (day.done['asked in Teams'] ?? 0);
        const over = () => Date.now() - from > options.seconds * 1_000 || asked() >= options.items;
        while (!over() || counts.killed + counts.stopped < ends.length) {
          await pause(200);
          options.note?.(`${asked()} asked, ${day.faultCount} faults, ${day.faults.at(-1) ?? ''}`);
        }
        day.over = true;
      })(),
    ]);
    options.note?.('the day is over');
    await town.workspace.settled();
    await town.connector.settled();
    // What was to fail has failed by then, and whatever waited was tried again.
    for (let hour = 0; hour < options.hours; hour += 1) {
      options.note?.(`hour ${hour}`);
      for (const server of fleet.servers) server.forward(61 * 60_000);
      for (let turn = 0; turn < 3; turn += 1) for (const server of fleet.servers) await server.idle();
    }
    const hows = await Promise.all(fleet.servers.map((server) => server.how()));
    return {
      seconds: Math.round((Date.now() - from) / 1_000),
      done: day.done,
      ...(await judge(town, record, day)),
      ...counts,
      faults: day.faults,
      faultCount: day.faultCount,
      errors: hows.flatMap(({ errors }) => errors),
      unhandled: hows.flatMap(({ unhandled }) => unhandled),
    };
  } finally {
    await front.stop();
    await town.stop();
    await Promise.all(fleet.servers.map((server) => server.stop()));
    await record.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When servers go, spread over the day; a kill first, then a stop, and so on. */
function endsOf(ends: number, seconds: number): [at: number, how: 'killed' | 'stopped'][] {
  const all = 2 * ends;
  return Array.from({ length: all }, (_, n) => [
    ((n + 1) * seconds * 1_000) / (all + 1),
    n % 2 === 0 ? 'killed' : 'stopped',
  ]);
}

/** A server goes, and another comes in its place. The balancer notices a death a moment later, and is told of a stop before. */
async function replaceOne(fleet: Fleet, how: 'killed' | 'stopped', start: () => Promise<void>): Promise<void> {
  const server = fleet.servers.shift();
  if (server === undefined) return;
  const forget = () => void fleet.urls.splice(fleet.urls.indexOf(server.url), 1);
  if (how === 'killed') {
    await server.kill();
    await pause(500);
    forget();
  } else {
    forget();
    await server.stop();
  }
  await start();
}

/** Payloads come again, out of their order, to whichever server is next. */
async function comeTwice(
  { workspace, connector }: Town,
  day: Day,
  choose: Choose,
  counts: { redelivered: number },
): Promise<void> {
  for (; !day.over; await pause(100)) {
    const inSlack = workspace.deliveries();
    const inTeams = connector.deliveries();
    const old = inSlack[choose(inSlack.length)];
    const other = inTeams[choose(inTeams.length)];
    if (old !== undefined) await workspace.deliver(old.body, { contentType: old.contentType, retryNum: 1 });
    if (other !== undefined) await connector.redeliver(other);
    counts.redelivered += Number(old !== undefined) + Number(other !== undefined);
  }
}

/** The platforms answer with 500s and 429s for some calls. */
async function failAtTimes(
  { workspace, connector }: Town,
  day: Day,
  choose: Choose,
  counts: { outages: number },
): Promise<void> {
  const faults = [{ kind: 'server-error' }, { kind: 'rate-limited', retryAfterS: 1 }] as const;
  for (; !day.over; await pause(2_000)) {
    const times = 1 + choose(5);
    const fault = faults[choose(2)] ?? faults[0];
    workspace.breakNext({ method: choose(2) === 0 ? 'chat.postMessage' : 'chat.update', times, fault });
    connector.breakNext({ route: choose(2) === 0 ? 'send' : 'update', times, fault });
    counts.outages += 2 * times;
  }
}

async function judge(town: Town, record: OpenRecord, day: Day) {
  const { db } = record.database;
  const items = await db
    .selectFrom('item')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['item.id', 'requester_id', 'role_id', 'organization'])
    .execute();
  const decisions = await db
    .selectFrom('event')
    .innerJoin('account', 'account.person_id', 'event.actor_id')
    .innerJoin('item', 'item.id', 'event.item_id')
    .select(['event.item_id', 'account.email', 'item.organization'])
    .where('event.kind', 'in', ['item-approved', 'item-rejected'])
    .execute();
  const wished = new Set(items.map((item) => [item.requester_id, item.role_id, item.organization].join(' ')));
  const decided = new Set(decisions.map(({ item_id }) => item_id));
  const mayDecide = ({ email, organization }: { email: string | null; organization: string }) => {
    const index = town.homes.indexOf(organization.replace('ccn:', ''));
    const officials = [town.officials.slack[index], town.officials.teams[index]];
    return officials.some((id) => email?.split('@')[0] === id?.toLowerCase());
  };
  const everybodyIn = (where: 'slack' | 'teams') => [...town.askers[where], ...town.officials[where]];
  const acknowledged = (day.done['asked in Slack'] ?? 0) + (day.done['asked in Teams'] ?? 0);
  return {
    items: items.length,
    decided: decided.size,
    lost: Math.max(acknowledged - items.length, 0),
    decidedTwice: decisions.length - decided.size,
    requestedTwice: items.length - wished.size,
    unauthorised: decisions.filter((one) => !mayDecide(one)).length,
    complaints: (
      await atRest({
        bot: record,
        workspace: town.workspace,
        teams: town.connector.member,
        inSlack: everybodyIn('slack'),
        inTeams: everybodyIn('teams'),
      })
    ).slice(0, 20),
    duplicates: await duplicates(town, record),
  };
}

/** Cards in Slack that nobody keeps true, because a server died between the post and its note. */
async function duplicates({ workspace, officials }: Town, { database }: OpenRecord): Promise<number> {
  const sent = await database.db.selectFrom('sent_message').select('place').where('key', 'like', 'card:%').execute();
  const kept = new Set(sent.map(({ place }) => (JSON.parse(place) as { ts?: string }).ts));
  const cards = officials.slack.flatMap((id) =>
    workspace
      .as(id)
      .screen()
      .messages.filter(({ from, text }) => from === 'bot' && text.includes(' asks for ')),
  );
  return cards.filter(({ ts }) => !kept.has(ts)).length;
}
