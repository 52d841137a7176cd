import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReview } from '#application/review.ts';
import { peopleGone } from '#cli/commands/people-gone.ts';
import { reviewStatus } from '#cli/commands/review-status.ts';
import { events, statuses } from '../slack/bad-input.ts';
import { ask, identityOf, officials, press, type Stage, saying, stage } from '../slack/harness.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({
    officials: [...officials, ['otto@elsewhere.example', 'Otto O’Hara', 'Provider Security Official', 'ccn:165326']],
  });
});
afterAll(() => on.stop());

const gone = async (account: string, yes = false) => {
  const lines: string[] = [];
  const code = await peopleGone(on.bot as never, account, { yes }, (line) => lines.push(line));
  await on.delivered();
  return { code, text: lines.join('\n') };
};
const accountOf = (id: string) => {
  const { platform, scope, userId } = identityOf(on, id);
  return `${platform}:${scope}/${userId}`;
};

it('the operator says that a requester left: what waits is withdrawn, her officials are told, and nothing without a yes', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  expect((await gone('Ana')).text).toContain('is no account');
  expect(await gone(accountOf('U0NOBODY'))).toMatchObject({ code: 1, text: 'This account has not used the bot.' });
  const { code, text } = await gone(accountOf('U0ANA'));
  expect([code, text]).toEqual([1, expect.stringContaining('1 open request would be withdrawn')]);
  expect(await statuses(on)).toEqual(['pending']);
  expect((await gone(accountOf('U0ANA'), true)).code).toBe(0);
  expect(await statuses(on)).toEqual(['withdrawn']);
  expect(saying(on.as('U0JOAN').screen(), 'The account of Ana Ruiz was switched off')).toHaveLength(1);
  expect(await events(on, 'account-gone')).toHaveLength(1);
  expect((await gone(accountOf('U0ANA'), true)).text).toContain('counts as gone already');
});

it('she counts again when she writes again', async () => {
  on.forward(60 * 60_000);
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  expect((await statuses(on)).toSorted()).toEqual(['pending', 'withdrawn']);
});

it('a review names the officials whom no chat reaches: they can’t be asked', async () => {
  for (const action of ['approve', 'done']) {
    await press(on.as('U0JOAN'), action);
    await on.delivered();
  }
  await startReview(on.bot.deps)(['ccn:165326']);
  await on.delivered();
  const lines: string[] = [];
  await reviewStatus(on.bot as never, (line) => lines.push(line));
  expect(lines.join('\n')).toMatch(/asked: Joan Lee.*; can’t be asked, no chat reaches: Otto O’Hara/);
});
