import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { LedgerUnavailable } from '#application/ledger.ts';
import type { Task } from '#application/task.ts';
import { verifyChain } from '#storage/audit.ts';
import { isOutOfReach } from '#storage/busy.ts';
import type { OpenDatabase } from '#storage/database.ts';
import { withoutHurry } from '#storage/engine.ts';
import { openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openPostgres } from '#storage/postgres.ts';
import { freshDatabase } from '#test/postgres/databases.ts';
import { emptyRecord, lists, type TestRecord } from './record.ts';

/** What only a server has: several bots beside each other, connections that break, a language of its own. */

let on: TestRecord;
let url: string;
let others: OpenDatabase[];
beforeEach(async () => {
  on = await emptyRecord();
  url = on.database.variables.DATABASE_URL ?? '';
  others = [];
});
afterEach(async () => {
  for (const { close } of others) await close();
  await on.stop();
});

const another = async () => {
  const opened = await on.database.open();
  others.push(opened);
  return opened;
};
const seen = (n: number) => ({ kind: 'person-seen', data: { n } }) as const;

describe('a new database', () => {
  it('gets its shape once when five bots start on it at the same time', async () => {
    const { url: empty, drop } = await freshDatabase(inject('postgres'), 'none');
    const bots = await Promise.all(Array.from({ length: 5 }, () => openPostgres(empty)));
    await Promise.all(bots.map(({ db }) => migrate(db)));
    const { rows } = await sql<{ names: number; all: number }>`
      select count(distinct name) as names, count(*) as all from kysely_migration`.execute(
      (bots[0] as OpenDatabase).db,
    );
    expect(rows[0]?.all).toBe(rows[0]?.names);
    await Promise.all(bots.map(({ close }) => close()));
    await drop();
  });

  it('has all the time it needs for its shape, of a large record and behind another bot; everything else has an end', async () => {
    const { db, close } = await openPostgres(url, () => {}, { query_timeout: 200 });
    const long = (one: typeof db) => sql`select pg_sleep(0.5)`.execute(one);
    await expect(withoutHurry(db, long)).resolves.toBeDefined();
    for (const _ of ['the same connection', 'and again']) await expect(long(db)).rejects.toThrow('Query read timeout');
    await close();
  });

  it('orders every text by its bytes, whatever language the server speaks', async () => {
    const { rows } = await sql<{ place: string }>`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`.execute(on.db);
    expect(rows).toEqual([]);
    for (const key of ['b', 'a', 'B', 'Ä', 'a-1', 'a1'])
      await on.db.insertInto('meta').values({ key, value: '' }).execute();
    const keys = (await on.db.selectFrom('meta').select('key').orderBy('key').execute()).map((row) => row.key);
    expect(keys).toEqual(['B', 'a', 'a-1', 'a1', 'b', 'Ä']);
  });

  it('commits to the disk and reads what was committed, whatever its defaults are', async () => {
    const name = sql.id(new URL(url).pathname.slice(1));
    await sql`alter database ${name} set synchronous_commit = off`.execute(on.db);
    await sql`alter database ${name} set default_transaction_isolation = serializable`.execute(on.db);
    const fresh = await another();
    expect(fresh.synchronous).toBe('on');
    const { rows } = await sql`show transaction_isolation`.execute(fresh.db);
    expect(rows).toEqual([{ transaction_isolation: 'read committed' }]);
  });
});

it('an older bot goes on when a newer one adds a column to what it asks for all the time', async () => {
  // Of its own, for its shape changes: others are used again by the tests that follow.
  const { url: own, drop } = await freshDatabase(inject('postgres'), 'none');
  const one = await openPostgres(own);
  await migrate(one.db);
  const newer = await openPostgres(own);
  const ledger = openLedger(one.db, lists);
  const identity = { platform: 'slack', scope: 'T1', userId: 'U1' } as const;
  const account = { email: null, emailConfirmed: false, guest: false, foreign: false, switchedOff: false };
  const { personId } = await ledger.change((record) =>
    record.savePerson(identity, { ...account, platform: 'slack', name: 'Ana Ruiz' }, null, 1),
  );
  const asks = async () => [
    (await ledger.read((record) => record.personAt(identity)))?.personId,
    (await ledger.read((record) => record.person(personId)))?.personId,
    (await ledger.read((record) => record.request('nobody')))?.id,
    (await ledger.read((record) => record.cardHolders('nobody'))).length,
  ];
  const before = await asks();
  for (const table of ['account', 'request', 'item', 'outbox', 'sent_message'])
    await sql`alter table ${sql.id(table)} add column newer text`.execute(newer.db);
  expect(await asks()).toEqual(before);
  await ledger.change((record) => record.enqueue({ kind: 'tell', personId, notice: { about: 'welcome' } }, 2));
  const outbox = openOutbox(one.db);
  const [task] = await outbox.lease(3, 1_000, 1);
  expect(task?.task.kind).toBe('tell');
  expect(await outbox.sentMessage('none')).toBe(null);
  for (const { close } of [one, newer]) await close();
  await drop();
});

describe('changes of several bots', () => {
  it('come one after the other: the chain has one end, and what was read stays true until the commit', async () => {
    const ledgers = [on.ledger, openLedger((await another()).db, lists), openLedger((await another()).db, lists)];
    // Each counts what is there and adds one more: two at a time would count the same.
    const add = (ledger: (typeof ledgers)[number]) =>
      ledger.change(async (record) => {
        const before = (await record.notices(100)).length;
        await record.tellOperator({ key: `${before}`, about: 'delivery-dead' }, before);
        await record.record(seen(before), before);
      });
    await Promise.all(ledgers.flatMap((ledger) => [add(ledger), add(ledger), add(ledger), add(ledger)]));
    const keys = (await on.ledger.read((record) => record.notices(100))).map(({ key }) => Number(key));
    expect(keys.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(await verifyChain(on.db)).toEqual({ events: 12, brokenAt: null });
  });

  it('make one person of an account that two of them see for the first time at once', async () => {
    const ledgers = [on.ledger, openLedger((await another()).db, lists)];
    const identity = { platform: 'slack', scope: 'T1' } as const;
    const account = {
      platform: 'slack',
      name: 'Ana',
      email: 'ana@valley-care.example',
      emailConfirmed: true,
      guest: false,
      foreign: false,
      switchedOff: false,
    } as const;
    const userIds = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'];
    for (const userId of userIds) {
      const people = await Promise.all(
        ledgers.map((ledger) =>
          ledger.change((record) => record.savePerson({ ...identity, userId }, account, null, 1)),
        ),
      );
      expect(new Set(people.map(({ personId }) => personId)).size).toBe(1);
    }
    expect(await on.db.selectFrom('person').select('id').execute()).toHaveLength(userIds.length);
  });

  it('are waited for by a command longer than by somebody who pressed a button', async () => {
    const inside = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const longChange = openLedger((await another()).db, lists).change(async () => {
      inside.resolve();
      await end.promise;
    });
    await inside.promise;
    const ofCommand = openLedger((await another()).db, lists, { patienceMs: 20_000 }).change((record) =>
      record.record(seen(2), 2),
    );
    await expect(on.ledger.change((record) => record.record(seen(1), 1))).rejects.toBeInstanceOf(LedgerUnavailable);
    end.resolve();
    await longChange.catch(() => {});
    await ofCommand;
    expect((await verifyChain(on.db)).events).toBe(1);
  });

  it('never work on one request at the same time', async () => {
    const outboxes = [openOutbox(on.db), openOutbox((await another()).db), openOutbox((await another()).db)];
    for (let n = 0; n < 60; n += 1) {
      const task: Task = { kind: 'card', requestId: `r${n % 6}`, personId: `p${n}` };
      await on.ledger.change((record) => record.enqueue(task, n));
    }
    const order = new Map<string, number>();
    for (let left = 60; left > 0; ) {
      const taken = await Promise.all(outboxes.map((outbox) => outbox.lease(100, 30_000, 4)));
      const lanes = taken.flatMap((tasks) => [...new Set(tasks.map(({ lane }) => lane))]);
      expect(new Set(lanes).size).toBe(lanes.length);
      for (const task of taken.flat()) {
        const created = await on.db.selectFrom('outbox').select('seq').where('id', '=', task.id).executeTakeFirst();
        expect(created?.seq).toBeGreaterThan(order.get(task.lane) ?? 0);
        order.set(task.lane, created?.seq ?? 0);
        await openOutbox(on.db).finish(task, 100);
        left -= 1;
      }
    }
  });

  it('share what is to be delivered: no task goes to two', async () => {
    const second = await another();
    for (let n = 0; n < 40; n += 1)
      await on.ledger.change((record) => record.enqueue({ kind: 'home', personId: `p${n}`, opened: true }, 1));
    const [mine, theirs] = await Promise.all([
      openOutbox(on.db).lease(1, 30_000, 20),
      openOutbox(second.db).lease(1, 30_000, 20),
    ]);
    const ids = [...mine, ...theirs].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await openOutbox(second.db).lease(1, 30_000, 40)).toHaveLength(40 - ids.length);
  });

  it('that end in a deadlock with something else are done again, whole', async () => {
    let runs = 0;
    await on.ledger.change(async (record) => {
      runs += 1;
      await record.record(seen(runs), runs);
      if (runs < 3) throw Object.assign(new Error('deadlock detected'), { code: runs === 1 ? '40P01' : '40001' });
    });
    expect(runs).toBe(3);
    expect(await verifyChain(on.db)).toEqual({ events: 1, brokenAt: null });
  });
});

describe('a connection that breaks', () => {
  /** Ends every connection of the bot, as a restart of the server does. */
  const endConnections = async () => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'iqies-bot'
      and datname = current_database()`);
    await other.end();
  };

  it('while nobody uses it is made anew, unnoticed', async () => {
    await endConnections();
    await on.ledger.change((record) => record.record(seen(1), 1));
    expect(await on.ledger.read((record) => record.notices(1))).toEqual([]);
    expect(await verifyChain(on.db)).toEqual({ events: 1, brokenAt: null });
  });

  it('in the middle of a change: the change is done again, once', async () => {
    let runs = 0;
    await on.ledger.change(async (record) => {
      runs += 1;
      await record.tellOperator({ key: `run ${runs}`, about: 'delivery-dead' }, 1);
      if (runs === 1) await endConnections();
      await record.notices(1);
    });
    expect(runs).toBe(2);
    expect((await on.ledger.read((record) => record.notices(9))).map(({ key }) => key)).toEqual(['run 2']);
  });

  it('during the commit: nobody is told that it was done, and it is not done twice', async () => {
    let runs = 0;
    const cut = await cuttingProxy(url, /^commit$/);
    const through = await openPostgres(cut.url);
    others.push(through);
    const change = openLedger(through.db, lists).change(async (record) => {
      runs += 1;
      await record.tellOperator({ key: `run ${runs}`, about: 'delivery-dead' }, 1);
    });
    await expect(change).rejects.toBeInstanceOf(LedgerUnavailable);
    expect(runs).toBe(1);
    cut.close();
  });

  it('and a server that is away are told apart from a fault of ours', async () => {
    const gone = await openPostgres('postgres://nobody@127.0.0.1:1/x').catch((fault: unknown) => fault);
    expect(isOutOfReach(gone)).toBe(true);
    const ours = await sql`select nothing from nowhere`.execute(on.db).catch((fault: unknown) => fault);
    expect(isOutOfReach(ours)).toBe(false);
    for (const code of ['57P01', '57P03', '53300', '08006', '40001', '55P03', '57014', '25006', '53100'])
      expect(isOutOfReach({ code }), code).toBe(true);
    for (const code of ['23505', '42P01', '22P02', '']) expect(isOutOfReach({ code }), code).toBe(false);
  });
});

/** Stands between the bot and its server, and cuts the connection that asks this. */
async function cuttingProxy(target: string, asked: RegExp): Promise<{ url: string; close(): void }> {
  const { hostname, port, pathname, username } = new URL(target);
  const { connect } = await import('node:net');
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (bytes) => {
      // A simple query: Q, its length, its text, a zero.
      const query = bytes[0] === 0x51 ? bytes.subarray(5, -1).toString() : '';
      if (!asked.test(query)) return void upstream.write(bytes);
      client.destroy();
      upstream.destroy();
    });
    upstream.on('data', (bytes) => client.write(bytes));
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `postgres://${username}@127.0.0.1:${at}${pathname}`,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
