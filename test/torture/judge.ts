import type { Workspace } from '#rehearsal/slack/contract.ts';
import { databaseFile } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { verifyChain } from '#storage/audit.ts';
import { type Db, type OpenDatabase, openSqlite } from '#storage/database.ts';
import { openPostgres } from '#storage/postgres.ts';
import type { Variables } from '#test/cli/process.ts';
import { type Acknowledged, type Crowd, officialIds, openCards } from './crowd.ts';

/** What became of a record: judged beside the bot, from the outside. */

export interface Judgement {
  acknowledged: number;
  submits: number;
  decisions: number;
  /** Answers that said that nothing could be saved, so that people pressed again. */
  refused: number;
  /** Acknowledged, and not in the record. */
  lost: number;
  decidedTwice: number;
  /** One wish of one person that became two requests. */
  requestedTwice: number;
  /** Cards that an official should have and has not, or that offer what is decided. */
  undelivered: number;
  /** The first of them, in words. */
  untrue: string[];
  /** Messages to requesters, of their request and of decisions, that never came. */
  untold: number;
  /** Forms that stood a step earlier than their person had left them, or were gone; she was told so. */
  setBack: number;
  /** Messages that stand twice: one was posted, and its sender died before it was noted. */
  duplicates: number;
  /** The most of them that one kill left. */
  mostDuplicatesOfOneKill: number;
  /** The longest time from such a message to the kill. */
  longestWindowMs: number;
  /** Tasks that were given up, or are still somebody's though nobody works on them. */
  stuck: number;
  chainBrokenAt: number | null;
  events: number;
  /** What nobody should have been told, and what a kill left half done. */
  complaints: string[];
}

/** Opens the record that these variables name, beside a server. */
export async function openBeside(variables: Variables): Promise<OpenDatabase> {
  const config = readConfig(variables);
  return config.databaseUrl === null ? openSqlite(databaseFile(config)) : openPostgres(config.databaseUrl);
}

/** How much of what was acknowledged is not in the record. */
export async function lostOf(db: Db, { submits, decisions }: Acknowledged): Promise<number> {
  const persons = await personIds(db);
  const items = await db
    .selectFrom('item')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['requester_id', 'role_id', 'organization'])
    .execute();
  const events = await db
    .selectFrom('event')
    .select(['actor_id', 'request_id'])
    .where('kind', 'in', ['item-approved', 'item-rejected', 'refused'])
    .execute();
  const asked = new Set(
    items.map(({ requester_id, role_id, organization }) => `${requester_id} ${role_id} ${organization}`),
  );
  const decided = new Set(events.map(({ actor_id, request_id }) => `${actor_id} ${request_id}`));
  return (
    submits.filter(({ userId, role, ccn }) => !asked.has(`${persons.get(userId)} ${role} ccn:${ccn}`)).length +
    decisions.filter(({ userId, requestId }) => !decided.has(`${persons.get(userId)} ${requestId}`)).length
  );
}

/** Judges the whole, after everything was delivered. @param kills when each kill was, in milliseconds */
export async function judge(db: Db, workspace: Workspace, crowd: Crowd, kills: readonly number[]): Promise<Judgement> {
  const { acknowledged } = crowd;
  const { events, brokenAt } = await verifyChain(db);
  const all = await db
    .selectFrom('item')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['item.id', 'request_id', 'item.status', 'requester_id', 'role_id', 'organization'])
    .execute();
  const decided = await db
    .selectFrom('event')
    .select('item_id')
    .where('kind', 'in', ['item-approved', 'item-rejected'])
    .execute();
  const stuck = await db
    .selectFrom('outbox')
    .select('id')
    .where(({ or, and, eb }) =>
      or([eb('dead_at', 'is not', null), and([eb('done_at', 'is', null), eb('lease_until', '>', 0)])]),
    )
    .execute();
  const wished = all.map((item) => [item.requester_id, item.role_id, item.organization].join(' '));
  const winners = decided.map(({ item_id }) => item_id);
  const shown = await judgeMessages(db, workspace, all, kills);
  const [submits, decisions] = [acknowledged.submits.length, acknowledged.decisions.length];
  return {
    acknowledged: submits + decisions,
    submits,
    decisions,
    refused: crowd.refused,
    setBack: crowd.setBack,
    lost: await lostOf(db, acknowledged),
    decidedTwice: winners.length - new Set(winners).size,
    requestedTwice: wished.length - new Set(wished).size,
    ...shown,
    stuck: stuck.length,
    chainBrokenAt: brokenAt,
    events,
    complaints: crowd.complaints,
  };
}

interface ItemRow {
  request_id: string;
  status: string;
  requester_id: string;
}

async function judgeMessages(db: Db, workspace: Workspace, items: readonly ItemRow[], kills: readonly number[]) {
  const sent = await db.selectFrom('sent_message').select(['key', 'place']).execute();
  const placeOf = new Map(sent.map(({ key, place }) => [key, place]));
  const noted = new Set(placeOf.values());
  const there = new Set<string>();
  const orphans: number[] = [];
  const offers = new Map<string, Set<string>>();
  const persons = await personIds(db);
  for (const userId of persons.keys()) {
    const posted = workspace
      .as(userId)
      .screen()
      .messages.filter(({ from, ephemeral }) => from === 'bot' && !ephemeral);
    const kept = posted.filter(({ channel, ts }) => noted.has(JSON.stringify({ channel, ts })));
    for (const { channel, ts } of kept) there.add(JSON.stringify({ channel, ts }));
    for (const one of posted) if (!kept.includes(one)) orphans.push(Number(one.ts) * 1_000);
    offers.set(userId, new Set(openCards({ messages: kept }).map(({ requestId }) => requestId)));
  }
  const came = (key: string) => there.has(placeOf.get(key) ?? '');
  const asked = new Set(
    (await db.selectFrom('outbox').select('key').where('kind', '=', 'card').execute()).map(({ key }) => key),
  );
  let undelivered = 0;
  const untrue: string[] = [];
  for (const userId of officialIds)
    for (const { request_id, status } of items) {
      const offered = offers.get(userId)?.has(request_id) ?? false;
      const key = `card:${request_id}:${persons.get(userId)}`;
      // Whoever was found in chat only after it was decided was never asked.
      if (status !== 'pending' && !asked.has(key)) continue;
      const card = came(key);
      if (card && offered === (status === 'pending')) continue;
      undelivered += 1;
      if (untrue.length < 20)
        untrue.push(
          `${userId}, request ${request_id}, ${status}: ${card ? `its card ${offered ? 'offers' : 'does not offer'} a decision` : 'no card'}`,
        );
    }
  const tells = await db.selectFrom('outbox').select(['id', 'key', 'task']).where('kind', '=', 'tell').execute();
  const untold =
    tells.filter(({ id, key, task }) => aboutDecision.test(task) && !came(key ?? `once:${id}`)).length +
    new Set(items.filter(({ request_id }) => !came(`status:${request_id}`)).map(({ request_id }) => request_id)).size;
  return { undelivered, untrue, untold, ...windowsOf(orphans, kills) };
}

const aboutDecision = /"about":"(?:approved|rejected)"/;

/** Which kill a message without a note belongs to, and how long before it the message came. */
function windowsOf(orphans: readonly number[], kills: readonly number[]) {
  // The workspace gives a message the number of its moment in microseconds, and may be ahead by some of them.
  const killOf = (at: number) => kills.findIndex((kill) => kill >= at - 5);
  const each = Map.groupBy(orphans, killOf);
  return {
    duplicates: orphans.length,
    mostDuplicatesOfOneKill: Math.max(0, ...[...each.values()].map((some) => some.length)),
    longestWindowMs: Math.round(
      Math.max(0, ...orphans.map((at) => (kills[killOf(at)] ?? Number.POSITIVE_INFINITY) - at)),
    ),
  };
}

async function personIds(db: Db): Promise<Map<string, string>> {
  const people = await db.selectFrom('account').select(['user_id', 'person_id']).execute();
  return new Map(people.map(({ user_id, person_id }) => [user_id, person_id]));
}
