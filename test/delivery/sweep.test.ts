import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOutbox } from '#storage/outbox.ts';
import { ask, press, type Stage, saying, stage, words } from '#test/slack/harness.ts';

/** What stands in the chats is looked at from time to time, and made true where something was lost. */

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.stop());

const minutes = (n: number) => n * 60_000;
const rajsCard = () => words(saying(on.as('U0RAJ').screen(), 'Ana Ruiz').at(-1)?.blocks ?? []);
const sending = () => on.workspace.calls().filter(({ method }) => /^(chat|views)\./.test(method)).length;

it('a card whose change was lost shows the decision within five minutes', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  await on.bot.delivery.stop();
  await press(on.as('U0JOAN'), 'approve');
  const raj = await on.bot.database.db
    .selectFrom('account')
    .select('person_id')
    .where('user_id', '=', 'U0RAJ')
    .executeTakeFirstOrThrow();
  await on.bot.database.db
    .updateTable('outbox')
    .set({ done_at: on.now() })
    .where('kind', '=', 'card')
    .where('person_id', '=', raj.person_id)
    .execute();
  await on.restartBot();
  await on.delivered();
  expect(rajsCard()).not.toContain('approved');
  on.forward(minutes(5));
  await on.delivered();
  expect(rajsCard()).toContain('approved');
  expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz')).toHaveLength(1);
});

it('where everything is true, looking sends nothing', async () => {
  on.forward(minutes(5));
  await on.delivered();
  const before = sending();
  for (let again = 0; again < 3; again += 1) {
    on.forward(minutes(5));
    await on.delivered();
  }
  expect(sending()).toBe(before);
});

it('a card that a person deleted is posted anew at its next change, once', async () => {
  await ask(on, 'U0LENA', 'pbj-submitter', '165326');
  const about = (id: string) => saying(on.as(id).screen(), 'Lena').length;
  const before = about('U0JOAN') + about('U0RAJ');
  on.workspace.breakNext({ method: 'chat.update', times: 1, fault: { kind: 'error', error: 'message_not_found' } });
  await press(on.as('U0JOAN'), 'approve');
  await on.delivered();
  expect(about('U0JOAN') + about('U0RAJ')).toBe(before + 1);
  await press(on.as('U0JOAN'), 'done');
  await on.delivered();
  expect(about('U0JOAN') + about('U0RAJ')).toBe(before + 1);
});

it('one look costs the same however many requests there were, and every open one has its turn', async () => {
  const { db } = on.bot.database;
  const many = Array.from({ length: 6_000 }, (_, n) => ({
    id: `old${n}`,
    seq: 100_000 + n,
    key: `card:old${n}:p`,
    kind: 'card',
    request_id: `old${n}`,
    person_id: 'p',
    task: JSON.stringify({ kind: 'card', requestId: `old${n}`, personId: 'p' }),
    platform: 'slack',
    lane: `slack/old${n}`,
    version: 1,
    created_at: 1,
    due_at: 1,
    lease_until: 0,
    attempts: 0,
    done_at: 1,
    dead_at: null,
    last_error: null,
  }));
  for (let at = 0; at < many.length; at += 1_000)
    await db
      .insertInto('outbox')
      .values(many.slice(at, at + 1_000))
      .execute();
  const outbox = openOutbox(db);
  const seen = new Set<string>();
  for (let look = 1; look <= 60; look += 1) {
    const { tasks } = await outbox.nextSweep(on.now() + look * minutes(5), minutes(5), 3);
    expect(tasks.length).toBeLessThanOrEqual(6);
    for (const { key } of tasks) seen.add(key.replace(/:[^:]*$/, ''));
  }
  const open = await db.selectFrom('item').select('request_id').where('status', '=', 'approved').execute();
  expect(open.length).toBeGreaterThan(0);
  for (const { request_id } of open) expect([...seen]).toContain(`card:${request_id}`);
  expect([...seen].filter((key) => key.startsWith('card:old'))).toEqual([]);
});
