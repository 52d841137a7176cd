import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import type {
  JsonObject,
  Member,
  Screen,
  ShownMessage,
  Workspace,
  WorkspacePerson,
} from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import { verifyChain } from '#storage/audit.ts';
import { openSqlite } from '#storage/database.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { liveVariables, startServer } from '#test/cli/process.ts';

/**
 * A server process is killed again and again while people submit and decide. Whatever was acknowledged must be in the
 * record afterwards, nothing may be decided twice, and what was due must be delivered.
 */

export interface Toll {
  kills: number;
  acknowledged: number;
  submits: number;
  decisions: number;
  /** Acknowledged, and not in the record. */
  lost: number;
  decidedTwice: number;
  /** One wish of one person that became two requests. */
  requestedTwice: number;
  /** Cards that an official should have and has not, or that offer what is decided. */
  undelivered: number;
  /** Messages that were posted a second time, because the kill came between Slack's answer and our note of it. */
  duplicates: number;
  chainBrokenAt: number | null;
  events: number;
}

const homes = ['165326', '165178', '165199', '165299', '165399'];
const roles = [
  'assessment-submitter',
  'provider-administrator',
  'provider-assessment-coordinator',
  'provider-assessment-viewer',
];
const officialIds = ['U0OFFA', 'U0OFFB', 'U0OFFC', 'U0OFFD'];
const emailOf = (id: string) => `${id.toLowerCase()}@valley-care.example`;
const person = (id: string): WorkspacePerson => ({
  id,
  name: `Person ${id}`,
  email: emailOf(id),
  emailConfirmed: true,
});

interface Wish {
  userId: string;
  role: string;
  ccn: string;
}
interface Decision {
  userId: string;
  requestId: string;
}

/** @param chance gives numbers from 0 to 1 @param note is told of each round */
export async function torture(
  kills: number,
  chance: () => number,
  note: (line: string) => void = () => {},
): Promise<Toll> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-torture-'));
  const requesterIds = Array.from({ length: Math.max(8, kills) }, (_, n) => `U0ASK${n + 1}`);
  const people = [...requesterIds, ...officialIds].map(person);
  const workspace = await startWorkspace({ people, scopes: manifestScopes() });
  const variables = liveVariables(workspace, dataDir);
  await prepare(variables);
  const file = join(dataDir, 'live', 'record.sqlite');
  const acknowledged = { submits: [] as Wish[], decisions: [] as Decision[] };
  const wishes = new Map(requesterIds.map((userId) => [userId, wishesOf(userId)]));
  try {
    for (let round = 1; round <= kills; round += 1) {
      const server = await startServer(variables, dataDir);
      workspace.requestUrl = `${server.url}/slack/events`;
      await killAmidst(workspace, acknowledged, wishes, chance, () => server.kill());
      const lost = lostOf(file, acknowledged);
      note(
        `kill ${round}: ${acknowledged.submits.length} submits, ${acknowledged.decisions.length} decisions, ${lost} lost`,
      );
    }
    const server = await startServer(variables, dataDir);
    workspace.requestUrl = `${server.url}/slack/events`;
    await drained(file);
    await server.kill();
    return await count(file, workspace, kills, acknowledged);
  } finally {
    await workspace.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function wishesOf(userId: string): Wish[] {
  return roles.flatMap((role) => homes.map((ccn) => ({ userId, role, ccn })));
}

async function prepare(variables: Readonly<Record<string, string>>): Promise<void> {
  const record = await openRecord(readConfig(variables), createLog('silent'));
  await importProviderFile(record.database.db, join(import.meta.dirname, '../slack/facilities.csv'), {
    now: Date.now(),
    onSkipped: () => {},
  });
  const lines = homes.flatMap((ccn) =>
    officialIds.map((id) => ({
      email: emailOf(id),
      name: id,
      role: 'Provider Security Official',
      organization: `ccn:${ccn}`,
    })),
  );
  const diff = await compareOfficials(record.deps)(lines.map((values, index) => ({ line: index + 2, values })));
  await applyOfficials(record.deps)(diff, false);
  await record.close();
}

/** Lets people act, and kills the server a moment after a random number of answers, with clicks under way. */
async function killAmidst(
  workspace: Workspace,
  acknowledged: { submits: Wish[]; decisions: Decision[] },
  wishes: ReadonlyMap<string, Wish[]>,
  chance: () => number,
  kill: () => Promise<void>,
): Promise<void> {
  const life = { over: false };
  const enough = Promise.withResolvers<void>();
  let left = 3 + Math.floor(chance() * 40);
  const answered = () => {
    left -= 1;
    if (left <= 0) enough.resolve();
  };
  const asking = [...wishes]
    .slice(0)
    .flatMap(([userId, open]) =>
      open.length === 0
        ? []
        : [ask(workspace.as(userId), open, life, (wish) => acknowledged.submits.push(wish) && answered())],
    );
  const deciding = officialIds.map((userId) =>
    decide(workspace.as(userId), life, chance, (requestId) => {
      acknowledged.decisions.push({ userId, requestId });
      answered();
    }),
  );
  await enough.promise;
  await pause(Math.floor(chance() * 60));
  await kill();
  life.over = true;
  await Promise.all([...asking, ...deciding]);
  await workspace.settled();
}

/** One person asks for one role at one home after the other; what was not acknowledged is asked for again. */
async function ask(
  member: Member,
  open: Wish[],
  life: { over: boolean },
  acknowledged: (wish: Wish) => void,
): Promise<void> {
  for (let wish = open[0]; wish !== undefined && !life.over; wish = open[0]) {
    if (member.screen().modals.length === 0 && (await member.command('')).status !== 200) return;
    const form = JSON.stringify(member.screen().modals.at(-1)?.view ?? {});
    const has = (id: string) => form.includes(`"action_id":"${id}"`);
    if (has('category')) await member.fill('category', 'provider');
    else if (has('role')) await member.fill('role', wish.role);
    else if (has('pasted')) await member.fill('pasted', wish.ccn);
    else if (has('harp')) await member.fill('harp', ['yes']);
    else {
      await member.close();
      continue;
    }
    const { status, body } = await member.submit();
    if (status !== 200) return;
    if (!has('harp')) continue;
    if (!JSON.stringify(body).includes('Sent to')) throw new Error(`a submit was refused: ${JSON.stringify(body)}`);
    open.shift();
    acknowledged(wish);
    await member.close();
  }
}

/** One official decides whatever cards she has; mostly yes, sometimes no. */
async function decide(
  member: Member,
  life: { over: boolean },
  chance: () => number,
  acknowledged: (requestId: string) => void,
): Promise<void> {
  const tried = new Set<string>();
  while (!life.over) {
    const card = openCards(member.screen()).find(({ requestId }) => !tried.has(requestId));
    if (card === undefined) {
      await changeOf(member, life);
      continue;
    }
    tried.add(card.requestId);
    const { message, value, requestId } = card;
    const rejects = chance() < 0.25;
    const place = { surface: 'message', ts: message.ts, actionId: rejects ? 'reject' : 'approve', value } as const;
    // The card may have changed since it was read: then there is nothing to press.
    const pressed = await member.press(place).catch(() => null);
    if (pressed?.status !== 200) continue;
    if (!rejects) acknowledged(requestId);
    else if (member.screen().modals.length > 0) {
      await member.fill('reason', 'not-needed');
      const { status } = await member.submit();
      if (status === 200) acknowledged(requestId);
      while (member.screen().modals.length > 0) await member.close();
    }
  }
}

/** The messages that offer Approve, with what the button carries. */
function openCards({
  messages,
}: Pick<Screen, 'messages'>): { message: ShownMessage; value: string; requestId: string }[] {
  return messages.flatMap((message) =>
    message.blocks
      .flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
      .flatMap((element) => {
        const { action_id, value } = element as JsonObject;
        return action_id === 'approve' && typeof value === 'string'
          ? [{ message, value, requestId: value.slice(0, value.indexOf('|')) }]
          : [];
      }),
  );
}

/** Resolves at the next change of a person's screen, or when the round is over. */
async function changeOf(member: Member, life: { over: boolean }): Promise<void> {
  const changed = Promise.withResolvers<void>();
  const stop = member.onChange(changed.resolve);
  const round = setInterval(() => life.over && changed.resolve(), 10);
  await changed.promise;
  clearInterval(round);
  stop();
}

const personOf = `(select person_id from account where user_id = ?)`;

function lostOf(
  file: string,
  { submits, decisions }: { submits: readonly Wish[]; decisions: readonly Decision[] },
): number {
  const sqlite = new Sqlite(file, { readonly: true });
  const item = sqlite.prepare(
    `select count(*) as n from item join request on request.id = item.request_id
     where requester_id = ${personOf} and role_id = ? and organization = ?`,
  );
  const event = sqlite.prepare(
    `select count(*) as n from event where actor_id = ${personOf} and request_id = ?
     and kind in ('item-approved', 'item-rejected', 'refused')`,
  );
  const absent = (row: unknown) => (row as { n: number }).n === 0;
  const lost =
    submits.filter(({ userId, role, ccn }) => absent(item.get(userId, role, `ccn:${ccn}`))).length +
    decisions.filter(({ userId, requestId }) => absent(event.get(userId, requestId))).length;
  sqlite.close();
  return lost;
}

/** Waits until nothing is due any more; a minute at most. */
async function drained(file: string): Promise<void> {
  const sqlite = new Sqlite(file, { readonly: true });
  const open = sqlite.prepare('select count(*) as n from outbox where done_at is null and dead_at is null');
  for (let tries = 0; tries < 2_400 && (open.get() as { n: number }).n > 0; tries += 1) await pause(25);
  sqlite.close();
}

async function count(
  file: string,
  workspace: Workspace,
  kills: number,
  acknowledged: { submits: Wish[]; decisions: Decision[] },
): Promise<Toll> {
  const { db, close } = openSqlite(file);
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
  const sent = await db.selectFrom('sent_message').select(['key', 'place']).execute();
  const people = await db.selectFrom('account').select(['user_id', 'person_id']).execute();
  await close();
  const places = new Set(sent.map(({ place }) => place));
  let undelivered = 0;
  let duplicates = 0;
  for (const { user_id, person_id } of people) {
    const { messages } = workspace.as(user_id).screen();
    const posted = messages.filter(({ from, ephemeral }) => from === 'bot' && !ephemeral);
    duplicates += posted.filter(({ channel, ts }) => !places.has(JSON.stringify({ channel, ts }))).length;
    if (!officialIds.includes(user_id)) continue;
    const kept = posted.filter(({ channel, ts }) => places.has(JSON.stringify({ channel, ts })));
    const offered = new Set(openCards({ messages: kept }).map(({ requestId }) => requestId));
    for (const item of all) {
      const card = sent.find(({ key }) => key === `card:${item.request_id}:${person_id}`);
      const there = card !== undefined && posted.some(({ ts }) => card.place.includes(ts));
      if (!there || offered.has(item.request_id) !== (item.status === 'pending')) undelivered += 1;
    }
  }
  const wished = all.map((item) => [item.requester_id, item.role_id, item.organization].join(' '));
  const winners = decided.map(({ item_id }) => item_id);
  return {
    kills,
    acknowledged: acknowledged.submits.length + acknowledged.decisions.length,
    submits: acknowledged.submits.length,
    decisions: acknowledged.decisions.length,
    lost: lostOf(file, acknowledged),
    decidedTwice: winners.length - new Set(winners).size,
    requestedTwice: wished.length - new Set(wished).size,
    undelivered,
    duplicates,
    chainBrokenAt: brokenAt,
    events,
  };
}
