import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { erasePerson, planErase } from '#application/erase-person.ts';
import { isPrivate } from '#channels/webhook/post.ts';
import { keyOf, signed, wrongWith } from '#channels/webhook/sign.ts';
import { verifyChain } from '#storage/audit.ts';
import { openOutbox } from '#storage/outbox.ts';
import { events, statuses } from './bad-input.ts';
import { downstream, secret } from './downstream.ts';
import { ask, identityOf, press, type Stage, saying, stage, withButton } from './harness.ts';

/** A bot whose operator has a system that sets roles up. One stage: each test asks for a role of its own. */
let on: Stage;
let system: Awaited<ReturnType<typeof downstream>>;
let offset = 0;
beforeAll(async () => {
  const now = () => Date.now() + offset;
  system = await downstream(now);
  on = await stage({
    variables: { PROVISIONING: 'webhook', PROVISIONING_WEBHOOK_URL: system.url, PROVISIONING_WEBHOOK_SECRET: secret },
  });
});
afterAll(async () => {
  expect(on.workspace.refusals()).toEqual([]);
  expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  await on.stop();
  await system.stop();
});
beforeEach(() => {
  system.told.length = 0;
  system.answers({ status: 200, body: '{"status":"accepted"}' });
});

const forward = (ms: number) => {
  offset += ms;
  on.forward(ms);
};
const lastStatus = async () =>
  (
    await on.bot.database.db
      .selectFrom('item')
      .innerJoin('request', 'request.id', 'item.request_id')
      .select('item.status')
      .orderBy('request.submitted_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.status;

/** Ana asks, Joan approves. @returns the approval as the system was told of it */
async function approved(role: string, who = 'U0ANA'): Promise<string> {
  await ask(on, who, role, '165326');
  await press(on.as('U0JOAN'), 'approve');
  await on.delivered();
  return system.told.at(-1)?.data.approval ?? '';
}

it('an approval is posted with a signature, and “active” in the answer makes the role hers', async () => {
  system.answers({ status: 200, body: '{"status":"active"}' });
  await approved('assessment-submitter');
  expect(system.problems).toEqual([]);
  expect(system.told).toHaveLength(1);
  expect(system.told[0]).toMatchObject({
    type: 'role.approved',
    id: expect.stringMatching(/^msg_[\w-]+_1_\d+$/),
    data: {
      role: { id: 'assessment-submitter', label: 'Assessment Submitter' },
      organization: { key: 'ccn:165326', name: 'BLOOMFIELD CARE CENTER' },
      environment: 'production',
      requester: { name: 'Ana Ruiz', email: 'ana.ruiz@valley-care.example', legalName: null },
      approvedBy: { name: 'Joan Lee', email: 'joan.lee@valley-care.example' },
    },
  });
  expect(system.told[0]?.data.approval).toBe(system.told[0]?.id);
  expect(await lastStatus()).toBe('active');
  expect(saying(on.as('U0ANA').screen(), 'was set up. Your role is ready.')).toHaveLength(1);
  expect(saying(on.as('U0JOAN').screen(), 'was set up for Ana Ruiz. Nothing is left for you to do.')).toHaveLength(1);
  const grants = await on.bot.database.db
    .selectFrom('role_grant')
    .select('standing')
    .where('basis', '=', 'requested')
    .execute();
  expect(grants).toEqual([{ standing: 'active' }]);
});

it('“accepted” waits for a callback, which counts once', async () => {
  const approval = await approved('pbj-submitter');
  expect(await lastStatus()).toBe('approved');
  const good = { approval, status: 'active' };
  expect(await system.call(on.bot.url, good)).toEqual({ status: 200, text: '{"result":"done"}' });
  await on.delivered();
  expect(await lastStatus()).toBe('active');
  const before = (await events(on, 'item-done')).length;
  expect(await system.call(on.bot.url, good)).toEqual({ status: 200, text: '{"result":"repeated"}' });
  expect(await system.call(on.bot.url, good, { id: 'call-2' })).toEqual({ status: 200, text: '{"result":"repeated"}' });
  expect((await events(on, 'item-done')).length).toBe(before);
});

it('a callback that is not signed for it, comes late, or is no callback, changes nothing', async () => {
  const approval = await approved('provider-epoc-administrator');
  const good = { approval, status: 'active' };
  const call = async (data: object, options: Parameters<typeof system.call>[2] = {}) =>
    (await system.call(on.bot.url, data, { id: `bad-${Math.random()}`, ...options })).status;
  const before = (await events(on, 'refused')).length;
  expect(await call(good, { with: Buffer.alloc(32, 8) })).toBe(401);
  expect(await call(good, { at: on.now() - 6 * 60_000 })).toBe(401);
  expect(await call(good, { at: on.now() + 6 * 60_000 })).toBe(401);
  expect((await fetch(`${on.bot.url}/provisioning/callback`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(await call({ approval })).toBe(400);
  expect(await call({ approval, status: 'accepted' })).toBe(400);
  expect(await call({}, { body: 'not json' })).toBe(400);
  expect(await call({}, { body: `"${'x'.repeat(70_000)}"` })).toBe(413);
  expect((await events(on, 'refused')).length).toBe(before);
  expect(await call({ approval: 'msg_nothing_1_1', status: 'active' })).toBe(404);
  expect(await call({ approval: approval.replace(/\d+$/, '17'), status: 'active' })).toBe(409);
  expect(await call({ approval: approval.replace(/_1_/, '_2_'), status: 'active' })).toBe(404);
  expect((await events(on, 'refused')).slice(before).map(({ data }) => data.refusal)).toEqual([
    'request-unknown',
    'approval-gone',
    'request-unknown',
  ]);
  expect(await lastStatus()).toBe('approved');
  await press(on.as('U0JOAN'), 'done');
  await on.delivered();
  expect(await system.call(on.bot.url, good, { id: 'late' })).toEqual({
    status: 409,
    text: '{"result":"already-active"}',
  });
});

it('“failed” is told once to the operator and the officials, who can still do it by hand', async () => {
  const approval = await approved('provider-assessment-coordinator');
  const failed = (id: string, reason: string) =>
    system.call(on.bot.url, { approval, status: 'failed', reason }, { id });
  expect((await failed('f1', 'No such account.')).status).toBe(200);
  expect((await failed('f2', 'ssn 219-09-9999')).status).toBe(200);
  await on.delivered();
  expect(saying(on.as('U0JOAN').screen(), 'could not be set up for Ana Ruiz')).toHaveLength(1);
  expect(saying(on.as('U0RAJ').screen(), 'Reason given: “No such account.”')).toHaveLength(1);
  const notices = await on.bot.deps.ledger.read((record) => record.notices(20));
  expect(notices.filter(({ about }) => about === 'set-up-failed')).toHaveLength(1);
  const texts = await on.bot.database.db.selectFrom('private_text').select('value').execute();
  expect(JSON.stringify(texts)).not.toContain('219-09');
  expect(await lastStatus()).toBe('approved');
  await press(on.as('U0RAJ'), 'done');
  await on.delivered();
  expect(await lastStatus()).toBe('active');
});

it('an approval that is taken back is told, and an answer to it gives nothing', async () => {
  const approval = await approved('provider-administrator');
  await takeBack();
  expect(system.told.map(({ type }) => type)).toEqual(['role.approved', 'role.approval_taken_back']);
  expect(system.told[1]).toMatchObject({ id: `${approval}_taken-back`, data: { approval, approvedBy: null } });
  expect((await system.call(on.bot.url, { approval, status: 'active' }, { id: 'gone' })).status).toBe(409);
  expect(await lastStatus()).toBe('pending');
  forward(1_000);
  await press(on.as('U0RAJ'), 'approve');
  await on.delivered();
  const second = system.told.at(-1)?.data.approval;
  expect(second).not.toBe(approval);
  expect((await system.call(on.bot.url, { approval, status: 'active' }, { id: 'old' })).status).toBe(409);
  expect((await system.call(on.bot.url, { approval: second, status: 'active' }, { id: 'new' })).status).toBe(200);
  expect(await lastStatus()).toBe('active');
});

it('a role that an official removes by a press is told as removed, once, under its approval; an answer gives it to nobody', async () => {
  system.answers({ status: 200, body: '{"status":"active"}' });
  const approval = await approved('pbj-viewer');
  expect(await lastStatus()).toBe('active');
  system.answers({ status: 200, body: '{"status":"accepted"}' });
  const joan = on.as('U0JOAN');
  await press(joan, 'remove-items');
  await joan.fill('words', 'She moved.');
  await joan.submit();
  await on.delivered();
  expect(system.told.map(({ type }) => type)).toEqual(['role.approved', 'role.removed']);
  expect(system.told[1]).toMatchObject({
    id: `${approval}_removed`,
    data: { approval, role: { id: 'pbj-viewer' }, organization: { key: 'ccn:165326' } },
  });
  expect(JSON.stringify(system.told[1])).not.toContain('She moved.');
  // It was active already, so this says nothing new.
  await system.call(on.bot.url, { approval, status: 'active' }, { id: 'after' });
  const grants = on.bot.database.db.selectFrom('role_grant').select('ended_at').where('role_id', '=', 'pbj-viewer');
  expect((await grants.execute()).map((grant) => grant.ended_at)).toEqual([expect.any(Number)]);
  await joan.close();
});

async function takeBack(): Promise<void> {
  const joan = on.as('U0JOAN');
  await joan.press({ surface: 'message', ts: withButton(joan.screen(), 'take-back').ts, actionId: 'take-back' });
  await joan.fill('words', 'Too early.');
  await joan.submit();
  await on.delivered();
}

it('a system that is away is tried again, when it says and with the same name; a redirect is not followed', async () => {
  system.answers({ status: 503, headers: { 'retry-after': '120' } });
  await approved('assessment-submitter', 'U0NED');
  expect(system.told).toHaveLength(1);
  forward(100_000);
  await on.delivered();
  expect(system.told).toHaveLength(1);
  system.answers({ status: 302, headers: { location: `${system.url}/elsewhere` } });
  forward(30_000);
  await on.delivered();
  expect(system.told).toHaveLength(2);
  system.answers({ status: 200, body: 'x'.repeat(100_000) });
  forward(10_000);
  await on.delivered();
  expect(await lastStatus()).toBe('approved');
  // "Gone": nobody tries any longer, and the button is there as before.
  system.answers({ status: 410 });
  forward(60_000);
  await on.delivered();
  expect(new Set(system.told.map(({ id }) => id)).size).toBe(1);
  const dead = await openOutbox(on.bot.database.db).dead();
  expect(dead).toMatchObject([{ kind: 'webhook', error: 'http_410' }]);
  await press(on.as('U0JOAN'), 'done');
  await on.delivered();
  expect(await lastStatus()).toBe('active');
  expect(await statuses(on)).not.toContain('approved');
});

it('a security-official role that was approved and set up gives its authority', async () => {
  system.answers({ status: 200, body: '{"status":"active"}' });
  await ask(on, 'U0LENA', 'provider-security-official', '165326');
  await press(on.as('U0JOAN'), 'approve');
  await on.delivered();
  await ask(on, 'U0NED', 'pbj-submitter', '165326');
  expect(saying(on.as('U0LENA').screen(), 'asks for PBJ Submitter')).not.toHaveLength(0);
  expect(await press(on.as('U0LENA'), 'approve')).toMatchObject({ status: 200 });
  await on.delivered();
  const ned = (
    await on.bot.database.db
      .selectFrom('account')
      .select('person_id')
      .where('user_id', '=', identityOf(on, 'U0NED').userId)
      .executeTakeFirstOrThrow()
  ).person_id;
  await erasePerson(on.bot.deps)(await planErase(on.bot.deps)({ personId: ned }));
  await on.delivered();
  const removed = system.told.filter(({ type }) => type === 'role.removed');
  expect(removed.length).toBeGreaterThan(0);
  expect(removed[0]?.data.approval).toMatch(/^msg_/);
});

it('signs as the specification’s own example, and refuses secrets that are none', () => {
  const key = keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  if (key === null) throw new Error('no key');
  const at = 1_614_265_330_000;
  const body = '{"test": 2432232314}';
  const headers = signed(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body);
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  const two = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
  expect(wrongWith(key, two, body, at)).toBeNull();
  expect(wrongWith(key, headers, `${body} `, at)).toBe('signature');
  for (const wrong of ['', 'whsec_', 'whsec_c2hvcnQ=', secret.slice(6)]) expect(keyOf(wrong)).toBeNull();
});

it.each([
  ['127.0.0.1', true],
  ['169.254.169.254', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['::1', true],
  ['::ffff:10.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['nonsense', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['2606:4700::1', false],
])('%s is an address of one’s own network: %s', (address, own) => {
  expect(isPrivate(address)).toBe(own);
});
