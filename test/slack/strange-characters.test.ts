import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyChain } from '#storage/audit.ts';
import { expectNoFault, forge, lastOf, payloadOf, statuses } from './bad-input.ts';
import { ask, fillForm, press, type Stage, saying, stage, submitReview, words } from './harness.ts';

/** Characters that PostgreSQL can't keep, and halves of pairs that no encoding has. */
const odd = 'Unit\u0000 B\ud800, nights';
const kept = 'Unit B\ufffd, nights';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  expectNoFault(on);
  expect(on.workspace.refusals()).toEqual([]);
  expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  await on.stop();
});

it('a reason with a null character is taken without it, and reaches the requester', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  const joan = on.as('U0JOAN');
  await press(joan, 'reject');
  await joan.fill('reason', 'other');
  await joan.fill('words', odd);
  expect((await joan.submit()).status).toBe(200);
  await on.delivered();
  expect(await statuses(on)).toEqual(['rejected']);
  expect(words(saying(on.as('U0ANA').screen(), 'did not approve')[0]?.blocks ?? [])).toContain(kept);
});

it('so is a question to the requester, and taking an approval back', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  const joan = on.as('U0JOAN');
  await press(joan, 'talk-ask');
  await joan.fill('words', odd);
  expect((await joan.submit()).status).toBe(200);
  await on.delivered();
  expect(words(saying(on.as('U0ANA').screen(), 'Joan Lee asks about your request')[0]?.blocks ?? [])).toContain(kept);
  await press(joan, 'approve');
  await on.delivered();
  await press(joan, 'take-back');
  await joan.fill('words', odd);
  expect((await joan.submit()).status).toBe(200);
  expect(await statuses(on)).toEqual(['pending']);
});

it('a legal name with a null character stands on the card without it', async () => {
  const ana = on.as('U0ANA');
  await fillForm(ana, 'assessment-submitter', '165326');
  await ana.fill('legal-name', 'Ana\u0000 Maria Ruiz');
  await submitReview(ana);
  await on.delivered();
  await press(on.as('U0JOAN'), 'details');
  expect(words(on.as('U0JOAN').screen().modals.at(-1)?.view ?? {})).toContain('Ana Maria Ruiz');
});

it('a direct message and a command with a null character are answered', async () => {
  const ana = on.as('U0ANA');
  expect((await ana.say('How do I request\u0000 a role?\udc00')).status).toBe(200);
  expect((await ana.command('ask How do I request\u0000 a role?')).status).toBe(200);
  await on.delivered();
  expect(ana.screen().messages.filter((message) => message.from === 'bot').length).toBeGreaterThan(0);
});

it('a profile name with a null character is known without it', async () => {
  await on.as('U0ANA').say('hello');
  const said = on.workspace.deliveries().findLast(({ kind }) => kind === 'event');
  const event = JSON.parse(said?.body ?? '{}') as { team_id: string };
  on.forward(60_000);
  const user = {
    id: 'U0ANA',
    team_id: event.team_id,
    real_name: 'An\u0000a',
    tz: 'America/\u0000Chicago',
    profile: {},
  };
  const body = {
    ...event,
    event_id: 'Ev0NULL',
    event_time: Math.ceil(on.now() / 1_000),
    event: { type: 'user_change', user, event_ts: '1.1' },
  };
  expect((await on.workspace.deliver(JSON.stringify(body))).status).toBe(200);
  const names = await on.bot.database.db.selectFrom('account').select('name').execute();
  expect(names.map(({ name }) => name)).toContain('Ana');
});

it.each(['take-back-statement', 'confirm-statement', 'strike-statement', 'helpful', 'not-helpful', 'none-of-these'])(
  'the button %s with a null character in its value is answered in words',
  async (actionId) => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await press(on.as('U0JOAN'), 'approve');
    const answer = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: actionId, value: 'abcd\u0000efghijkl' }];
    });
    expect(answer.status).toBe(200);
  },
);
