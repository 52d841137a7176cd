import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lookAtRequest } from '#application/look-at-request.ts';
import { remindOfficial } from '#application/remind-official.ts';
import { ask, modal, press, type Stage, saying, stage, withButton, words } from './harness.ts';

/** What time brings to a request that nobody decides, and to one that is not finished in iQIES. */

let on: Stage;
beforeAll(async () => {
  on = await stage({ operatorChannel: { id: 'C0OPERATORS', botIn: true } });
});
afterAll(async () => on.stop());

const minute = 60 * 1000;
const days = 24 * 60 * minute;
/** The first Monday of an August, 10:14 in Chicago: no holiday is near. Each test has a year of its own. */
let monday = 0;
let year = 2031;
beforeEach(async () => {
  const first = Date.parse(`${year++}-08-01T15:14:00Z`);
  monday = first + ((8 - new Date(first).getUTCDay()) % 7) * days;
  await until(monday);
});

/** Moves the clock to so many minutes after that Monday's 10:14, or to a moment, and lets everything go out. */
async function until(ms: number): Promise<void> {
  on.forward(ms - on.now());
  await on.delivered();
}
/** A time in Chicago, days after the Monday. */
const at = (after: number, hour: number, minutes = 0): Promise<void> =>
  until(monday + (after * 24 * 60 + (hour - 10) * 60 + minutes - 14) * minute);

const screen = (who: string) => on.as(who).screen();
const reminders = (who: string) => saying(screen(who), 'Waiting for me').length;
const older = (who: string) => saying(screen(who), 'stands in a newer one').length;
const newest = (who: string, part: string): string => words(saying(screen(who), part).at(-1)?.blocks ?? []);

describe('a request that nobody decides', () => {
  it('comes back to its officials after two and after four business days, all in one message of the day', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ask(on, 'U0ANA', 'pbj-viewer', '165326');
    await at(2, 8, 59);
    expect(reminders('U0JOAN')).toBe(0);
    await at(2, 9);
    expect([reminders('U0JOAN'), reminders('U0RAJ'), reminders('U0MARIA')]).toEqual([1, 1, 0]);
    expect(newest('U0JOAN', 'Waiting for me')).toContain('2 requests wait for your decision');
    expect(newest('U0JOAN', 'Waiting for me')).toMatch(
      /Assessment Submitter at BLOOMFIELD CARE CENTER \(165326\)\. Waiting for your decision since[\s\S]*PBJ Viewer/,
    );
    await at(3, 12);
    expect(reminders('U0JOAN')).toBe(1);
    await at(4, 9);
    // The one of the day has the buttons; the one before it says that there is a newer one.
    expect(reminders('U0JOAN')).toBe(1);
    const [earlier, ...others] = saying(screen('U0JOAN'), 'stands in a newer one');
    expect(others).toEqual([]);
    expect(JSON.stringify(earlier?.blocks)).not.toContain('"type":"button"');

    await press(on.as('U0JOAN'), 'waiting');
    expect(modal(screen('U0JOAN')).words).toContain('Ana Ruiz asks for PBJ Viewer');
    await on.as('U0JOAN').close();
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('that is decided in time reminds nobody', async () => {
    await ask(on, 'U0LENA', 'assessment-submitter', '165178');
    await press(on.as('U0MARIA'), 'reject').catch(() => undefined);
    await on.as('U0MARIA').fill('reason', 'not-needed');
    await on.as('U0MARIA').submit();
    await at(60, 12);
    expect(reminders('U0MARIA')).toBe(0);
    expect(saying(screen('U0LENA'), 'No answer')).toHaveLength(0);
  });

  it('reminds after a week without the bot once, not for each day', async () => {
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    const before = older('U0JOAN');
    await at(11, 12);
    await at(11, 16);
    expect(reminders('U0JOAN')).toBe(1);
    expect(older('U0JOAN')).toBe(before + 1);
  });

  it('gives the requester names and contacts after five business days, once', async () => {
    await ask(on, 'U0LENA', 'pbj-viewer', '165199');
    await at(7, 8, 59);
    // Her own clock: nine in New York.
    expect(saying(screen('U0LENA'), 'No answer from Wei Chen')).toHaveLength(1);
    expect(newest('U0LENA', 'No answer from Wei Chen')).toMatch(
      /PBJ Viewer at CRESTON SPECIALTY CARE\. You can write to Wei Chen \(wei\.chen@valley-care\.example\)\. If that doesn’t help: .*888-477-7876, option 1/,
    );
    await at(20, 12);
    expect(saying(screen('U0LENA'), 'No answer from Wei Chen')).toHaveLength(1);
  });

  it('expires after 30 days, which both sides hear five days before; every message is true and it can be asked again', async () => {
    await ask(on, 'U0ANA', 'pbj-submitter', '165199');
    await at(25, 10, 13);
    const ends = () => saying(screen('U0ANA'), 'Nobody has decided about PBJ Submitter');
    expect(ends()).toHaveLength(0);
    // The official heard of it in the morning.
    expect(newest('U0WEI', 'Waiting for me')).toContain('it expires');
    await at(25, 10, 20);
    expect(ends()).toHaveLength(1);
    await at(30, 10, 13);
    const ended = () => saying(screen('U0ANA'), 'Nobody decided about PBJ Submitter');
    expect(ended()).toHaveLength(0);
    await at(30, 10, 21);
    expect(ended()).toHaveLength(1);
    expect(newest('U0ANA', 'expired without a decision')).toContain('Ask again');
    expect(newest('U0WEI', 'Nobody decided it in time')).toContain('PBJ Submitter');
    expect(newest('U0WEI', 'waited too long and has expired')).toContain('PBJ Submitter');

    const [event] = await on.bot.database.db
      .selectFrom('event')
      .selectAll()
      .where('kind', '=', 'item-expired')
      .execute();
    expect(event).toMatchObject({ actor_id: null });
    const button = withButton(screen('U0ANA'), 'ask-again');
    await on.as('U0ANA').press({ surface: 'message', ts: button.ts, actionId: 'ask-again' });
    expect(modal(screen('U0ANA')).words).toContain('165199');
    await on.as('U0ANA').close();
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('is never over without a word: after a month without the bot it waits five days more', async () => {
    await ask(on, 'U0LENA', 'assessment-submitter', '165178');
    await at(50, 12);
    expect(newest('U0LENA', 'it expires')).toContain('AASE HAUGEN HOME');
    expect(saying(screen('U0MARIA'), 'Nobody decided it in time')).toHaveLength(0);
    await at(55, 12, 5);
    expect(saying(screen('U0MARIA'), 'Nobody decided it in time')).toHaveLength(1);
  });
});

describe('a request that is approved and not done in iQIES', () => {
  it('comes back to its officials after one and after three business days, then it comes before the operator', async () => {
    await ask(on, 'U0LENA', 'provider-administrator', '165178');
    await press(on.as('U0MARIA'), 'approve');
    await on.delivered();
    await at(1, 9);
    const before = older('U0MARIA');
    expect(reminders('U0MARIA')).toBe(1);
    expect(newest('U0MARIA', 'Waiting for me')).toContain('1 approval is still to be entered in iQIES');
    await at(2, 12);
    expect(older('U0MARIA')).toBe(before);
    await at(3, 9);
    expect(older('U0MARIA')).toBe(before + 1);
    const operator = () =>
      screen('U0LENA')
        .channels.flatMap(({ messages }) => messages)
        .filter(({ text }) => text.includes('still not done in iQIES'));
    await at(7, 7, 59);
    expect(operator()).toHaveLength(0);
    await at(7, 12);
    expect(operator()).toHaveLength(1);
    await at(20, 12);
    expect(operator()).toHaveLength(1);
    expect([reminders('U0MARIA'), older('U0MARIA')]).toEqual([1, before + 1]);
  });
});

describe('nothing is forgotten', () => {
  it('what waits always has a time at which it is looked at, also what waited before there was one', async () => {
    await ask(on, 'U0LENA', 'provider-assessment-viewer', '165326');
    const { db } = on.bot.database;
    const forgotten = () => on.bot.deps.ledger.read((record) => record.forgottenRequests(10));
    expect(await forgotten()).toEqual([]);
    await db.deleteFrom('outbox').where('kind', '=', 'due').execute();
    expect((await forgotten()).length).toBeGreaterThan(0);
    await on.restartBot();
    expect(await forgotten()).toEqual([]);
    await on.delivered();
    expect(await forgotten()).toEqual([]);
  });

  it('looking twice, or at what is not there, changes nothing', async () => {
    await ask(on, 'U0LENA', 'pbj-viewer', '165178');
    await at(8, 12);
    const { deps, database } = on.bot;
    const told = () => database.db.selectFrom('outbox').select('id').where('kind', '=', 'tell').execute();
    const before = await told();
    const [request] = await database.db.selectFrom('request').select('id').orderBy('submitted_at', 'desc').execute();
    for (const requestId of [request?.id ?? '', request?.id ?? '', 'gone'])
      await lookAtRequest(deps)({ about: 'request', requestId });
    const [official] = await database.db
      .selectFrom('account')
      .select('person_id')
      .where('name', '=', 'Maria Gomez')
      .execute();
    for (const personId of [official?.person_id ?? '', official?.person_id ?? '', 'nobody'])
      await remindOfficial(deps)({ about: 'reminder', personId });
    await on.delivered();
    expect(await told()).toEqual(before);
  });
});
