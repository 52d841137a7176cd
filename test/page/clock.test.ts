import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClock } from '#rehearsal/clock.ts';
import { stepMs } from '#rehearsal/page/clock-steps.ts';
import { withBrowser } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

interface Shown {
  clock: { now: number };
}

describe('the next workday at 9:00', () => {
  it.each([
    ['on a Saturday is Monday', '2026-11-21T14:00:00Z', 'America/Chicago', '2026-11-23T15:00:00Z'],
    ['before nine on a Tuesday is the same day', '2026-11-24T14:59:00Z', 'America/Chicago', '2026-11-24T15:00:00Z'],
    ['at nine on a Tuesday is Wednesday', '2026-11-24T15:00:00Z', 'America/Chicago', '2026-11-25T15:00:00Z'],
    [
      'on a Friday evening is Monday, after a change to summer time',
      '2026-03-06T23:00:00Z',
      'America/New_York',
      '2026-03-09T13:00:00Z',
    ],
    ['is hers, where the day is already another', '2026-11-23T23:30:00Z', 'Pacific/Guam', '2026-11-24T23:00:00Z'],
  ])('%s', (_what, now, zone, expected) => {
    const at = Date.parse(now);
    expect(new Date(at + stepMs('workday-morning', at, zone)).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe('the clock of a rehearsal', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iqies-clock-'));
    file = join(folder, 'rehearsal', 'clock.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('goes on from where the last rehearsal left it', () => {
    openClock(file, () => 1_000).forward(60_000);
    const again = openClock(file, () => 2_000);
    expect(again.now()).toBe(62_000);
    again.forward(5);
    expect(openClock(file, () => 2_000).now()).toBe(62_005);
  });

  it('never goes back: not when the computer’s does, and not on demand', () => {
    let real = 10_000;
    const clock = openClock(null, () => real);
    expect(clock.now()).toBe(10_000);
    real = 4_000;
    expect(clock.now()).toBe(10_000);
    for (const wrong of [0, -1, Number.NaN]) expect(() => clock.forward(wrong)).toThrow(/forward only/);
    expect(clock.now()).toBe(10_000);
  });

  it('starts with the computer’s time when its file is broken', () => {
    openClock(file, () => 1_000).forward(60_000);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ aheadMs: 60_000 });
    for (const broken of ['', '{', '[]', '{"aheadMs":-5}', '{"aheadMs":"9"}']) {
      writeFileSync(file, broken);
      expect(openClock(file, () => 1_000).now()).toBe(1_000);
    }
  });
});

describe('the clock on the page', () => {
  let stage: Stage;
  const START = Date.parse('2026-11-21T20:00:00Z');
  let offset = 0;
  beforeEach(async () => {
    offset = START - Date.now();
    const forward = (ms: number) => {
      offset += ms;
    };
    stage = await setStage({ now: () => Date.now() + offset, forward });
  });
  afterEach(() => stage.stop());
  const move = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${stage.page.url}/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('is moved for the people, on every open page, and yesterday’s message is yesterday’s', () =>
    withBrowser(async ({ open }) => {
      const page = await open(stage.at('U0ANA'));
      const second = await open(stage.at('U0JOAN'));
      await page.getByText(/^Sat, Nov 21, 2026, 3:\d\d PM EST$/).waitFor();
      await page.getByLabel('Message iQIES Help').fill('Hello');
      await page.keyboard.press('Enter');
      await page.getByText('Today', { exact: true }).waitFor();
      await page.getByRole('button', { name: '+1 day' }).click();
      await page.getByText('Yesterday', { exact: true }).waitFor();
      await page.getByText(/^It is now Sun, Nov 22, 2026/).waitFor();
      await second.getByText(/^Sun, Nov 22, 2026, 3:\d\d PM EST$/).waitFor();
      await second.getByRole('button', { name: 'Next workday 9:00' }).click();
      await page.getByText('Mon, Nov 23, 2026, 9:00 AM EST', { exact: true }).waitFor();
      await page.reload();
      await page.getByText('Mon, Nov 23, 2026, 9:00 AM EST', { exact: true }).waitFor();
    }));

  it('moves only as the buttons do, and only from this page', async () => {
    expect((await move({ as: 'U0ANA', step: 'year' })).status).toBe(400);
    expect((await move({ as: 'U0ANA', step: 'day', ms: -5 })).status).toBe(400);
    expect((await move({ as: 'U0NOBODY', step: 'day' })).status).toBe(404);
    expect((await move({ as: 'U0ANA', step: 'day' }, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await move({ as: 'U0ANA', step: 'day' }, { 'Content-Type': 'text/plain' })).status).toBe(415);
    const shown = async () => ((await (await fetch(`${stage.page.url}/people`)).json()) as Shown).clock.now;
    const before = await shown();
    expect(before - START).toBeLessThan(60_000);
    expect((await move({ as: 'U0ANA', step: 'week' })).status).toBe(200);
    expect((await shown()) - before).toBeGreaterThanOrEqual(7 * 86_400_000);
  });
});
