import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eraseNamed } from '#cli/commands/erase.ts';
import { verifyChain } from '#storage/audit.ts';
import { personalData } from '#storage/personal-data.ts';
import { events, statuses } from '#test/slack/bad-input.ts';
import { ask, fillForm, press, type Stage, saying, stage, withButton, words } from '#test/slack/harness.ts';

/** Ana has left traces everywhere; Joan is an official. The tests follow each other. */
let on: Stage;
const anaTraces = /ana ruiz|ana\.ruiz|u0ana\b|anastasia|object-ana|conversation-ana|brother-in-law|my supervisor/i;
beforeAll(async () => {
  on = await stage();
  const ana = on.as('U0ANA');
  await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
  await say('U0JOAN', 'talk-ask', 'Are you the brother-in-law of Raj?');
  await say('U0ANA', 'talk-answer', 'No, my supervisor is Anastasia.');
  await ana.say('why does my supervisor dance on the moon');
  await on.delivered();
  await fillForm(ana, 'pbj-viewer', '165326');
  await on.delivered();
  await leaveMoreTraces();
});
afterAll(async () => on.stop());

/** Writes words in the dialog that a button opens. */
async function say(who: string, action: string, text: string): Promise<void> {
  const member = on.as(who);
  await member.press({ surface: 'message', ts: withButton(member.screen(), action).ts, actionId: action });
  await member.fill('words', text);
  await member.submit();
  await on.delivered();
}

const db = () => on.bot.database.db;
const idOf = async (email: string) =>
  (await db().selectFrom('account').select('person_id').where('email', '=', email).executeTakeFirst())?.person_id ?? '';

/** On Teams, in the operator's notices, and in what somebody else wrote. */
async function leaveMoreTraces(): Promise<void> {
  const id = await idOf('ana.ruiz@valley-care.example');
  const account = await db().selectFrom('account').selectAll().where('person_id', '=', id).executeTakeFirstOrThrow();
  await db()
    .insertInto('account')
    .values({ ...account, platform: 'teams', scope: 'tenant', user_id: 'object-ana' })
    .execute();
  await db()
    .insertInto('teams_reference')
    .values({
      ...{ tenant_id: 'tenant', object_id: 'object-ana', service_url: 'https://x', user_id: '29:object-ana' },
      ...{ conversation_id: 'conversation-ana', unreachable: null, changed_at: 1, missing_since: null },
    })
    .execute();
  await db().insertInto('done_click').values({ id: 'teams:conversation-ana:1', at: on.now() }).execute();
  const sent = { content_hash: '', sent_at: 1 };
  await db()
    .insertInto('sent_message')
    .values({ key: `teams/home:${id}`, place: 'conversation-ana', ...sent })
    .execute();
  const text = { id: 'by-other', person_id: await idOf('joan.lee@valley-care.example'), salt: 's' };
  await db()
    .insertInto('private_text')
    .values({ ...text, value: 'Ask Ana.Ruiz@valley-care.example' })
    .execute();
  const marks = { review_id: 'r', role_ref: 's|stated', text_id: 'mark', marked_by: 'x', at: 1, removed_at: null };
  await db().insertInto('review').values({ id: 'r', started_at: 1, ended_at: null }).execute();
  await db()
    .insertInto('review_mark')
    .values({ ...marks, organization: 'ccn:165326', environment: 'production' })
    .execute();
  const stated = { id: 'stated', person_id: id, role_id: 'pbj-viewer', organization: 'ccn:165326', stated_at: 1 };
  const unsettled = { environment: 'production', settled_as: null, settled_by: null, settled_at: null };
  await db()
    .insertInto('stated_role')
    .values({ ...stated, ...unsettled })
    .execute();
  await db()
    .insertInto('private_text')
    .values({ id: 'mark', person_id: 'x', salt: 's', value: 'my supervisor' })
    .execute();
  const notice = { key: 'k', at: 1, about: 'email-wanted', person_id: id, grant_id: null, text_id: null };
  await db()
    .insertInto('operator_notice')
    .values({ ...notice, detail: 'slack:T/U0ANA', done_at: null, mailed_at: null })
    .execute();
}

async function erase(who: string, options: { yes?: boolean; endOfficial?: boolean } = {}) {
  const lines: string[] = [];
  const { deps, database } = on.bot;
  const record = { deps, database, readyToAnswer: () => undefined, close: async () => undefined };
  const code = await eraseNamed(record, who, options, (line) => void lines.push(line));
  return { code, out: lines.join('\n') };
}

/** Everything in every table, as text; facilities aside. */
async function everything(): Promise<string> {
  const parts: string[] = [];
  for (const table of Object.keys(personalData).filter((name) => !name.startsWith('provider')))
    parts.push(JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(db())).rows));
  return parts.join('\n');
}

it('shows first what it means, and changes nothing without --yes', async () => {
  const before = await everything();
  expect(before).toMatch(anaTraces);
  const { code, out } = await erase('ana.ruiz@valley-care.example');
  expect(code).toBe(1);
  expect(out).toContain('Ana Ruiz: ana.ruiz@valley-care.example');
  expect(out).toContain('1 request that is open would be withdrawn, and the officials told.');
  expect(out).toContain('Nothing was changed. Say --yes to do this.');
  expect(await everything()).toBe(before);
  expect((await erase('nobody@example.org')).out).toContain('Nobody is known as');
  expect((await erase('slack:T0/U0NOBODY')).out).toContain('Nobody is known as');
});

it('with --yes nothing of her is in any table, the officials know, and the chain verifies', async () => {
  const id = await idOf('ana.ruiz@valley-care.example');
  const account = (await db().selectFrom('account').select('scope').where('user_id', '=', 'U0ANA').executeTakeFirst())
    ?.scope;
  const { code, out } = await erase(`slack:${account}/U0ANA`, { yes: true });
  expect(out).toMatch(/Erased, with \d+ texts\. Who writes again is a new person\./);
  expect(code).toBe(0);
  await on.delivered();
  expect((await everything()).split('\n').flatMap((part) => anaTraces.exec(part)?.input.slice(0, 300) ?? [])).toEqual(
    [],
  );
  expect(await verifyChain(db())).toMatchObject({ brokenAt: null });
  expect(await statuses(on)).toEqual(['withdrawn', 'withdrawn']);
  expect(saying(on.as('U0JOAN').screen(), 'The person who asked was erased from the record of this bot.')).toHaveLength(
    1,
  );
  const cards = on
    .as('U0JOAN')
    .screen()
    .messages.map(({ blocks }) => words(blocks));
  expect(cards.filter((card) => card.includes('asks for'))).toEqual([expect.stringContaining('someone asks for')]);
  const [event] = await events(on, 'person-erased');
  expect(event?.data).toMatchObject({ requests: 1 });
  expect((await erase(id, { yes: true })).code).toBe(0);
});

it('the file of an embedded record holds nothing of her either', () => {
  const file = join(on.dataDir, 'live', 'record.sqlite');
  for (const one of [file, `${file}-wal`])
    if (existsSync(one)) expect(anaTraces.exec(readFileSync(one, 'latin1'))?.[0] ?? null, one).toBeNull();
});

it('somebody erased who writes again is a new person', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  const people = await db().selectFrom('account').select('person_id').where('user_id', '=', 'U0ANA').execute();
  expect(people).toHaveLength(1);
  expect(await statuses(on)).toContain('pending');
  expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks for Assessment Submitter')).toHaveLength(1);
});

it('an official is refused until her roles are ended too; then what waits goes to the others', async () => {
  const joan = 'joan.lee@valley-care.example';
  const { code, out } = await erase(joan, { yes: true });
  expect(code).toBe(1);
  expect(out).toContain('This person is a security official: Provider Security Official ccn:165326 production.');
  expect(await idOf(joan)).not.toBe('');
  expect((await erase(joan, { yes: true, endOfficial: true })).code).toBe(0);
  await on.delivered();
  expect(/.{0,120}joan.{0,80}/i.exec(await everything())?.[0] ?? null).toBeNull();
  const standing = db()
    .selectFrom('role_grant')
    .select('id')
    .where('organization', '=', 'ccn:165326')
    .where('ended_at', 'is', null);
  expect(await standing.execute()).toHaveLength(1);
  expect((await press(on.as('U0RAJ'), 'approve')).status).toBe(200);
  await on.delivered();
  expect(await statuses(on)).toContain('approved');
  expect(await verifyChain(db())).toMatchObject({ brokenAt: null });
});
