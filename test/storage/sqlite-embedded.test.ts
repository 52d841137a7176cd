import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
beforeEach(async () => {
  on = await emptyRecord();
});
afterEach(async () => on.stop());

describe('the embedded database', () => {
  it('keeps a write-ahead log, so that reading waits for nobody', () => {
    const other = new Sqlite(on.file);
    expect(other.pragma('journal_mode', { simple: true })).toBe('wal');
    other.close();
  });

  it('retries the whole change when another process wrote between its reading and its writing', async () => {
    const other = new Sqlite(on.file);
    let runs = 0;
    await on.ledger.change(async (record) => {
      runs += 1;
      await record.notices(1);
      if (runs === 1) other.prepare('insert into meta (key, value) values (?, ?)').run('k', 'v');
      await record.tellOperator({ key: 'second run', about: 'delivery-dead' }, 1);
    });
    other.close();
    expect(runs).toBe(2);
    expect(await on.db.selectFrom('operator_notice').select('key').execute()).toEqual([{ key: 'second run' }]);
  });
});
