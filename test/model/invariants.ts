import type { Task } from '#application/task.ts';
import { waitsForPerson } from '#application/teams-references.ts';
import { drawTask } from '#channels/draw-task.ts';
import { renderMessage } from '#channels/slack/render.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import type { Member as TeamsMember } from '#rehearsal/teams/contract.ts';
import type { RunningBot } from '#src/app.ts';
import { verifyChain } from '#storage/audit.ts';
import type { World } from './world.ts';

/** What must hold whatever happened. Each check gives its complaints; none is well. */

/** Statuses in which a decision may fall. */
const undecided = new Set(['pending', 'held', 'outside']);

/** Follows the record event by event, beside the product's own reading of it. */
export function follow(world: World) {
  const status = new Map<string, string>();
  /** Officials that came out of requests: addresses by CCN. */
  const made = new Map<string, Set<string>>();
  /** Since when each item waits, as it was before this step. */
  let waited = new Map<string, number>();
  let after = 0;

  /** @param mayDecide who was an official at some moment of this step: before it, or after */
  async function step(before: ReadonlyMap<string, ReadonlySet<string>>): Promise<string[]> {
    const { db } = world.on.bot.database;
    const events = await db.selectFrom('event').selectAll().where('seq', '>', after).orderBy('seq').execute();
    const complaints: string[] = [];
    for (const event of events) {
      after = event.seq;
      if (event.kind === 'item-expired') complaints.push(...tooSoon(event, waited.get(event.item_id ?? '')));
      if (event.kind === 'grant-ended') await noOfficialAnyMore(event.data);
      if (event.kind === 'role-removed') complaints.push(...(await notHers(event, before)));
      if (event.kind === 'request-submitted') {
        const items = await db.selectFrom('item').select('id').where('request_id', '=', event.request_id).execute();
        for (const { id } of items) status.set(id, 'pending');
        continue;
      }
      if (event.item_id === null) continue;
      const next = becomes[event.kind];
      if (next === undefined) continue;
      const now = status.get(event.item_id) ?? 'pending';
      if (!next.from(now)) complaints.push(`${event.seq}: ${event.kind} of an item that is ${now}`);
      status.set(event.item_id, next.to ?? now);
      if (!next.byOfficial) continue;
      const data = JSON.parse(event.data) as { basis?: string };
      if (data.basis === 'requester' || data.basis === 'operator' || event.actor_id === null) continue;
      const item = await itemOf(event.item_id);
      const actors = await addressesOf(event.actor_id);
      const requesters = await addressesOf(item.requesterId);
      const official = (sets: ReadonlyMap<string, ReadonlySet<string>>) =>
        actors.some((address) => sets.get(item.home)?.has(address));
      if (!official(before) && !official(world.officials) && !official(made))
        complaints.push(`${event.seq}: ${event.kind} at ${item.home} by ${actors.join()} who is no official there`);
      if (actors.some((address) => requesters.includes(address)))
        complaints.push(`${event.seq}: ${actors.join()} decided her own request`);
      if (event.kind === 'item-done' && item.role === 'provider-security-official')
        made.set(item.home, new Set([...(made.get(item.home) ?? []), ...requesters]));
    }
    complaints.push(...(await neverLookedAt(world)));
    waited = await waitingSince(world);
    return complaints;
  }

  /** Who removed a role was an official of its place, and it was somebody else's. */
  async function notHers(
    { seq, actor_id: actor, subject_id: subject, data }: Removal,
    before: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<string[]> {
    const home = ((JSON.parse(data) as { organization?: string }).organization ?? '').replace('ccn:', '');
    const actors = await addressesOf(actor ?? '');
    const official = actors.some((address) =>
      [before, world.officials, made].some((sets) => sets.get(home)?.has(address)),
    );
    return [
      ...(official ? [] : [`${seq}: ${actors.join()} removed a role at ${home} and is no official there`]),
      ...(subject !== null && subject === actor ? [`${seq}: ${actors.join()} removed her own role`] : []),
    ];
  }

  /** Her role ended by itself, not by the operator's list. */
  async function noOfficialAnyMore(data: string): Promise<void> {
    const { grantId } = JSON.parse(data) as { grantId?: string };
    const grant = await world.on.bot.database.db
      .selectFrom('role_grant')
      .select(['email', 'organization', 'standing'])
      .where('id', '=', grantId ?? '')
      .executeTakeFirst();
    if (grant === undefined) return;
    const home = grant.organization.replace('ccn:', '');
    for (const sets of [world.officials, made]) sets.get(home)?.delete(grant.email ?? '');
  }

  async function itemOf(id: string) {
    const row = await world.on.bot.database.db
      .selectFrom('item')
      .innerJoin('request', 'request.id', 'item.request_id')
      .select(['item.organization', 'request.requester_id', 'request.role_id'])
      .where('item.id', '=', id)
      .executeTakeFirstOrThrow();
    return { home: row.organization.replace('ccn:', ''), requesterId: row.requester_id, role: row.role_id };
  }

  async function addressesOf(personId: string): Promise<string[]> {
    const { db } = world.on.bot.database;
    const person = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
    const rows = await db
      .selectFrom('account')
      .select('email')
      .where('person_id', 'in', [personId, person?.joined_into ?? personId])
      .execute();
    return rows.flatMap(({ email }) => (email === null ? [] : [email]));
  }

  return { step };
}

interface Removal {
  seq: number;
  actor_id: string | null;
  subject_id: string | null;
  data: string;
}

/** How long something waits before it is over. */
const waitsMs = 30 * 24 * 60 * 60_000;

function tooSoon({ seq, at }: { seq: number; at: number }, since: number | undefined): string[] {
  if (since !== undefined && at - since >= waitsMs) return [];
  return [`${seq}: expired after ${since === undefined ? 'no' : (at - since) / 86_400_000} days`];
}

async function waitingSince(world: World): Promise<Map<string, number>> {
  const { db } = world.on.bot.database;
  const rows = await db.selectFrom('item').select(['id', 'state']).where('status', '=', 'pending').execute();
  return new Map(rows.map(({ id, state }) => [id, (JSON.parse(state) as { since: number }).since]));
}

/** What is open is looked at some day, whatever happens. */
async function neverLookedAt(world: World): Promise<string[]> {
  const ids = await world.on.bot.deps.ledger.read((record) => record.forgottenRequests(10));
  return ids.map((id) => `nobody will look at ${id} again`);
}

const always = () => true;
/** What an event makes of an item, and whether an official must have done it. */
const becomes: Readonly<
  Record<string, { from(status: string): boolean; to: string | null; byOfficial: boolean } | undefined>
> = {
  'item-approved': { from: (now) => now === 'pending', to: 'approved', byOfficial: true },
  'item-rejected': { from: (now) => now === 'pending', to: 'rejected', byOfficial: true },
  'item-taken-back': { from: (now) => now === 'approved', to: 'pending', byOfficial: true },
  'item-done': { from: (now) => now === 'approved' || now === 'pending', to: 'active', byOfficial: true },
  'item-withdrawn': { from: (now) => undecided.has(now), to: 'withdrawn', byOfficial: false },
  'item-expired': { from: (now) => now === 'pending', to: 'expired', byOfficial: false },
  // Held, asked again or outside: nothing of a decision.
  'item-rerouted': { from: (now) => undecided.has(now), to: 'pending', byOfficial: false },
  'item-settled': { from: always, to: 'settled', byOfficial: false },
};

/** What is looked at when all is at rest: the record, and the screens of these people. */
export interface Place {
  bot: Pick<RunningBot, 'database' | 'deps'>;
  workspace: Workspace;
  /** A person's client in Teams. */
  teams(id: string): Pick<TeamsMember, 'screen'>;
  inSlack: readonly string[];
  inTeams: readonly string[];
}

/** After everything was delivered: nobody is forgotten, and what people see is so. */
export async function atRest(place: Place): Promise<string[]> {
  const { bot } = place;
  const complaints: string[] = [];
  const waiting = await bot.database.db
    .selectFrom('outbox')
    .select(['kind', 'last_error', 'dead_at'])
    .where('done_at', 'is', null)
    .where('kind', 'in', ['card', 'status', 'tell'])
    .execute();
  for (const row of waiting)
    if (row.last_error !== waitsForPerson) complaints.push(`not delivered: ${row.kind} ${row.last_error}`);
  complaints.push(...(await forgotten(place)), ...(await untrueCards(place)));
  const { brokenAt } = await verifyChain(bot.database.db);
  if (brokenAt !== null) complaints.push(`the chain breaks at ${brokenAt}`);
  return complaints;
}

/** Each item that waits for a decision has somebody who can press Approve for it. */
async function forgotten({ bot, workspace, teams, inSlack, inTeams }: Place): Promise<string[]> {
  const { db } = bot.database;
  const items = await db
    .selectFrom('item')
    .select(['id', 'request_id', 'organization'])
    .where('status', '=', 'pending')
    .execute();
  const shown = [
    ...inSlack.map((id) =>
      JSON.stringify(
        workspace
          .as(id)
          .screen()
          .messages.map(({ blocks }) => blocks),
      ),
    ),
    ...inTeams.map((id) =>
      JSON.stringify(
        teams(id)
          .screen()
          .messages.map(({ cards }) => cards),
      ),
    ),
  ];
  const canApprove = (requestId: string) =>
    shown.some(
      (screen) => screen.includes(requestId) && /"(?:action_id|verb|action)":"(?:approve|one-by-one)/.test(screen),
    );
  return items
    .filter(({ request_id: requestId }) => !canApprove(requestId))
    .map(({ id, organization }) => `${id} at ${organization} waits for nobody`);
}

/** Each card and status message in Slack shows what would be drawn now. */
async function untrueCards({ bot, workspace }: Place): Promise<string[]> {
  const { database, deps } = bot;
  const rows = await database.db
    .selectFrom('outbox')
    .innerJoin('sent_message', 'sent_message.key', 'outbox.key')
    .select(['outbox.task', 'sent_message.place'])
    .where('outbox.kind', 'in', ['card', 'status'])
    .where('outbox.platform', '=', 'slack')
    .execute();
  const complaints: string[] = [];
  const isOpen = async (requestId: string): Promise<boolean> => {
    const states = database.db.selectFrom('item').select('status').where('request_id', '=', requestId);
    return (await states.execute()).some(({ status }) => undecided.has(status) || status === 'approved');
  };
  for (const { task, place } of rows) {
    const drawn = await drawTask(deps, 'slack')(JSON.parse(task) as Task);
    if (drawn.kind !== 'message') continue;
    const { requestId, kind } = JSON.parse(task) as { requestId: string; kind: string };
    const { ts } = JSON.parse(place) as { ts: string };
    const there = workspace
      .as(drawn.to.identity.userId)
      .screen()
      .messages.find((message) => message.ts === ts);
    const wanted = renderMessage(drawn.message);
    // Over and done: a card keeps telling what became of it, also to whom it is no longer hers. It offers nothing.
    if (kind === 'card' && !(await isOpen(requestId))) {
      if (JSON.stringify(there?.blocks ?? []).includes('"action_id":"approve'))
        complaints.push(`${task} still offers Approve`);
      continue;
    }
    if (asShown(there?.blocks) !== asShown(wanted.blocks))
      complaints.push(`${task} shows\n${asShown(there?.blocks)}\nin place of\n${asShown(wanted.blocks)}`);
  }
  return complaints;
}

/** Slack names blocks that have no name. */
const asShown = (blocks: unknown): string =>
  JSON.stringify(blocks ?? null, (key, value) => (key === 'block_id' ? undefined : value));
