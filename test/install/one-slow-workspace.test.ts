import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saying } from '../slack/harness.ts';
import { type InstallStage, install, installStage } from './harness.ts';

/** One Slack answers nothing for a while: who works in the other workspace hears of hers all the same. */
let on: InstallStage;
beforeEach(async () => {
  on = await installStage();
  await install(on, on.valley);
  await install(on, on.hillside);
});
afterEach(() => on.stop());

const account = { email: null, emailConfirmed: false, guest: false, foreign: false, switchedOff: false } as const;

/** Somebody whom the bot knows, with words that wait for her. */
const welcomed = (scope: string, userId: string, at: number) =>
  on.bot.deps.ledger.change(async (record) => {
    const { personId } = await record.savePerson(
      { platform: 'slack', scope, userId },
      { ...account, platform: 'slack', name: userId },
      null,
      at,
    );
    await record.enqueue({ kind: 'tell', personId, notice: { about: 'welcome' } }, at);
  });

it('ten messages that hang in one workspace hold up nobody in another', async () => {
  on.valley.breakNext({ method: '*', times: 20, fault: { kind: 'silence' } });
  for (let n = 0; n < 10; n += 1) await welcomed(on.valley.teamId, `U0HANGS${n}`, on.now());
  await welcomed(on.hillside.teamId, 'U0MARIA', on.now());
  const began = performance.now();
  await vi.waitFor(
    () => expect(saying(on.hillside.as('U0MARIA').screen(), 'I help with iQIES roles')).not.toEqual([]),
    {
      timeout: 10_000,
      interval: 5,
    },
  );
  // Before the first of those that hang was given up.
  expect(performance.now() - began).toBeLessThan(1_500);
  // Nobody waits for them at the end either.
  await on.valley.stop();
});
