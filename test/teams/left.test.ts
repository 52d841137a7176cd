import { afterEach, expect, it } from 'vitest';
import type { TeamsStage } from './harness.ts';
import { ask, playStage, saying, statuses } from './play.ts';

let on: TeamsStage;
afterEach(() => on.stop());

const hours = (n: number) => n * 60 * 60 * 1000;
const joanOnly = [['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326']] as const;

async function leaves(id: string, left = true): Promise<void> {
  const person = on.connector.people().find((one) => one.id === id);
  if (person === undefined) throw new Error(`no ${id}`);
  on.connector.setPerson({ ...person, left });
}

async function after(ms: number): Promise<void> {
  on.forward(ms);
  await on.delivered();
}

const switchedOff = async (name: string): Promise<boolean> => {
  const { db } = on.bot.database;
  const row = await db.selectFrom('account').select('switched_off').where('name', '=', name).executeTakeFirstOrThrow();
  return row.switched_off === 1;
};

it('an official who left the tenant counts as switched off once Teams says so twice, a day apart: the operator is told, nothing ends', async () => {
  on = await playStage(['U0ANA', 'U0JOAN'], { officials: joanOnly });
  await leaves('U0JOAN');
  await ask(on, 'U0ANA', '165326');
  await after(hours(7));
  // Nobody can be reached for it: it waits outside, and the requester knows.
  expect(await switchedOff('Joan Lee')).toBe(false);
  expect(await statuses(on)).toEqual(['outside']);
  await after(hours(25));
  await after(hours(1));
  expect(await switchedOff('Joan Lee')).toBe(true);
  expect(await statuses(on)).toEqual(['outside']);
  const notices = await on.bot.deps.ledger.read((record) => record.notices(20));
  expect(notices.map(({ about }) => about)).toContain('official-unusable');
  expect(await on.bot.deps.ledger.read((record) => record.boundGrants('joan.lee@valley-care.example'))).toHaveLength(1);
  // She is back, and so is what waits for her.
  await leaves('U0JOAN', false);
  await on.as('U0JOAN').say('profile');
  await after(hours(1));
  await on.as('U0JOAN').say('profile');
  await on.delivered();
  expect(await statuses(on)).toEqual(['pending']);
});

it('whoever took the app away or blocked the bot has not left, however long that is', async () => {
  on = await playStage(['U0ANA', 'U0JOAN'], { officials: joanOnly });
  await on.as('U0JOAN').uninstall();
  await ask(on, 'U0ANA', '165326');
  on.as('U0ANA').block();
  for (const n of [7, 25, 25, 25]) await after(hours(n));
  expect([await switchedOff('Joan Lee'), await switchedOff('Ana Ruiz')]).toEqual([false, false]);
  expect(await statuses(on)).toEqual(['outside']);
});

it('what a requester who left asked for is withdrawn, and her officials are told', async () => {
  on = await playStage(['U0ANA', 'U0JOAN'], { officials: joanOnly });
  await ask(on, 'U0ANA', '165326');
  await leaves('U0ANA');
  await on.as('U0JOAN').say('profile');
  const { ledger, now } = on.bot.deps;
  const ana = (await ledger.read((record) => record.peopleWith('ana.ruiz@valley-care.example')))[0] ?? '';
  await ledger.change((record) => record.enqueue({ kind: 'tell', personId: ana, notice: { about: 'log-in' } }, now()));
  for (const n of [1, 7, 25, 1]) await after(hours(n));
  expect(await switchedOff('Ana Ruiz')).toBe(true);
  expect(await statuses(on)).toEqual(['withdrawn']);
  expect(saying(on.as('U0JOAN'), 'The account of Ana Ruiz was switched off')).toHaveLength(1);
});
