import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TeamsStage } from './harness.ts';
import { ask, dialog, playStage, press, pressed, pressIn, saying, send } from './play.ts';

/** What time brings, and officials who are away, in Teams. The rules themselves are tried out in test/times and test/slack. */

let on: TeamsStage;
beforeAll(async () => {
  on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ', 'U0MARIA']);
});
afterAll(async () => {
  expect(on.connector.refusals()).toEqual([]);
  await on.stop();
});

async function until(text: string): Promise<void> {
  on.forward(Date.parse(`${text}:00-05:00`) - on.bot.deps.now());
  await on.delivered();
}
const said = (who: string, part: string) => saying(on.as(who), part);

it('officials in Teams are reminded at nine of their own day, by the State’s clock where they have none', async () => {
  await until('2031-08-04T10:14');
  await ask(on, 'U0ANA', '165326');
  await until('2031-08-06T08:59');
  expect(said('U0JOAN', 'Waiting for me')).toHaveLength(0);
  await until('2031-08-06T09:01');
  for (const who of ['U0JOAN', 'U0RAJ']) expect(said(who, '1 request waits for your decision')).toHaveLength(1);
  await press(on.as('U0RAJ'), 'waiting');
  expect(dialog(on.as('U0RAJ'))).toContain('Ana Ruiz asks for Assessment Submitter at BLOOMFIELD CARE CENTER');
  await pressIn(on.as('U0RAJ'), 'open-card');
  expect(dialog(on.as('U0RAJ'))).toContain('Do you know Ana');
  await pressIn(on.as('U0RAJ'), 'close');
});

it('a requester in Teams gets names and contacts after five business days', async () => {
  await until('2031-08-11T09:01');
  expect(said('U0ANA', 'You can write to Joan Lee (joan.lee@valley-care.example) and Raj Patel')).toHaveLength(1);
});

it('both sides hear in Teams that a request ends, and that it has', async () => {
  await until('2031-08-29T10:20');
  expect(said('U0ANA', 'Nobody has decided about Assessment Submitter')).toHaveLength(1);
  expect(said('U0JOAN', 'it expires')).toHaveLength(1);
  await until('2031-09-03T10:25');
  expect(said('U0ANA', 'it has expired here')).toHaveLength(1);
  expect(said('U0JOAN', 'Nobody decided it in time')).toHaveLength(1);
  expect(said('U0ANA', 'expired without a decision')).toHaveLength(1);
});

it('what is approved and not done in iQIES comes back to officials in Teams', async () => {
  await until('2031-09-08T10:14');
  await ask(on, 'U0ANA', '165178');
  await pressed(on, 'U0MARIA', 'approve');
  await until('2031-09-09T09:01');
  expect(said('U0MARIA', '1 approval is still to be entered in iQIES')).toHaveLength(1);
});

it('an official says in Teams that she is away: others are asked, and all see who is back when', async () => {
  const joan = on.as('U0JOAN');
  await joan.say('profile');
  await press(joan, 'away');
  joan.fill('to', '2031-01-01');
  await send(joan);
  expect(dialog(joan)).toContain('already over');
  joan.fill('to', '2031-09-12');
  await send(joan);
  await on.delivered();
  expect(said('U0JOAN', 'You are away until 2031-09-12.')).not.toHaveLength(0);
  await ask(on, 'U0ANA', '165326');
  expect(
    said('U0ANA', 'sent to Raj Patel. It can take several days. Joan Lee is away and back on Sep 15, 2031'),
  ).toHaveLength(1);
  const asked = (who: string) => said(who, 'Do you know Ana').length;
  expect([asked('U0JOAN'), asked('U0RAJ')]).toEqual([0, 1]);
  await pressed(on, 'U0JOAN', 'away-end');
  expect(asked('U0JOAN')).toBe(1);
});
