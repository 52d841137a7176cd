import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReview } from '#application/review.ts';
import type { TeamsStage } from './harness.ts';
import { ask, dialog, playStage, press, pressed, pressIn, saying, send, statuses } from './play.ts';

/** Roles end in Teams as they do in Slack. One day at one place: each test begins where the one before ended. */
let on: TeamsStage;
beforeAll(async () => {
  on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ']);
});
afterAll(() => on.stop());

async function done(): Promise<void> {
  await ask(on, 'U0ANA', '165326');
  await pressed(on, 'U0JOAN', 'approve');
  await pressed(on, 'U0JOAN', 'done');
}

it('in Teams an official removes a role with a reason, the list below is true afterwards, and the person is told', async () => {
  const joan = on.as('U0JOAN');
  await done();
  await joan.say('profile');
  await press(joan, 'who-has-what');
  expect(dialog(joan)).toContain('Ana Ruiz');
  await pressIn(joan, 'remove-role');
  joan.fill('words', 'Her number is 123-45-6789.');
  await send(joan);
  expect(dialog(joan)).toContain('must not be kept here');
  joan.fill('words', 'She moved.');
  await send(joan);
  await on.delivered();
  expect(dialog(joan)).toContain(
    'iQIES doesn’t know yet. Sign in to iQIES and remove it there too. Ana Ruiz has been told.',
  );
  await pressIn(joan, 'close');
  expect(dialog(joan)).toContain('What this bot knows of your places');
  expect(dialog(joan)).not.toContain('Ana Ruiz');
  await pressIn(joan, 'close');
  expect(saying(on.as('U0ANA'), 'Joan Lee removed your role Assessment Submitter')[0]).toContain('“She moved.”');
  expect(saying(joan, 'you removed the role on')).toHaveLength(1);
});

it('in Teams a role is lost and back by its person’s word, and the reminder to log in is switched on and off', async () => {
  const ana = on.as('U0ANA');
  await done();
  await ana.say('profile');
  await press(ana, 'edit-role');
  await pressIn(ana, 'my-role-lost');
  expect(dialog(ana)).toContain('lost in iQIES, as was said on');
  await pressIn(ana, 'have-it-again');
  await pressIn(ana, 'remind-on');
  expect(dialog(ana)).toContain('I remind you every 45 days');
  await pressIn(ana, 'close');
  on.forward(45 * 24 * 60 * 60 * 1000);
  await on.delivered();
  expect(saying(ana, 'Time to log in to iQIES')).toHaveLength(1);
  await press(ana, 'remind-off');
  expect(on.connector.refusals()).toEqual([]);
});

it('in Teams an official who lost the role decides nothing until another official says that it is back', async () => {
  await on.as('U0RAJ').say('profile');
  await press(on.as('U0RAJ'), 'who-has-what');
  const [joans] = await on.bot.deps.ledger.read((record) => record.boundGrants('joan.lee@valley-care.example'));
  await pressIn(on.as('U0RAJ'), 'role-lost', `g|${joans?.grantId}|0`);
  await on.delivered();
  await pressIn(on.as('U0RAJ'), 'close');
  expect(saying(on.as('U0JOAN'), 'Raj Patel says that iQIES took away your role')).toHaveLength(1);
  await ask(on, 'U0ANA', '165326');
  expect(saying(on.as('U0RAJ'), 'Ana Ruiz asks for Assessment Submitter').length).toBeGreaterThan(0);
  expect(await statuses(on)).toContain('pending');
  await pressed(on, 'U0JOAN', 'have-it-again');
  await pressed(on, 'U0RAJ', 'role-back');
  expect(saying(on.as('U0JOAN'), 'Raj Patel confirmed that you have Provider Security Official')).toHaveLength(1);
  expect(on.connector.refusals()).toEqual([]);
});

it('in Teams an official goes through her list of a review, marks a role with a reason, finishes, and removes it by her press', async () => {
  const raj = on.as('U0RAJ');
  await startReview(on.bot.deps)(['ccn:165326']);
  await on.delivered();
  await press(raj, 'review-open');
  await pressIn(raj, 'review-mark');
  raj.fill('words', 'Never came back.');
  await send(raj);
  expect(dialog(raj)).toContain('Should end, says Raj Patel: “Never came back.”');
  await pressIn(raj, 'review-finish');
  expect(dialog(raj)).toContain('1 role should end; nothing is removed until you press the button');
  await pressIn(raj, 'review-remove');
  await on.delivered();
  expect(dialog(raj)).toContain('1 role ended');
  expect(saying(on.as('U0ANA'), 'Never came back.')).toHaveLength(1);
  await pressIn(raj, 'close');
  await press(on.as('U0JOAN'), 'review-open');
  expect(dialog(on.as('U0JOAN'))).toContain('Raj Patel went through it on');
  expect(on.connector.refusals()).toEqual([]);
});
