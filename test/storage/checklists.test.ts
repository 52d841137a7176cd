import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredInvite } from '#application/checklist-record.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
beforeAll(async () => {
  on = await emptyRecord();
});
afterAll(async () => on.stop());

const list = {
  account: 'eidm',
  environment: 'training',
  surveyor: true,
  startedAt: 5,
  chosenAt: 6,
  nudge: true,
  nudgedAt: null,
  closedAt: null,
} as const;
const invite = (inviteId: string, more: Partial<StoredInvite> = {}): StoredInvite => ({
  inviteId,
  email: 'ana@example.org',
  by: null,
  organization: null,
  proposed: { surveyor: false },
  invitedAt: 1,
  personId: null,
  answer: null,
  ...more,
});

it('a checklist is kept with its ticks, each once, and joins with the person', async () => {
  await on.ledger.change(async ({ checklists }) => {
    await checklists.save({ ...list, personId: 'a' });
    await checklists.save({ ...list, personId: 'b', account: 'new' });
    expect(await checklists.tick('a', 'two-factor', 7)).toBe(true);
    expect(await checklists.tick('a', 'two-factor', 8)).toBe(false);
    expect(await checklists.tick('b', 'first-log-in', 9)).toBe(true);
    expect(await checklists.tick('b', 'eidm-log-in', null)).toBe(false);
    expect(await checklists.of('a')).toEqual({ ...list, personId: 'a', ticks: new Map([['two-factor', 7]]) });
    await checklists.addInvite(invite('one'));
    await checklists.addInvite(invite('two', { by: 'b', organization: 'ccn:165326', invitedAt: 2 }));
    expect(await checklists.bindInvite('one', 'b')).toBe(true);
    expect(await checklists.bindInvite('one', 'a')).toBe(false);
    expect(await checklists.answerInvite('one', 'started', 9)).toBe(true);
    expect(await checklists.answerInvite('one', 'started', 9)).toBe(false);
  });
  await on.ledger.change((record) => record.joinPeople('a', 'b'));
  await on.ledger.read(async ({ checklists }) => {
    expect(await checklists.of('b')).toBeNull();
    const joined = await checklists.of('a');
    expect([joined?.account, [...(joined?.ticks ?? [])].sort()]).toEqual([
      'eidm',
      [
        ['first-log-in', 9],
        ['two-factor', 7],
      ],
    ]);
    expect(await checklists.forAddress('Ana@example.org')).toEqual([
      invite('one', { personId: 'a', answer: 'started' }),
      invite('two', { by: 'a', organization: 'ccn:165326', invitedAt: 2 }),
    ]);
    expect((await checklists.startedBy('a', 9)).map(({ inviteId }) => inviteId)).toEqual(['two']);
    expect((await checklists.startedBy(null, 9)).map(({ inviteId }) => inviteId)).toEqual(['one']);
    expect(await checklists.startedElsewhere()).toEqual({ byOfficials: 1, byThemselves: 0 });
  });
});
