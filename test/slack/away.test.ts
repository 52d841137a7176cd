import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, fillForm, modal, type Stage, saying, stage, words } from './harness.ts';
import { homeOf, pressHome } from './home.ts';

/** Officials who are away for some days. */

let on: Stage;
beforeAll(async () => {
  on = await stage({ operatorChannel: { id: 'C0OPERATORS', botIn: true } });
});
afterAll(async () => on.stop());

const days = 24 * 60 * 60 * 1000;
/** The first Monday of an August, 10:14 in Chicago. Each test has a year of its own. */
let monday = 0;
let year = 2031;
beforeEach(async () => {
  const first = Date.parse(`${year++}-08-01T15:14:00Z`);
  monday = first + ((8 - new Date(first).getUTCDay()) % 7) * days;
  await daysOn(0);
});

async function daysOn(n: number, hours = 0): Promise<void> {
  on.forward(monday + n * days + hours * 60 * 60 * 1000 - on.now());
  await on.delivered();
}
const dayText = (n: number): string => new Date(monday + n * days).toISOString().slice(0, 10);
const screen = (who: string) => on.as(who).screen();
const cards = (who: string, role: string) => saying(screen(who), `asks for ${role}`).length;
const newest = (who: string, part: string): string => words(saying(screen(who), part).at(-1)?.blocks ?? []);

async function goAway(who: string, from: number | null, to: number): Promise<void> {
  await homeOf(on, who);
  await pressHome(on, who, 'away');
  if (from !== null) await on.as(who).fill('from', dayText(from));
  await on.as(who).fill('to', dayText(to));
  await on.as(who).submit();
  await on.delivered();
}

describe('an official who is away', () => {
  it('gets no new request and no reminder; others do, and the requester reads who is back when', async () => {
    await goAway('U0JOAN', null, 4);
    expect(await homeOf(on, 'U0JOAN')).toContain(`You are away until ${dayText(4)}.`);
    const before = saying(screen('U0JOAN'), 'Waiting for me').length;

    await fillForm(on.as('U0ANA'), 'assessment-submitter', '165326');
    expect(modal(screen('U0ANA')).words).toMatch(/Joan Lee, joan[\s\S]*Joan Lee is away and back on/);
    await on.as('U0ANA').close();
    await ask(on, 'U0LENA', 'pbj-viewer', '165326');
    expect([cards('U0JOAN', 'PBJ Viewer'), cards('U0RAJ', 'PBJ Viewer')]).toEqual([0, 1]);
    expect(newest('U0LENA', 'PBJ Viewer')).toMatch(
      /sent to Raj Patel\. It can take several days\. Joan Lee is away and back on /,
    );
    await daysOn(4, 3);
    expect(saying(screen('U0RAJ'), 'Waiting for me').length).toBeGreaterThan(0);
    expect(saying(screen('U0JOAN'), 'Waiting for me')).toHaveLength(before);
    expect(cards('U0JOAN', 'PBJ Viewer')).toBe(0);

    // Nine on the Monday after.
    await daysOn(7);
    expect(cards('U0JOAN', 'PBJ Viewer')).toBe(1);
    expect(newest('U0LENA', 'PBJ Viewer: ')).not.toContain('is away');
    expect(await homeOf(on, 'U0JOAN')).not.toContain('You are away');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('is asked all the same when all are away, and the operator is told', async () => {
    await goAway('U0WEI', null, 2);
    await ask(on, 'U0LENA', 'pbj-viewer', '165199');
    expect(cards('U0WEI', 'PBJ Viewer')).toBe(1);
    expect(newest('U0LENA', 'CRESTON')).toMatch(/sent to Wei Chen\. .*Wei Chen is away and back on/);
    const told = screen('U0LENA')
      .channels.flatMap(({ messages }) => messages)
      .filter(({ text }) => text.includes('are away'));
    expect(told).toHaveLength(1);
    // She is an official as before.
    await on.as('U0WEI').press({
      surface: 'message',
      ts: saying(screen('U0WEI'), 'asks for PBJ Viewer').at(-1)?.ts ?? '',
      actionId: 'approve',
    });
    await on.delivered();
    expect(newest('U0LENA', 'Wei Chen approved')).toContain('PBJ Viewer');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('plans it, changes it and is back earlier; what came meanwhile is hers at once', async () => {
    await goAway('U0RAJ', 2, 3);
    expect(await homeOf(on, 'U0RAJ')).toContain(`You will be away from ${dayText(2)} to ${dayText(3)}.`);
    await daysOn(2);
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    expect([cards('U0RAJ', 'Assessment Submitter'), cards('U0JOAN', 'Assessment Submitter')]).toEqual([0, 1]);
    await goAway('U0RAJ', 2, 10);
    expect(await homeOf(on, 'U0RAJ')).toContain(`You are away until ${dayText(10)}.`);
    await daysOn(4);
    expect(cards('U0RAJ', 'Assessment Submitter')).toBe(0);
    await pressHome(on, 'U0RAJ', 'away-end');
    await pressHome(on, 'U0RAJ', 'away-end').catch(() => undefined);
    await on.delivered();
    expect(cards('U0RAJ', 'Assessment Submitter')).toBe(1);
    const ended = await on.bot.database.db
      .selectFrom('event')
      .select('kind')
      .where('kind', '=', 'away-ended')
      .execute();
    expect(ended).toHaveLength(3);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('begins and ends also where the bot did not run meanwhile', async () => {
    await goAway('U0RAJ', 2, 3);
    await daysOn(1);
    await on.restartBot();
    await daysOn(9);
    expect(await homeOf(on, 'U0RAJ')).not.toContain('You will be away');
    expect(await homeOf(on, 'U0RAJ')).toContain('I’m away');
  });

  it('is a security official; days that are none are refused, and nothing is kept', async () => {
    expect(await homeOf(on, 'U0ANA')).not.toContain('I’m away');
    for (const [from, to] of [
      [3, 1],
      [-9, -8],
      [0, 500],
    ] as const) {
      await homeOf(on, 'U0MARIA');
      await pressHome(on, 'U0MARIA', 'away');
      await on.as('U0MARIA').fill('from', dayText(from));
      await on.as('U0MARIA').fill('to', dayText(to));
      await on.as('U0MARIA').submit();
      expect(modal(screen('U0MARIA')).errors).toMatch(/already over|more than a year/);
      await on.as('U0MARIA').close();
    }
    const [maria] = await on.bot.database.db
      .selectFrom('account')
      .select('person_id')
      .where('name', '=', 'Maria Gomez')
      .execute();
    expect(
      await on.bot.database.db
        .selectFrom('away')
        .selectAll()
        .where('person_id', '=', maria?.person_id ?? '')
        .execute(),
    ).toEqual([]);
    expect(on.workspace.refusals()).toEqual([]);
  });
});
