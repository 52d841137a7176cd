import { openSqlite } from '#storage/database.ts';
import { openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';

/** A process that makes changes one after the other: `node changes-process.ts FILE COUNT`. Prints PRAGMA synchronous. */
const [file = '', count = '0'] = process.argv.slice(2);
const { db, synchronous, close } = openSqlite(file);
await migrate(db);
const ledger = openLedger(db, { domains: [], shared: [] });
for (let n = 0; n < Number(count); n += 1) await ledger.change((record) => record.record({ kind: 'person-seen' }, n));
process.stdout.write(String(synchronous));
await close();
