import { expect, it } from 'vitest';
import { openOutbox } from '#storage/outbox.ts';
import { emptyRecord } from '#test/storage/record.ts';

it('a page that nobody opened is not made true; one that was opened is, from then on', async () => {
  const on = await emptyRecord();
  const account = {
    platform: 'slack',
    name: 'Ana Ruiz',
    email: null,
    emailConfirmed: false,
    guest: false,
    foreign: false,
    switchedOff: false,
  } as const;
  const { personId } = await on.ledger.change((record) =>
    record.savePerson({ platform: 'slack', scope: 'T1', userId: 'U1' }, account, null, 1),
  );
  const homes = async () => on.db.selectFrom('outbox').select('version').where('kind', '=', 'home').execute();
  const changed = () => on.ledger.change((record) => record.enqueue({ kind: 'home', personId }, 2));
  await changed();
  expect(await homes()).toEqual([]);
  await on.ledger.change((record) => record.enqueue({ kind: 'home', personId, opened: true }, 3));
  expect(await homes()).toEqual([{ version: 1 }]);
  await changed();
  expect(await homes()).toEqual([{ version: 2 }]);
  await on.stop();
});

it('a page that is opened in the very change that would make it true is made true', async () => {
  const on = await emptyRecord();
  const home = { kind: 'home', personId: 'ana' } as const;
  await on.ledger.change(async (record) => {
    await record.enqueue(home, 1);
    await record.enqueue({ ...home, opened: true }, 1);
    await record.enqueue(home, 1);
    await record.enqueue({ kind: 'home', personId: 'joan' }, 1);
  });
  expect(await on.db.selectFrom('outbox').select('person_id').execute()).toEqual([{ person_id: 'ana' }]);
  await on.stop();
});

it('My Profile in Teams is hers still when two accounts turn out to be one person', async () => {
  const on = await emptyRecord();
  const account = { email: null, emailConfirmed: false, guest: false, foreign: false, switchedOff: false };
  const [older, younger] = await on.ledger.change(async (record) => [
    await record.savePerson(
      { platform: 'slack', scope: 'T1', userId: 'U1' },
      { ...account, platform: 'slack', name: 'Ana Ruiz' },
      null,
      1,
    ),
    await record.savePerson(
      { platform: 'teams', scope: 'tenant', userId: 'A1' },
      { ...account, platform: 'teams', name: 'Ana Ruiz' },
      null,
      2,
    ),
  ]);
  const [into, from] = [older?.personId ?? '', younger?.personId ?? ''];
  await openOutbox(on.db, 'teams').saveSentMessage(`teams/page:${from}`, { place: '{}', contentHash: '' }, 3);
  await on.ledger.change((record) => record.joinPeople(into, from));
  await on.ledger.change((record) => record.enqueue({ kind: 'home', personId: into }, 4));
  const due = await on.db.selectFrom('outbox').select('platform').where('kind', '=', 'home').execute();
  expect(due).toEqual([{ platform: 'teams' }]);
  await on.stop();
});
