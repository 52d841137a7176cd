import { join } from 'node:path';
import type { Connector, JsonObject, Member } from '#rehearsal/teams/contract.ts';
import { teamsPeople } from '#rehearsal/teams-people.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import type { Filling } from '../slack/fill-for.ts';
import { officials } from '../slack/harness.ts';
import { readTeams } from '../views/read-teams.ts';
import { type TeamsStage, teamsStage } from './harness.ts';

/** What people do in Teams: pressing, filling in, reading. */

const raj = {
  id: 'U0RAJ',
  name: 'Raj Patel',
  aadObjectId: '0b1ec7ed-0000-4000-8000-000000000091',
  email: 'raj.patel@valley-care.example',
};

/** The bot with facilities and officials; these people have the app, and the bot was told. */
export async function playStage(
  installs: readonly string[],
  options: Parameters<typeof teamsStage>[0] = {},
): Promise<TeamsStage> {
  const on = await teamsStage({ people: [...teamsPeople, raj], installedFor: [], officials, ...options });
  const file = join(import.meta.dirname, '../slack/facilities.csv');
  await importProviderFile(on.bot.database.db, file, { now: Date.now(), onSkipped: () => {} });
  for (const id of installs) await on.as(id).install();
  await on.delivered();
  return on;
}

/** The words of cards, as a person reads them. */
const wordsOf = (cards: readonly unknown[]): string => cards.flatMap((card) => readTeams(card).words).join('\n');

/** Messages of the bot that say something, newest last, each in its words now. */
export const saying = (member: Member, part: string): string[] =>
  member
    .screen()
    .messages.filter(({ from }) => from === 'bot')
    .map(({ text, cards }) => `${text}\n${wordsOf(cards)}`.trim())
    .filter((words) => words.includes(part));

/** The open dialog in words. */
export function dialog(member: Member): string {
  const { dialog: open, notice } = member.screen();
  if (open === null) throw new Error(`no dialog is open${notice === null ? '' : `: ${notice}`}`);
  return open.card === null ? (open.text ?? '') : wordsOf([open.card]);
}

/** Where a button of the newest message with this action stands. */
function placeOf(member: Member, action: string): { messageId: string; verb: string } | JsonObject {
  const { messages } = member.screen();
  for (const { id, cards } of [...messages].reverse()) {
    const json = JSON.stringify(cards);
    if (json.includes(`"verb":"${action}"`)) return { messageId: id, verb: action };
    if (json.includes(`"action":"${action}"`)) return { messageId: id, data: { action } };
  }
  throw new Error(`no message with ${action}: ${saying(member, '').join('\n--\n')}`);
}

/** Presses a button of the newest message that has it. */
export const press = (member: Member, action: string) =>
  member.press({ surface: 'message', ...placeOf(member, action) });

/** Presses a button of the open dialog; `value` where several have the same action. */
export const pressIn = (member: Member, action: string, value?: string) =>
  member.press({ surface: 'dialog', data: { action, ...(value === undefined ? {} : { value }) } });

/** Sends the open dialog. */
export const send = (member: Member) => pressIn(member, 'submit');

/** Writes "request" and presses the button of the answer. */
export async function openRequest(member: Member): Promise<void> {
  await member.say('request');
  await press(member, 'request-role');
}

/** The form as a person fills it in: a field that a choice asks for appears after Next. */
export const filling = (member: Member): Filling => ({
  command: () => openRequest(member),
  async fill(id, value) {
    if (!JSON.stringify(member.screen().dialog?.card).includes(`"id":"${id}"`)) await send(member);
    member.fill(id, value);
  },
  submit: () => send(member),
});

/** Fills the form up to the review. */
export async function toReview(member: Member, paste: string, role = 'assessment-submitter'): Promise<void> {
  await openRequest(member);
  member.fill('category', 'provider');
  await send(member);
  member.fill('role', role);
  await send(member);
  member.fill('pasted', paste);
  await send(member);
}

/** Ticks what the review asks for and sends it. */
export async function sendReview(on: Pick<TeamsStage, 'delivered'>, member: Member): Promise<void> {
  member.fill('harp', 'true');
  if (JSON.stringify(member.screen().dialog?.card).includes('"id":"not-vendor"')) member.fill('not-vendor', 'true');
  await send(member);
  await on.delivered();
}

/** Asks for a role and closes the dialog. */
export async function ask(on: Pick<TeamsStage, 'as' | 'delivered'>, who: string, paste: string): Promise<void> {
  const member = on.as(who);
  await toReview(member, paste);
  await sendReview(on, member);
  await pressIn(member, 'close');
}

/** Presses, and waits until everybody heard of it. */
export async function pressed(on: TeamsStage, who: string, action: string): Promise<void> {
  await press(on.as(who), action);
  await on.delivered();
}

/** The status of every item, in order. */
export async function statuses(on: TeamsStage): Promise<string[]> {
  const { db } = on.bot.database;
  const rows = await db.selectFrom('item').select('status').orderBy('request_id').orderBy('position').execute();
  return rows.map(({ status }) => status);
}

/** What a client sent for a press, to be sent once more or altered. */
export function lastInvoke(connector: Connector, who: string): { name: string; value: JsonObject } {
  const found = connector.deliveries().findLast(({ personId, invoke }) => personId === who && invoke !== null);
  if (found?.invoke == null) throw new Error(`${who} pressed nothing`);
  return { name: found.invoke, value: structuredClone(found.activity.value as JsonObject) };
}
