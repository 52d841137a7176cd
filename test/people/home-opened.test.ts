import { expect, it } from 'vitest';
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
