import { openLedger } from '#storage/ledger.ts';
import { openPostgres } from '#storage/postgres.ts';
import { waitAtTheLine } from './starting-line.ts';

/**
 * A server that decides every pending item it is given, as fast as it can, the way a decision does it: one conditional
 * update, its event, its tasks. `node race-process.ts URL NAME ITEM...` prints how many it won, when
 * it began and when it ended.
 */
const [url = '', name = '', ...itemIds] = process.argv.slice(2);
const { db, close } = await openPostgres(url);
const ledger = openLedger(db, { domains: [], shared: [] });
await waitAtTheLine(url);

let won = 0;
const beganMs = Date.now();
for (const itemId of itemIds) {
  const requestId = itemId.slice(0, itemId.lastIndexOf('.'));
  const mine = await ledger.change(async (record) => {
    const approved = { status: 'approved', by: name, at: 5 } as const;
    if (!(await record.moveItem(itemId, { status: 'pending', since: 0 }, approved))) return false;
    await record.record({ kind: 'item-approved', requestId, itemId, actorId: name, platform: 'slack' }, 5);
    await record.enqueue({ kind: 'card', requestId, personId: name }, 5);
    await record.enqueue(
      { kind: 'tell', personId: 'ana', notice: { about: 'approved', requestId, itemIds: [itemId], by: name } },
      5,
    );
    return true;
  });
  if (mine) won += 1;
}
process.stdout.write(`${won} ${beganMs} ${Date.now()}`);
await close();
