import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modal, type Stage, stage } from '#test/slack/harness.ts';
import type { TeamsStage } from '#test/teams/harness.ts';
import { ask, playStage, saying } from '#test/teams/play.ts';

/** A chat has a limit of its own: what one person keeps asking for must not hold up everybody. */

describe('one person who goes on typing in Teams while her chat is limited', () => {
  let on: TeamsStage;
  beforeAll(async () => {
    on = await playStage(['U0JOAN', 'T0TESSA', 'U0ANA']);
  });
  afterAll(() => on.stop());

  it('holds up the others once, not as long as she goes on', async () => {
    const limitedHome = async () => {
      on.connector.breakNext({ route: 'send', times: 1, fault: { kind: 'rate-limited', retryAfterS: 30 } });
      await on.as('T0TESSA').say('home');
    };
    await limitedHome();
    await ask(on, 'U0ANA', '165326');
    on.forward(25_000);
    await on.delivered();
    expect(saying(on.as('U0JOAN'), 'Ana Ruiz asks')).toHaveLength(0);
    await limitedHome();
    on.forward(10_000);
    await on.delivered();
    expect(saying(on.as('U0JOAN'), 'Ana Ruiz asks')).toHaveLength(1);
  });
});

describe('Slack takes an answer to a shortcut nowhere', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage({
      channels: [{ id: 'C0HELP', name: 'help', members: ['U0ANA', 'U0LENA'], botIn: true }],
    });
  });
  afterAll(() => on.stop());

  it('it is a dialog, and no listener fails', async () => {
    const lena = on.as('U0LENA');
    await on.as('U0ANA').mention('C0HELP', 'who approves a second pso?');
    await on.delivered();
    const asked = lena.screen().channels[0]?.messages[0];
    for (const method of ['response_url', 'chat.postMessage'])
      on.workspace.breakNext({ method, times: 1, fault: { kind: 'rate-limited', retryAfterS: 90 } });
    expect((await lena.shortcut('answer-this', 'C0HELP', asked?.ts ?? '')).status).toBe(200);
    expect(modal(lena.screen()).words).toContain('PSO');
    expect(on.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
