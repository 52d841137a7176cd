import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeRole } from '#application/remove-role.ts';
import { finishReview, markRole, startReview } from '#application/review.ts';
import { events } from './bad-input.ts';
import { ask, identityOf, press, type Stage, stage } from './harness.ts';

/** The button under an old review, after its role ended and was given anew. */
let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.stop());

const standing = async () =>
  (
    await on.bot.database.db
      .selectFrom('role_grant')
      .select('id')
      .where('role_id', '=', 'assessment-submitter')
      .where('ended_at', 'is', null)
      .execute()
  ).map(({ id }) => id);
async function anaGetsIt(): Promise<string> {
  const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  while (ana.screen().modals.length > 0) await ana.close();
  for (const button of ['approve', 'done']) {
    await press(on.as('U0JOAN'), button);
    await on.delivered();
  }
  return (await standing())[0] ?? '';
}

it('removes what was marked, not the role that was approved since', async () => {
  const { deps } = on.bot;
  const first = await anaGetsIt();
  const joan = await deps.ledger.read((record) => record.personAt(identityOf(on, 'U0JOAN')));
  if (joan === null) throw new Error('Joan is not known');
  await startReview(deps)(null);
  await markRole(deps)(joan, { grantId: first }, 'She works elsewhere now.', true);
  await finishReview(deps)(joan);
  await removeRole(deps)(joan, { grantId: first }, 'She works elsewhere now.');
  await on.delivered();
  on.forward(90 * 24 * 60 * 60 * 1000);
  const second = await anaGetsIt();
  expect(second).not.toBe(first);
  await press(on.as('U0JOAN'), 'review-remove');
  await on.delivered();
  expect(await standing()).toEqual([second]);
  expect(await events(on, 'role-removed')).toHaveLength(1);
  // The mark is settled by it.
  expect(await on.bot.database.db.selectFrom('review_mark').select('removed_at').execute()).not.toEqual([
    { removed_at: null },
  ]);
});
