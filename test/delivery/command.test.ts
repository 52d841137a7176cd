import { expect, it } from 'vitest';
import { deliveries } from '#cli/commands/deliveries.ts';
import { emptyRecord } from '#test/storage/record.ts';

it('the operator sees what was given up and what it was for, and sends one of them or all again', async () => {
  const on = await emptyRecord();
  const identity = { platform: 'slack', scope: 'T1', userId: 'U1' } as const;
  const account = { email: null, emailConfirmed: false, guest: false, foreign: false, switchedOff: false };
  const ana = await on.ledger.change((record) =>
    record.savePerson(identity, { ...account, platform: 'slack', name: 'Ana Ruiz' }, null, 1),
  );
  const { personId } = ana;
  await on.ledger.change(async (record) => {
    await record.enqueue({ kind: 'status', requestId: 'r1', personId }, 1);
    await record.enqueue({ kind: 'home', personId, opened: true }, 2);
  });
  await on.db.updateTable('outbox').set({ dead_at: 1_000, last_error: 'is_archived' }).execute();
  const printed: string[] = [];
  const given: unknown[] = [];
  const command = async (options: Parameters<typeof deliveries>[1]) => {
    printed.length = 0;
    given.length = 0;
    const record = { database: { db: on.db }, deps: { ledger: on.ledger, now: () => 5 } } as never;
    return {
      code: await deliveries(record, options, (line, facts) => {
        printed.push(line);
        if (facts !== null) given.push(facts);
      }),
      lines: [...printed],
    };
  };
  const [id] = (await on.db.selectFrom('outbox').select('id').where('kind', '=', 'status').execute()).map(
    (row) => row.id,
  );
  const rest = 'is_archived, given up 1970-01-01T00:00:01.000Z, on slack, for slack:T1/U1';
  expect((await command({})).lines).toEqual([
    expect.stringContaining(`status: ${rest}, request r1`),
    expect.stringMatching(new RegExp(`home: ${rest}$`)),
  ]);
  expect(await command({ retry: 'other' })).toEqual({
    code: 1,
    lines: ['No delivery that was given up has the id other.'],
  });
  await command({ retry: id as string });
  expect(given[0]).toEqual({
    id,
    kind: 'status',
    platform: 'slack',
    requestId: 'r1',
    personId,
    account: 'slack:T1/U1',
    error: 'is_archived',
    deadAt: 1_000,
    dueAgain: true,
  });
  expect((await command({ retry: true })).lines).toEqual([expect.stringMatching(/^\S+ home: .*, due again$/)]);
  expect((await command({})).lines).toEqual(['Everything was delivered or is on its way.']);
  expect(given).toEqual([]);
  await on.stop();
});
