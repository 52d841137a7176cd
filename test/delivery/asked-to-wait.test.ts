import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '#copy/refusals.ts';
import { forge, lastOf, payloadOf } from '#test/slack/bad-input.ts';
import { ask, modal, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import type { TeamsStage } from '#test/teams/harness.ts';
import { ask as askInTeams, playStage, saying as sayingInTeams } from '#test/teams/play.ts';

/** A platform asks us to come back later when we answer somebody at once, not when we deliver. */

describe('Slack', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage({
      channels: [{ id: 'C0HELP', name: 'help', members: ['U0ANA', 'U0LENA'], botIn: true }],
    });
  });
  afterAll(() => on.stop());
  const cards = (of: string) => saying(on.as('U0JOAN').screen(), of).length;

  it('takes no message in answer to a press: she reads it in a dialog, and the deliveries wait as asked', async () => {
    const joan = on.as('U0JOAN');
    await joan.command('');
    await joan.fill('category', 'provider');
    await joan.submit();
    await joan.press({ surface: 'modal', actionId: 'back' });
    on.workspace.breakNext({ method: 'chat.postMessage', times: 1, fault: { kind: 'rate-limited', retryAfterS: 90 } });
    await forge(on, payloadOf(lastOf(on, 'U0JOAN')), ({ actions }) => {
      Object.assign(actions[0] ?? {}, { action_id: 'helpful', value: 'of nobody' });
    });
    expect(joan.screen().modals).toHaveLength(2);
    expect(modal(joan.screen())).toMatchObject({ title: 'About your click' });
    expect(modal(joan.screen()).words).toContain(refusals['question-unknown']);
    while (joan.screen().modals.length > 0) await joan.close();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    on.forward(88_000);
    await on.delivered();
    expect(cards('Ana Ruiz asks')).toBe(0);
    on.forward(3_000);
    await on.delivered();
    expect(cards('Ana Ruiz asks')).toBe(1);
  });

  it('takes nothing at the address of one answer: she reads it in a dialog, and the deliveries go on', async () => {
    const lena = on.as('U0LENA');
    await lena.say('What is a CCN?');
    await on.delivered();
    on.workspace.breakNext({ method: 'response_url', times: 1, fault: { kind: 'rate-limited', retryAfterS: 90 } });
    await press(lena, 'helpful');
    await expect.poll(() => lena.screen().modals.length).toBe(1);
    expect(modal(lena.screen()).title).toBe('About your click');
    await lena.close();
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    expect(cards('Lena')).toBe(1);
  });

  it('takes no answer to a shortcut where it was chosen: she reads it in her own chat', async () => {
    const lena = on.as('U0LENA');
    await on.as('U0ANA').mention('C0HELP', 'who approves a second pso?');
    await on.delivered();
    const asked = lena.screen().channels[0]?.messages[0];
    const before = lena.screen().messages.length;
    on.workspace.breakNext({ method: 'response_url', times: 1, fault: { kind: 'rate-limited', retryAfterS: 90 } });
    expect((await lena.shortcut('answer-this', 'C0HELP', asked?.ts ?? '')).status).toBe(200);
    const [answer, ...others] = lena.screen().messages.slice(before);
    expect(answer?.channel).toBe('D0LENA');
    expect(JSON.stringify(answer?.blocks)).toContain('PSO');
    expect(others).toEqual([]);
    expect(on.workspace.refusals()).toEqual([]);
  });
});

describe('Teams', () => {
  let on: TeamsStage;
  beforeAll(async () => {
    on = await playStage(['U0JOAN', 'T0TESSA']);
  });
  afterAll(() => on.stop());

  it('takes no answer to what she typed: the deliveries of that tenant wait as asked, a press is answered', async () => {
    on.connector.breakNext({ route: 'send', times: 1, fault: { kind: 'rate-limited', retryAfterS: 300 } });
    await on.as('T0TESSA').say('home');
    await askInTeams(on, 'T0TESSA', '165326');
    const cards = () => sayingInTeams(on.as('U0JOAN'), 'Tessa Moran asks').length;
    on.forward(290_000);
    await on.delivered();
    expect(cards()).toBe(0);
    on.forward(11_000);
    await on.delivered();
    expect(cards()).toBe(1);
    expect(on.connector.refusals()).toEqual([]);
  });
});
