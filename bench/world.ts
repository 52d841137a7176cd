import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { type Draft, emptyDraft } from '#application/draft.ts';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { knowPerson } from '#application/know-person.ts';
import type { Identity, KnownPerson } from '#application/ledger.ts';
import { submitRequest } from '#application/request-role.ts';
import type { Account, Platform } from '#domain/person.ts';
import { type Record as OpenRecord, openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { movedTo, openTeamsReferences } from '#storage/teams-references.ts';
import type { Variables } from './processes.ts';
import { inTeams, tenantId } from './teams-people.ts';

/** A record to measure on: facilities with two officials each, people who ask, requests that wait and forms that are filled in. */

export interface World {
  /** Requests that wait, with an official of each. */
  pending: { requestId: string; official: string }[];
  /** Forms at their last step, one Submit from a request. */
  drafts: { draftId: string; asker: string }[];
  /** Forms at the step of the role. */
  unfinished: { draftId: string; asker: string }[];
}

export interface WorldSize {
  pending: number;
  drafts: number;
  /** At most as many as ask. */
  unfinished: number;
  /** Rows of the list of facilities. */
  facilities: number;
  /** Where everybody is. */
  on?: Platform;
}

export const worldDomain = 'bench.example';
export const places = 400;
const askers = 400;
export const officialId = (place: number, which: 1 | 2) => `U0OFF${place}X${which}`;
/** The first so many ask; those after them have begun a form, and no more. */
const askerId = (n: number) => (n < askers ? `U0ASK${n}` : `U0NEW${n - askers}`);
const ccnOf = (place: number) => `01${String(place).padStart(4, '0')}`;

/** What the bot is told in a measurement. */
export const botVariables = (apiUrl: string, signingSecret: string, dataDir: string): Variables => ({
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: apiUrl,
  EMAIL_DOMAINS: worldDomain,
  DATA_DIR: dataDir,
  PORT: '0',
});

/** Fills the record that the variables name. Nothing is left to be sent. */
export async function buildWorld(variables: Variables, size: WorldSize): Promise<World> {
  const record = await openRecord(readConfig(variables), createLog('silent'));
  try {
    await settle(record, variables.DATA_DIR ?? '', size.facilities);
    const people = await meet(record, size.on ?? 'slack');
    const world: World = { pending: [], drafts: [], unfinished: [] };
    const ask = submitRequest(record.deps);
    for (let n = 0; n < size.pending; n += 1) {
      const { draft, place, person } = filled(record, people, n);
      const answer = await ask(draft, person);
      if (!answer.ok) throw new Error(`a request was refused: ${answer.refusal}`);
      world.pending.push({ requestId: answer.value.request.id, official: officialId(place, 1) });
    }
    for (let n = size.pending; n < size.pending + size.drafts; n += 1) {
      const { draft } = filled(record, people, n);
      await record.deps.drafts.save(draft);
      world.drafts.push({ draftId: draft.id, asker: askerId(n % askers) });
    }
    // People who have not submitted anything: the one form of each is the one that opens.
    for (let n = 0; n < size.unfinished; n += 1) {
      const { draft } = filled(record, people, n, askerId(askers + n));
      await record.deps.drafts.save({ ...draft, step: 'role', category: 'provider', roleId: null, ccns: [], kept: [] });
      world.unfinished.push({ draftId: draft.id, asker: askerId(askers + n) });
    }
    await allSent(record, size.on ?? 'slack');
    return world;
  } finally {
    await record.close();
  }
}

async function settle({ deps, database }: OpenRecord, folder: string, facilities: number): Promise<void> {
  const lines = Array.from({ length: places }, (_, place) =>
    ([1, 2] as const).map((which) => ({
      email: emailOf(officialId(place, which)),
      name: `Official ${place} ${which}`,
      role: 'Provider Security Official',
      organization: `ccn:${ccnOf(place)}`,
    })),
  ).flat();
  await applyOfficials(deps)(
    await compareOfficials(deps)(lines.map((values, index) => ({ line: index + 2, values }))),
    false,
  );
  mkdirSync(folder, { recursive: true });
  const list = facilityList(folder, facilities);
  await importProviderFile(database.db, list, { now: Date.now(), onSkipped: () => undefined });
  rmSync(list);
}

const emailOf = (id: string) => `${id.toLowerCase()}@${worldDomain}`;

/** The real names and cities of the list of the rehearsal, as often as it takes, the copies under numbers of their own. @returns its file */
export function facilityList(folder: string, rows: number): string {
  const all = realFacilities();
  const lines = ['ccn,type,name,address,city,state,zip,phone,as_of'];
  const taken = new Set(all.map(({ ccn }) => ccn));
  // Of the same State while it has any, and then of the next one.
  const free = new Map<string, number>();
  const freeCcn = (like: string): string => {
    for (let code = Number.parseInt(like.slice(0, 2), 10) || 1; ; code = (code % 70) + 1) {
      const prefix = String(code).padStart(2, '0');
      for (let next = free.get(prefix) ?? 0; next < 10_000; next += 1) {
        free.set(prefix, next + 1);
        const ccn = `${prefix}${String(next).padStart(4, '0')}`;
        if (taken.has(ccn)) continue;
        taken.add(ccn);
        return ccn;
      }
    }
  };
  for (let n = 0; n < rows; n += 1) {
    const one = all[n % all.length];
    if (one === undefined) break;
    const ccn = n < all.length ? one.ccn : freeCcn(one.ccn);
    const quoted = [one.name, one.address, one.city].map((text) => `"${text.replaceAll(`"`, `""`)}"`).join(',');
    lines.push(`${ccn},${one.type},${quoted},${one.state},${one.zip},,2026-08`);
  }
  const path = join(folder, 'facilities-2026-08.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

type Facility = Record<'ccn' | 'type' | 'name' | 'address' | 'city' | 'state' | 'zip', string>;

function realFacilities(): Facility[] {
  const list = join(import.meta.dirname, '../src/rehearsal/lists/providers-merged.csv.gz');
  return parse(gunzipSync(readFileSync(list)), { columns: true }) as unknown as Facility[];
}

/** What people type while they look for a facility: a name and the beginning of the next word, a city, a number. */
export function typedQueries(count: number): string[] {
  const all = realFacilities();
  return Array.from({ length: count }, (_, n) => {
    const one = all[(n * 7_919) % all.length];
    const [first = '', second = ''] = (one?.name ?? '').toLowerCase().split(' ');
    const typed = [
      `${first} ${second.slice(0, 3)}`,
      `${one?.city.toLowerCase().slice(0, 6)}`,
      `${one?.ccn.slice(0, 4)}`,
    ];
    return typed[n % typed.length]?.trim() ?? '';
  });
}

/** Everybody is known, and stays so for the whole measurement: the platform is asked about nobody. */
async function meet({ deps, database }: OpenRecord, on: Platform): Promise<Map<string, KnownPerson>> {
  const people = new Map<string, KnownPerson>();
  const officials = Array.from({ length: places }, (_, place) => [officialId(place, 1), officialId(place, 2)]).flat();
  const all = [...officials, ...Array.from({ length: 2 * askers }, (_, n) => askerId(n))];
  const references = openTeamsReferences(database.db);
  for (const id of all) {
    const account: Account = {
      platform: on,
      name: `Person ${id}`,
      email: emailOf(id),
      emailConfirmed: true,
      guest: false,
      foreign: false,
      switchedOff: false,
    };
    people.set(id, await knowPerson(deps)(identityOf(id, on), account, 'America/Chicago'));
    if (on === 'slack') continue;
    const { objectId, userId, conversationId } = inTeams(id);
    await references.keep({ tenantId, objectId }, { serviceUrl: '', conversationId, userId }, Date.now());
  }
  await database.db
    .updateTable('account')
    .set({ checked_at: Date.now() + 24 * 60 * 60 * 1000 })
    .execute();
  return people;
}

const identityOf = (id: string, on: Platform): Identity =>
  on === 'slack'
    ? { platform: 'slack', scope: 'T0BENCH', userId: id }
    : { platform: 'teams', scope: tenantId, userId: inTeams(id).objectId };

/** People of Teams, and what they were sent, are found at this address from now on. */
export async function standsAt(variables: Variables, serviceUrl: string): Promise<void> {
  const record = await openRecord(readConfig(variables), createLog('silent'));
  try {
    const { db } = record.database;
    await movedTo(db, serviceUrl);
    const place = JSON.stringify({ serviceUrl, conversationId: 'a:bench', activityId: '1' });
    await db.updateTable('sent_message').set({ place }).execute();
  } finally {
    await record.close();
  }
}

/** The n-th of so many forms that no two ask for the same. */
function filled(
  { deps }: OpenRecord,
  people: Map<string, KnownPerson>,
  n: number,
  asker = askerId(n % askers),
): { draft: Draft; place: number; person: KnownPerson } {
  const place = (n + Math.floor(n / askers)) % places;
  const person = people.get(asker);
  if (person === undefined) throw new Error('nobody asks');
  const draft: Draft = {
    ...emptyDraft(deps.newId(), person.personId, deps.now()),
    step: 'review',
    category: 'provider',
    roleId: 'assessment-submitter',
    ccns: [ccnOf(place)],
    kept: [ccnOf(place)],
    harpConfirmed: true,
    notVendor: true,
  };
  return { draft, place, person };
}

/** As if every message had been posted long ago. */
async function allSent({ database: { db } }: OpenRecord, on: Platform): Promise<void> {
  const at = sql.lit(Date.now());
  // In Teams its address is not known before it is started.
  const where = sql.lit(on === 'slack' ? '{"channel":"D0BENCH","ts":"1700000000.000100"}' : '{}');
  await sql`insert into sent_message (key, place, content_hash, sent_at)
    select key, ${where}, '', ${at} from outbox
    where key is not null and kind in ('card', 'status') and due_at <= ${at}`.execute(db);
  await sql`update outbox set done_at = ${at} where due_at <= ${at}`.execute(db);
}
