import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TeamsStage } from '../teams/harness.ts';
import { dialog, playStage, press, pressed, pressIn, saying, send, sendReview } from '../teams/play.ts';

/** The checklist in Teams: the same buttons, words and forms; here that they all lead somewhere. */

let on: TeamsStage;
beforeAll(async () => {
  on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ']);
  // The articles are read before somebody is stuck, as a server does when it starts.
  on.bot.deps.answers.article('first-steps');
});
afterAll(async () => {
  expect(on.connector.refusals()).toEqual([]);
  await on.stop();
});

const list = (who: string): string => {
  const found = saying(on.as(who), 'Your way into iQIES');
  expect(found).toHaveLength(1);
  return found[0] ?? '';
};

it('begins with a word, and is one message that stays true', async () => {
  const ana = on.as('U0ANA');
  await ana.say('checklist');
  await press(ana, 'checklist');
  expect(dialog(ana)).toContain('What do you have already?');
  ana.fill('account', 'new');
  await send(ana);
  expect(dialog(ana)).toContain('0 of 7 steps done');
  await pressIn(ana, 'step-done', 'harp-account');
  expect(dialog(ana)).toContain('1 of 7 steps done');
  await pressIn(ana, 'close');
  await on.delivered();
  expect(list('U0ANA')).toContain('→ Now: Set up two-factor in HARP');
  await pressed(on, 'U0ANA', 'step-open');
  expect(list('U0ANA')).toContain('0 of 7 steps done');
});

it('“I’m stuck” leads to what helps, and back to the list', async () => {
  const ana = on.as('U0ANA');
  await press(ana, 'checklist');
  await pressIn(ana, 'checklist-stuck', 'two-factor');
  await pressIn(ana, 'checklist-help-1');
  expect(dialog(ana)).toMatch(/Source: /);
  await pressIn(ana, 'checklist');
  expect(dialog(ana)).toContain('0 of 7 steps done');
  await pressIn(ana, 'close');
});

it('a request ticks what it shows', async () => {
  const ana = on.as('U0ANA');
  await ana.say('request');
  await press(ana, 'request-role');
  ana.fill('category', 'provider');
  await send(ana);
  ana.fill('role', 'assessment-submitter');
  await send(ana);
  ana.fill('pasted', '165326');
  await send(ana);
  await sendReview(on, ana);
  await pressIn(ana, 'close');
  expect(list('U0ANA')).toMatch(/3 of 7 steps done[\s\S]*→ Now: Log in to iQIES/);
});

it('an official starts one for a colleague, who says yes', async () => {
  const joan = on.as('U0JOAN');
  await joan.say('profile');
  await press(joan, 'colleagues');
  await pressIn(joan, 'checklist-for');
  joan.fill('email', 'raj.patel@valley-care.example');
  await send(joan);
  expect(dialog(joan)).toMatch(/raj\.patel@valley-care\.example[\s\S]*not answered yet/);
  await pressIn(joan, 'close');
  await on.delivered();
  expect(saying(on.as('U0RAJ'), 'A checklist for you')[0]).toContain('Joan Lee');
  const raj = on.as('U0RAJ');
  await press(raj, 'checklist-start');
  raj.fill('account', 'harp');
  await send(raj);
  await pressIn(raj, 'close');
  await on.delivered();
  // He is an official already, and his role works.
  expect(list('U0RAJ')).toContain('all 5 steps done');
});
