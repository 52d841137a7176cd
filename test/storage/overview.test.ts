import { afterAll, beforeAll, expect, it } from 'vitest';
import { noAnswers } from '#domain/answers.ts';
import type { ItemState } from '#domain/item.ts';
import { readDecisionTimes } from '#storage/decision-times.ts';
import { weekBegins, weekOf } from '#storage/decisions.ts';
import { openOverviews } from '#storage/overview.ts';
import { insertRequest, moveItem } from '#storage/requests.ts';
import { readThinFacilities } from '#storage/thin-facilities.ts';
import { emptyRecord, type TestRecord } from './record.ts';

/** The operator's numbers on either database, against what the record holds. */

const dayMs = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 25, 12);
let on: TestRecord;
let asked = 0;

async function ask(organization: string, submittedAt: number, state: ItemState): Promise<string> {
  asked += 1;
  const id = `request-${asked}`;
  const items = [{ organization, place: { name: `PLACE ${organization}`, detail: null }, state }];
  const row = {
    id,
    draftId: id,
    requesterId: 'ana',
    roleId: 'assessment-submitter',
    environment: 'production',
  } as const;
  await insertRequest(on.db, { ...row, submittedAt, legalName: null, answers: noAnswers, previousId: null, items });
  return `${id}.1`;
}
const pending = (since: number): ItemState => ({ status: 'pending', since });
const approved = (at: number): ItemState => ({ status: 'approved', by: 'joan', at });

beforeAll(async () => {
  on = await emptyRecord();
  await on.db.insertInto('person').values({ id: 'ana', created_at: 0, joined_into: null }).execute();
});
afterAll(() => on.stop());

it('decisions of a week have their median and nine of ten; what became known from others, or was taken back, is none', async () => {
  const tookDays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 30];
  for (const took of tookDays) {
    const id = await ask('ccn:165326', now - took * dayMs, pending(now - took * dayMs));
    await moveItem(on.db, id, pending(now - took * dayMs), approved(now));
  }
  await ask('ccn:165326', now - dayMs, { status: 'approved', by: 'ana', at: now, basis: 'requester' });
  const back = await ask('ccn:165326', now - dayMs, approved(now));
  await moveItem(on.db, back, approved(now), pending(now));
  await ask('ccn:165326', now - 10 * dayMs, approved(now - 7 * dayMs));
  const weeks = await openOverviews(on.db).weeks(now, 3);
  expect(weeks.map(({ decisions, medianMs, p90Ms }) => [decisions, medianMs, p90Ms])).toEqual([
    [0, null, null],
    [1, 3 * dayMs, 3 * dayMs],
    [10, 5.5 * dayMs, 9 * dayMs],
  ]);
  expect(new Date(weeks[2]?.beginsAt ?? 0).toISOString()).toBe('2026-11-23T00:00:00.000Z');
  expect(weekBegins(weekOf(now))).toBe(weeks[2]?.beginsAt);
  expect((await readDecisionTimes(on.db, 'ccn:165326', 20)).toSorted((a, b) => b - a)[0]).toBe(30 * dayMs);
});

it('what waits is counted by age and place, the longest first', async () => {
  await ask('ccn:165178', now - 40 * dayMs, pending(now));
  await ask('ccn:165178', now - 2 * dayMs, { status: 'held', since: now });
  await ask('state:IA', now - 5 * dayMs, { status: 'outside', reason: 'cms-decides' });
  const { ages, places, more } = await openOverviews(on.db).waiting(now);
  expect(ages.map(({ underDays, counts }) => [underDays, counts.pending, counts.held, counts.outside])).toEqual([
    [1, 0, 0, 0],
    [3, 1, 1, 0],
    [7, 0, 0, 1],
    [14, 0, 0, 0],
    [30, 0, 0, 0],
    [null, 1, 0, 0],
  ]);
  expect(places.map(({ organization, name, oldestAt }) => [organization, name, (now - oldestAt) / dayMs])).toEqual([
    ['ccn:165178', 'PLACE ccn:165178', 40],
    ['state:IA', 'PLACE state:IA', 5],
    ['ccn:165326', 'PLACE ccn:165326', 1],
  ]);
  expect(more).toBe(0);
});

it('facilities with no PSO or one are those that “officials thin” names', async () => {
  const grant = { role_id: 'provider-security-official', environment: 'production', basis: 'imported', started_at: 0 };
  const rest = { not_in_chat_at: null, mail_refused_at: null, ended_at: null, suspended_at: null, ended_by: null };
  const rows = [
    ['ccn:165326', 'joan@x.example', 'active'],
    ['ccn:165326', 'raj@x.example', 'active'],
    ['ccn:165178', 'maria@x.example', 'active'],
    ['ccn:165178', 'maria@x.example', 'active'],
    ['ccn:165199', 'wei@x.example', 'suspended'],
  ] as const;
  for (const [index, [organization, email, standing]] of rows.entries())
    await on.db
      .insertInto('role_grant')
      .values({
        ...grant,
        ...rest,
        id: `g${index}`,
        person_id: null,
        organization,
        email,
        standing,
        name: null,
        end_text_id: null,
      })
      .execute();
  const { none, one, facilities } = await openOverviews(on.db).thin();
  expect([none, one]).toEqual([1, 1]);
  const named = await readThinFacilities(on.db);
  expect(facilities.map(({ ccn, officials, waiting }) => [ccn, officials, waiting]).sort()).toEqual(
    named.map(({ ccn, official, waiting }) => [ccn, official === null ? 0 : 1, waiting]).sort(),
  );
});

it('gauges count every status', async () => {
  const { items } = await openOverviews(on.db).gauges(now);
  expect(Object.fromEntries(items.map(({ status, count }) => [status, count]))).toEqual({
    pending: 2,
    held: 1,
    outside: 1,
    approved: 12,
    active: 0,
    rejected: 0,
    withdrawn: 0,
    expired: 0,
  });
});
