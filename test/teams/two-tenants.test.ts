import { afterEach, beforeEach, expect, test } from 'vitest';
import { partnerTenant, rehearsalTenant, teamsPeople } from '#rehearsal/teams-people.ts';
import type { TeamsStage } from './harness.ts';
import { ask, playStage, pressed, saying, statuses } from './play.ts';

/** One bot in two Entra tenants, with people and officials in both. */
let on: TeamsStage;
const leo = {
  id: 'T0LEO',
  name: 'Leo Brandt',
  aadObjectId: '0b1ec7ed-0000-4000-8000-000000000092',
  email: 'leo.brandt@hillside.example',
  tenantId: partnerTenant,
};
const both = { TEAMS_APP_TYPE: 'MultiTenant', TEAMS_ALLOWED_TENANTS: `${rehearsalTenant},${partnerTenant}` };

beforeEach(async () => {
  on = await playStage(['U0JOAN', 'T0TESSA', 'T0FAY', 'T0LEO'], {
    people: [...teamsPeople, leo],
    variables: both,
    officials: [
      ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326'],
      ['leo.brandt@hillside.example', 'Leo Brandt', 'Provider Security Official', 'ccn:165178'],
    ],
  });
});
afterEach(async () => {
  expect(on.connector.refusals()).toEqual([]);
  await on.stop();
});

test('people of two tenants are each known in their own; an official of one decides for somebody of the other, as the list says', async () => {
  await ask(on, 'T0FAY', '165326');
  await pressed(on, 'U0JOAN', 'approve');
  expect(saying(on.as('T0FAY'), 'Joan Lee approved Assessment Submitter')).toHaveLength(1);
  await ask(on, 'T0TESSA', '165178');
  expect(saying(on.as('U0JOAN'), 'Tessa Moran')).toEqual([]);
  await pressed(on, 'T0LEO', 'approve');
  expect(saying(on.as('T0TESSA'), 'Leo Brandt approved Assessment Submitter')).toHaveLength(1);
  expect((await statuses(on)).toSorted()).toEqual(['approved', 'approved']);
  const { db } = on.bot.database;
  const accounts = await db
    .selectFrom('account')
    .select(['name', 'scope', 'foreign_account'])
    .orderBy('name')
    .execute();
  expect(accounts).toEqual([
    { name: 'Fay Quinn', scope: partnerTenant, foreign_account: 0 },
    { name: 'Joan Lee', scope: rehearsalTenant, foreign_account: 0 },
    { name: 'Leo Brandt', scope: partnerTenant, foreign_account: 0 },
    { name: 'Tessa Moran', scope: rehearsalTenant, foreign_account: 0 },
  ]);
  const decided = on.connector.deliveries().filter(({ invoke }) => invoke === 'adaptiveCard/action');
  expect(decided.map(({ activity }) => (activity.conversation as { tenantId: string }).tenantId)).toEqual([
    rehearsalTenant,
    partnerTenant,
  ]);
});

test('a tenant that wants to be left alone is; a person of the other hears of the same request at once', async () => {
  await ask(on, 'T0FAY', '165326');
  // Joan's card is edited before Fay is told, and both belong to one request.
  on.connector.breakNext({ route: 'update', times: 1, fault: { kind: 'rate-limited', retryAfterS: 300 } });
  await pressed(on, 'U0JOAN', 'approve');
  const approved = (id: string) => saying(on.as(id), 'pproved').length;
  expect([approved('U0JOAN'), approved('T0FAY')]).toEqual([0, 2]);
  await ask(on, 'T0TESSA', '165178');
  expect(saying(on.as('T0TESSA'), 'Assessment Submitter')).toEqual([]);
  expect(saying(on.as('T0LEO'), 'Tessa Moran asks')).toHaveLength(1);
  on.forward(310_000);
  await on.delivered();
  expect(approved('U0JOAN')).toBe(1);
  expect(saying(on.as('T0TESSA'), 'Assessment Submitter')).toHaveLength(1);
});

test('a tenant that is taken off the list is refused, and the other goes on', async () => {
  await on.restartBot({ ...both, TEAMS_ALLOWED_TENANTS: rehearsalTenant });
  expect((await on.as('T0FAY').say('What is a CCN?')).status).toBe(403);
  await ask(on, 'T0TESSA', '165326');
  expect(await statuses(on)).toEqual(['pending']);
});
