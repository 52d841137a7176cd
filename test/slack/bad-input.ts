import { expect, vi } from 'vitest';
import type { Answered, Delivery, JsonObject } from '#rehearsal/slack/contract.ts';
import type { Stage } from './harness.ts';

/** What the tests of bad input share: forging payloads, reading the record, and looking for personal data in the log. */

/** An interaction's payload, loose enough to be tampered with. */
export interface Payload {
  [key: string]: unknown;
  user: JsonObject;
  actions: { [key: string]: unknown; value?: string; action_id: string }[];
  view: { [key: string]: unknown; private_metadata: string; callback_id: string; state: { values: JsonObject } };
}

/** The last interaction that a person's client sent. */
export function lastOf(on: Stage, userId: string): Delivery {
  const found = on.workspace
    .deliveries()
    .filter((one) => one.userId === userId && one.kind === 'interaction')
    .at(-1);
  if (found === undefined) throw new Error(`${userId} sent no interaction`);
  return found;
}

/** Reads the payload of an interaction. */
export const payloadOf = ({ body }: Delivery): Payload =>
  JSON.parse(new URLSearchParams(body).get('payload') ?? 'null') as Payload;

/** Sends a changed copy of a payload, correctly signed: what somebody with the keys of Slack could send. */
export function forge(on: Stage, payload: Payload, change: (payload: Payload) => void): Promise<Answered> {
  const copy = structuredClone(payload);
  change(copy);
  return on.workspace.deliver(new URLSearchParams({ payload: JSON.stringify(copy) }).toString());
}

/** Who is sent as the one who acts. */
export const asUser = (payload: Payload, userId: string): void => {
  payload.user = { ...payload.user, id: userId };
};

/** Events of the record of one kind. */
export async function events(on: Stage, kind: string): Promise<{ actor: string | null; data: JsonObject }[]> {
  const rows = await on.bot.database.db
    .selectFrom('event')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ actor: row.actor_id, data: JSON.parse(row.data) as JsonObject }));
}

/** The status of every item, in order. */
export async function statuses(on: Stage): Promise<string[]> {
  const rows = await on.bot.database.db
    .selectFrom('item')
    .select('status')
    .orderBy('request_id')
    .orderBy('position')
    .execute();
  return rows.map((row) => row.status);
}

/** How many requests there are. */
export const requestCount = async (on: Stage): Promise<number> =>
  (await on.bot.database.db.selectFrom('request').select('id').execute()).length;

/** What the operator was told, by kind. */
export const told = async (on: Stage): Promise<string[]> =>
  (await on.bot.deps.ledger.read((record) => record.notices(100))).map((notice) => notice.about).sort();

/** What only the one who acted was told, in her own conversation. */
const whispers = (on: Stage, userId: string): string[] =>
  on
    .as(userId)
    .screen()
    .messages.filter((message) => message.ephemeral)
    .map((message) => message.text);

/** Waits for what is said privately after the click was answered. */
export async function heard(on: Stage, userId: string, times: number): Promise<string[]> {
  await vi.waitFor(() => expect(whispers(on, userId)).toHaveLength(times), { timeout: 5_000, interval: 5 });
  return whispers(on, userId);
}

/** The value of a message's button. */
export function buttonValue(blocks: readonly JsonObject[], actionId: string): string {
  const buttons = blocks.flatMap((block) => (block.elements ?? []) as JsonObject[]);
  const value = buttons.find((button) => button.action_id === actionId)?.value;
  if (typeof value !== 'string') throw new Error(`no button ${actionId} with a value`);
  return value;
}

interface LogLine {
  [key: string]: unknown;
  requestId?: string;
  msg: string;
}

/** The log lines with these words; each belongs to an HTTP request. */
export function logged(on: Stage, words: string): LogLine[] {
  const lines = on.log.map((line) => JSON.parse(line) as LogLine).filter((line) => line.msg === words);
  for (const line of lines) expect(line.requestId).toMatch(/^([0-9a-f]{16}|[0-9a-f-]{36})$/);
  return lines;
}

/** Numbers and ids that mean nothing, in which a typed number could stand by chance. */
const chance: readonly string[] = ['time', 'requestId', 'url', 'task', 'stack'];

/** No name, no address and none of the typed words stand in the log. */
export function expectPrivateLog(on: Stage, ...typed: string[]): void {
  const log = on.log
    .map((line) => JSON.stringify(JSON.parse(line), (key, value) => (chance.includes(key) ? undefined : value)))
    .join('\n');
  const people = on.workspace.people().flatMap(({ name, email }) => [name, ...(email === null ? [] : [email])]);
  for (const words of [...people, ...typed]) expect(log.includes(words), `the log holds "${words}"`).toBe(false);
}

/** Nothing that a person did was answered with a fault. */
export function expectNoFault(on: Stage): void {
  expect(on.log.filter((line) => line.includes('a listener failed') || line.includes('"level":50'))).toEqual([]);
}
