import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShownMessage } from '#rehearsal/slack/contract.ts';
import { verifyChain } from '#storage/audit.ts';
import { liveVariables, startServer } from '#test/cli/process.ts';
import { events, lastOf, statuses } from '#test/slack/bad-input.ts';
import { fillForm, press, type Stage, saying, stage, submitReview, withButton } from '#test/slack/harness.ts';
import { balancer } from './balancer.ts';

/** Two bots on one database, one Slack, and a balancer that gives every request to the other one than before. */

let one: Stage;
let two: Stage;
let front: Awaited<ReturnType<typeof balancer>>;
beforeEach(async () => {
  one = await stage();
  two = await stage({ workspace: one.workspace, database: one.database });
  front = await balancer([one.bot.url, two.bot.url]);
  one.workspace.requestUrl = `${front.url}/slack/events`;
});
afterEach(async () => {
  await front.stop();
  await two.stop();
  await one.stop();
});

/** Nothing is due any more, whichever of them took it. What is due on a later day waits. */
async function delivered(): Promise<void> {
  const open = () =>
    one.bot.database.db
      .selectFrom('outbox')
      .select('id')
      .where('done_at', 'is', null)
      .where('dead_at', 'is', null)
      .where('due_at', '<=', Date.now() + 60_000);
  await vi.waitFor(
    async () => {
      await Promise.all([one.delivered(), two.delivered()]);
      expect(await open().execute()).toEqual([]);
    },
    { timeout: 15_000 },
  );
}

const fromBot = (userId: string): ShownMessage[] =>
  one
    .as(userId)
    .screen()
    .messages.filter(({ from, ephemeral }) => from === 'bot' && !ephemeral);
const cards = (userId: string) => fromBot(userId).filter(({ text }) => text.includes('asks'));

describe('two bots side by side', () => {
  it('take one person’s form in turns, and post each message once', async () => {
    const ana = one.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    await submitReview(ana);
    await delivered();
    expect(await statuses(two)).toEqual(['pending']);
    for (const official of ['U0JOAN', 'U0RAJ'])
      expect(saying(one.as(official).screen(), 'Ana Ruiz asks'), official).toHaveLength(1);
    expect((await press(one.as('U0JOAN'), 'approve')).status).toBe(200);
    await delivered();
    expect(saying(ana.screen(), 'Joan Lee approved')).not.toHaveLength(0);
    expect(cards('U0RAJ')).toHaveLength(cards('U0JOAN').length);
    expect(one.workspace.refusals()).toEqual([]);
    expect(await verifyChain(one.bot.database.db)).toMatchObject({ brokenAt: null });
  });

  it('under one load: many ask and two officials decide at once, each request is decided once', async () => {
    const roles = ['assessment-submitter', 'pbj-submitter', 'provider-assessment-viewer', 'provider-administrator'];
    const askers = ['U0ANA', 'U0LENA', 'U0MARIA', 'U0WEI'];
    await Promise.all(
      askers.map(async (id, at) => {
        const member = one.as(id);
        await fillForm(member, roles[at] ?? '', '165326');
        await submitReview(member);
      }),
    );
    await delivered();
    expect(await statuses(one)).toEqual(Array(4).fill('pending'));
    const open = cards('U0JOAN').map(({ ts }) => ts);
    const others = cards('U0RAJ').map(({ ts }) => ts);
    expect([open.length, others.length]).toEqual([4, 4]);
    const approve = (id: string, ts: string) => one.as(id).press({ surface: 'message', ts, actionId: 'approve' });
    // The message of the one who was second may have changed under her finger.
    await Promise.all([
      ...open.map((ts) => approve('U0JOAN', ts).catch(() => null)),
      ...others.map((ts) => approve('U0RAJ', ts).catch(() => null)),
    ]);
    await delivered();
    expect(await statuses(one)).toEqual(Array(4).fill('approved'));
    expect(await events(one, 'item-approved')).toHaveLength(4);
    for (const id of askers) expect(saying(one.as(id).screen(), 'approved'), id).not.toHaveLength(0);
    expect(cards('U0JOAN')).toHaveLength(4);
    expect(await verifyChain(one.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(one.workspace.refusals()).toEqual([]);
  });

  it('an event that Slack sends again, to the other one, changes nothing', async () => {
    const ana = one.as('U0ANA');
    expect((await ana.say('hello')).status).toBe(200);
    await delivered();
    const before = { messages: fromBot('U0ANA').length, events: (await events(one, 'person-seen')).length };
    for (let again = 0; again < 3; again += 1) expect((await one.workspace.redeliverLast('U0ANA')).status).toBe(200);
    await delivered();
    expect({ messages: fromBot('U0ANA').length, events: (await events(one, 'person-seen')).length }).toEqual(before);
    expect(saying(ana.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });

  it('an event that reaches both at the same moment is answered once', async () => {
    const ana = one.as('U0ANA');
    await ana.command('');
    await ana.close();
    one.workspace.requestUrl = 'http://127.0.0.1:1/nobody';
    await ana.say('hello');
    one.workspace.requestUrl = `${front.url}/slack/events`;
    await Promise.all([one.workspace.redeliverLast('U0ANA'), one.workspace.redeliverLast('U0ANA')]);
    await delivered();
    expect(saying(ana.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });

  it('a double click that reaches both decides once, and the requester is told once', async () => {
    const ana = one.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    await submitReview(ana);
    await delivered();
    const joan = one.as('U0JOAN');
    const { ts } = withButton(joan.screen(), 'approve');
    const click = { surface: 'message', ts, actionId: 'approve' } as const;
    const answers = await Promise.all([joan.press(click), joan.press(click)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    // And once more, the very same payload.
    await one.workspace.deliver(lastOf(one, 'U0JOAN').body);
    await delivered();
    expect(await events(one, 'item-approved')).toHaveLength(1);
    const told = await one.bot.database.db.selectFrom('outbox').select('task').where('kind', '=', 'tell').execute();
    expect(told.filter(({ task }) => task.includes('"about":"approved"'))).toHaveLength(1);
  });

  it('a Submit that reaches both is one request', async () => {
    const ana = one.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    await submitReview(ana);
    const { body } = lastOf(one, 'U0ANA');
    await Promise.all([one.workspace.deliver(body), one.workspace.deliver(body)]);
    await delivered();
    expect(await statuses(one)).toEqual(['pending']);
    expect(cards('U0JOAN')).toHaveLength(1);
  });
});

describe('one of two is killed', () => {
  it('in the middle of a delivery: the other one does it when the lease is over, once', async () => {
    await front.stop();
    await two.bot.stop();
    await one.bot.stop();
    const variables = { ...liveVariables(one.workspace, one.dataDir), ...one.database.variables };
    const doomed = await startServer(variables, one.dataDir);
    one.workspace.requestUrl = `${doomed.url}/slack/events`;
    // Its first message meets a Slack that says nothing.
    const ana = one.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    one.workspace.breakNext({ method: 'chat.postMessage', times: 1, fault: { kind: 'silence' } });
    await submitReview(ana);
    await vi.waitFor(() => expect(one.workspace.calls().some(({ answer }) => answer === null)).toBe(true));
    await doomed.kill();
    await one.restartBot();
    front = await balancer([one.bot.url]);
    await one.delivered();
    expect(cards('U0JOAN').length + cards('U0RAJ').length).toBeLessThan(2);
    one.forward(31_000);
    await one.delivered();
    expect([cards('U0JOAN').length, cards('U0RAJ').length]).toEqual([1, 1]);
    expect((await press(one.as('U0JOAN'), 'approve')).status).toBe(200);
    expect(await statuses(one)).toEqual(['approved']);
  }, 40_000);
});
