import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RoleId } from '#domain/catalogue.ts';
import { usualDays } from '#domain/usual-time.ts';
import { ask, fillForm, identityOf, modal, press, type Stage, stage } from './harness.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

describe('the usual time of decisions', () => {
  it.each<[string, number[], number | null]>([
    ['too few to say', [hour, hour, hour, hour], null],
    ['within a day', [hour, hour, 2 * hour, 3 * hour, 30 * day], 1],
    ['exactly a day', [day, day, day, day, day], 1],
    ['the middle, not the mean', [day, 2.5 * day, 2.5 * day, 90 * day, hour], 3],
    ['between the two in the middle', [day, day, 2 * day, 4 * day, 9 * day, 9 * day], 3],
    ['decided in the same moment', [0, 0, 0, 0, 0], 1],
  ])('%s', (_what, took, days) => {
    expect(usualDays(took)).toBe(days);
  });
});

describe('the review', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage();
  });
  afterEach(async () => on.stop());

  const roles: RoleId[] = [
    'assessment-submitter',
    'provider-administrator',
    'provider-assessment-viewer',
    'pbj-submitter',
    'pbj-viewer',
  ];

  it('says how long decisions usually take at a place, once there are five, and nothing of other places', async () => {
    for (const [index, role] of roles.entries()) {
      await ask(on, 'U0ANA', role, '165326');
      on.forward(index === 0 ? 40 * day : 2.5 * day);
      await press(on.as('U0JOAN'), 'approve');
      await on.delivered();
      await fillForm(on.as('U0LENA'), 'pbj-viewer', '165326 165178');
      const review = modal(on.as('U0LENA').screen()).words;
      const said = 'Decisions there: usually 2 to 3 days.';
      expect(review.split(said)).toHaveLength(index === 4 ? 2 : 1);
      await on.as('U0LENA').close();
      const draft = await draftOf('U0LENA');
      if (draft !== null) await on.bot.deps.drafts.remove(draft);
    }
    expect(on.workspace.refusals()).toEqual([]);
  });

  const draftOf = async (userId: string) => {
    const person = await on.bot.deps.ledger.read((record) => record.personAt(identityOf(on, userId)));
    return person === null ? null : on.bot.deps.drafts.latestOf(person.personId);
  };
});
