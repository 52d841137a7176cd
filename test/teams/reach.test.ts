import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TeamsScreen } from '#rehearsal/teams/contract.ts';
import { userIdOf } from '#rehearsal/teams/world/clients.ts';
import { channel, said, type TeamsStage, teamsStage } from './harness.ts';

/** Whom the bot can write to on Teams, and what happens with what it can't say. */
let on: TeamsStage;
beforeEach(async () => {
  on = await teamsStage();
});
afterEach(() => on.stop());

const routes = () => on.connector.calls().map(({ route }) => route);
const due = () =>
  on.bot.database.db
    .selectFrom('outbox')
    .select(['done_at', 'dead_at', 'last_error'])
    .where('platform', '=', 'teams')
    .where('task', 'not like', '%"welcome"%')
    .orderBy('seq')
    .execute();
const reference = () => on.bot.database.db.selectFrom('teams_reference').selectAll().executeTakeFirst();

test('a question in the personal chat is answered there, once, however often Teams sends it', async () => {
  expect((await on.as('U0ANA').say('What is a CCN?')).status).toBe(200);
  await on.delivered();
  expect(told(on.as('U0ANA').screen())).toEqual([expect.stringContaining('CMS Certification Number')]);
  const [delivery] = on.connector.deliveries();
  if (delivery === undefined) throw new Error('nothing was delivered');
  expect((await on.connector.redeliver(delivery)).status).toBe(200);
  await on.delivered();
  expect(told(on.as('U0ANA').screen())).toHaveLength(1);
  expect(on.connector.refusals()).toEqual([]);
});

test('a mention in a channel is answered in its thread, and nobody else’s message is', async () => {
  await on.as('U0JOAN').mention(channel.id, 'What is a CCN?');
  await on.delivered();
  const [thread] = on.as('U0ANA').screen().channels;
  const [asked, answer] = thread?.messages ?? [];
  expect(answer).toMatchObject({ from: 'bot', conversationId: asked?.conversationId });
  expect(said(on.as('U0JOAN').screen())).toEqual([]);
  await on.as('U0ANA').send({
    text: 'A word among colleagues',
    conversation: { id: channel.id, conversationType: 'channel', tenantId: on.connector.tenantId },
  });
  await on.delivered();
  expect(on.as('U0ANA').screen().channels[0]?.messages).toHaveLength(2);
});

test('a person is known as the roster describes her, and asked about again after ten minutes', async () => {
  await on.as('U0ANA').say('What is a CCN?');
  await on.as('U0ANA').say('What is HARP?');
  expect(routes().filter((route) => route === 'member')).toHaveLength(1);
  const ana = on.connector.people().find(({ id }) => id === 'U0ANA');
  const { db } = on.bot.database;
  expect(await db.selectFrom('account').selectAll().executeTakeFirst()).toMatchObject({
    platform: 'teams',
    scope: on.connector.tenantId,
    user_id: ana?.aadObjectId,
    email: ana?.email,
    guest: 0,
    time_zone: ana?.timeZone ?? null,
  });
  if (ana !== undefined) on.connector.setPerson({ ...ana, name: 'Ana Maria Ruiz', guest: true });
  on.forward(11 * 60_000);
  await on.as('U0ANA').say('What is iQIES?');
  expect(await db.selectFrom('account').select(['name', 'guest']).execute()).toEqual([
    { name: 'Ana Maria Ruiz', guest: 1 },
  ]);
});

test('while the roster can’t be asked, what was known counts for a day', async () => {
  await on.as('U0ANA').say('What is a CCN?');
  await on.delivered();
  on.forward(23 * 60 * 60_000);
  on.connector.breakNext({ route: 'member', times: 1, fault: { kind: 'server-error' } });
  await on.as('U0ANA').say('What is HARP?');
  await on.delivered();
  expect(told(on.as('U0ANA').screen())).toHaveLength(2);
  on.forward(2 * 60 * 60_000);
  on.connector.breakNext({ route: 'member', times: 1, fault: { kind: 'server-error' } });
  await on.as('U0ANA').say('Who is my security official?');
  await on.delivered();
  expect(told(on.as('U0ANA').screen()).at(-1)).toContain('I can’t check your account'.replace('’', "'"));
});

test.each([
  ['blocks the bot', 'blocked', (stage: TeamsStage) => stage.as('U0ANA').block()],
  [
    'leaves the tenant',
    'not-in-chat',
    (stage: TeamsStage) => {
      const ana = stage.connector.people().find(({ id }) => id === 'U0ANA');
      if (ana !== undefined) stage.connector.setPerson({ ...ana, left: true });
    },
  ],
])(
  'what a person is told waits when she %s, is no failure, and reaches her when she is back',
  async (_what, why, goes) => {
    on.connector.breakNext({ route: 'send', times: 1, fault: { kind: 'precondition-failed' } });
    await on.as('U0ANA').say('What is a CCN?');
    await on.delivered();
    goes(on);
    on.forward(5_000);
    await on.delivered();
    expect(await reference()).toMatchObject({ unreachable: why });
    expect(await due()).toEqual([{ done_at: null, dead_at: null, last_error: 'unreachable' }]);
    // Nothing more is sent to her.
    const sent = routes().filter((route) => route === 'send').length;
    on.forward(3 * 24 * 60 * 60_000);
    await on.delivered();
    expect(routes().filter((route) => route === 'send')).toHaveLength(sent);
    expect(await due()).toMatchObject([{ dead_at: null }]);

    const ana = on.connector.people().find(({ id }) => id === 'U0ANA');
    if (ana !== undefined) on.connector.setPerson({ ...ana, left: false });
    await on.as('U0ANA').install();
    await on.delivered();
    expect(told(on.as('U0ANA').screen())).toEqual([expect.stringContaining('CMS Certification Number')]);
    expect(await reference()).toMatchObject({ unreachable: null });
  },
);

test('a person who takes the app away is out of reach at once, and a word of hers ends that', async () => {
  await on.as('U0ANA').install();
  await on.delivered();
  expect(await reference()).toMatchObject({ unreachable: null, conversation_id: expect.stringMatching(/^a:1/) });
  await on.as('U0ANA').uninstall();
  expect(await reference()).toMatchObject({ unreachable: 'uninstalled' });
  await on.as('U0ANA').install();
  await on.delivered();
  await on.as('U0ANA').say('What is a CCN?');
  await on.delivered();
  expect(await reference()).toMatchObject({ unreachable: null });
  expect(told(on.as('U0ANA').screen())).toHaveLength(1);
});

test('a person who was only met in a channel gets a chat of her own when there is something for her', async () => {
  // A secret is answered to its writer alone.
  await on.as('U0JOAN').mention(channel.id, 'My password is Hunter2! and it does not work');
  await on.delivered();
  expect(routes()).toContain('create');
  expect(said(on.as('U0JOAN').screen())).toHaveLength(1);
  expect(on.connector.refusals()).toEqual([]);
});

/** What the bot said besides its welcome. */
const told = (screen: TeamsScreen): string[] =>
  said(screen).filter((text) => !text.includes('I help with iQIES roles'));

test.each([
  ['is asked to slow down', { kind: 'rate-limited', retryAfterS: 30 }, 31_000],
  ['meets a conflict', { kind: 'precondition-failed' }, 3_000],
  ['meets a fault of Teams', { kind: 'server-error', status: 502 }, 3_000],
  ['gets no answer', { kind: 'silence' }, 3_000],
] as const)('an answer arrives once when the bot %s', async (_what, fault, waitMs) => {
  await on.as('U0ANA').install();
  await on.delivered();
  on.connector.breakNext({ route: 'send', times: 1, fault });
  await on.as('U0ANA').say('What is a CCN?');
  await on.delivered();
  expect(told(on.as('U0ANA').screen())).toEqual([]);
  if (fault.kind === 'rate-limited') {
    on.forward(waitMs - 5_000);
    await on.delivered();
    expect(told(on.as('U0ANA').screen())).toEqual([]);
  }
  on.forward(waitMs);
  await on.delivered();
  expect(told(on.as('U0ANA').screen())).toHaveLength(1);
});

test('a message that Teams never takes is given up, and the operator is told', async () => {
  await on.as('U0ANA').install();
  await on.delivered();
  on.connector.breakNext({ route: 'send', times: 1, fault: { kind: 'error', status: 413, code: 'MessageSizeTooBig' } });
  await on.as('U0ANA').say('What is a CCN?');
  await on.delivered();
  expect(await due()).toMatchObject([{ dead_at: expect.any(Number), last_error: '413 MessageSizeTooBig' }]);
  const { db } = on.bot.database;
  expect(await db.selectFrom('operator_notice').select('about').execute()).toEqual([{ about: 'delivery-dead' }]);
});

test('the bot signs in once for many messages', async () => {
  for (const question of ['What is a CCN?', 'What is HARP?', 'What is iQIES?']) await on.as('U0ANA').say(question);
  await on.delivered();
  expect(routes().filter((route) => route === 'token').length).toBeLessThanOrEqual(2);
});

test('a bot that Microsoft does not let sign in says so when asked whether it is ready, and is ready again after', async () => {
  on.connector.breakNext({ route: 'token', times: 1, fault: { kind: 'error', status: 401, code: 'invalid_client' } });
  expect((await on.as('U0ANA').say('What is a CCN?')).status).toBe(200);
  const ready = async () => (await fetch(`${on.bot.url}/readyz`)).text();
  expect(await ready()).toContain('Microsoft does not accept TEAMS_APP_ID with TEAMS_APP_PASSWORD');
  await on.as('U0ANA').say('What is a CCN?');
  await on.delivered();
  expect(await ready()).toMatch(/^ready/);
  expect(told(on.as('U0ANA').screen())).toContainEqual(expect.stringContaining('CMS Certification Number'));
});

test('a person of another tenant in a shared channel is known as such: she can ask, and never decides', async () => {
  // Teams names the tenant of the channel; the roster names hers.
  const conversation = { id: channel.id, conversationType: 'channel', tenantId: on.connector.tenantId };
  const entities = [{ type: 'mention', mentioned: { id: on.connector.botId } }];
  const { tenantId } = on.connector;
  await on.as('T0FAY').send({ text: '<at>Bot</at> What is a CCN?', conversation, entities }, { tenantId });
  await on.delivered();
  const { db } = on.bot.database;
  expect(await db.selectFrom('account').select(['name', 'foreign_account']).execute()).toEqual([
    { name: 'Fay Quinn', foreign_account: 1 },
  ]);
});

test('a person of the tenant whose Entra id is not the roster’s is nobody', async () => {
  const fields = { from: { id: userIdOf(on.as('U0ANA').person), aadObjectId: 'somebody-else' } };
  const { status } = await on.as('U0ANA').send({ text: 'What is a CCN?' }, { fields });
  await on.delivered();
  expect(status).toBe(200);
  expect(routes()).toContain('member');
  expect(await on.bot.database.db.selectFrom('account').selectAll().execute()).toEqual([]);
});
