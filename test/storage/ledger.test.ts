import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decideRequest } from '#application/decide-request.ts';
import { LedgerUnavailable, type Writing } from '#application/ledger.ts';
import { verifyChain } from '#storage/audit.ts';
import { isBusy, withRetry } from '#storage/busy.ts';
import { openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';
import { markMode } from '#storage/mode.ts';
import { depsOn, officialsAtBloomfield, pendingRequest, personNamed } from './officials.ts';
import { emptyRecord, lists, onPostgres, type TestRecord } from './record.ts';

let on: TestRecord;
beforeEach(async () => {
  on = await emptyRecord();
});
afterEach(async () => {
  vi.useRealTimers();
  await on.stop();
});

const notices = () => on.db.selectFrom('operator_notice').select('key').execute();
const notice = (key: string) => ({ key, about: 'delivery-dead' }) as const;

describe('a change of the record', () => {
  it('is on the disk when it resolves: PostgreSQL sees to it, and with SQLite we do (fsync-embedded.test.ts counts it)', () => {
    expect(on.synchronous).toBe(onPostgres ? 'on' : 1);
  });

  it('is whole or not at all: what threw inside wrote nothing', async () => {
    const failing = on.ledger.change(async (record) => {
      await record.tellOperator(notice('a'), 1);
      await record.record({ kind: 'person-seen' }, 1);
      await record.enqueue({ kind: 'home', personId: 'p', opened: true }, 1);
      await record.waitFor('ccn:165326', 'p', 'pbj-viewer', 1);
      throw new Error('broken in the middle');
    });
    await expect(failing).rejects.toThrow('broken in the middle');
    for (const table of ['operator_notice', 'event', 'outbox', 'waiting_place', 'private_text'] as const)
      expect(await on.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });

  it('lets the next change through after one that threw', async () => {
    await on.ledger.change(() => Promise.reject(new Error('broken'))).catch(() => {});
    await on.ledger.change((record) => record.tellOperator(notice('b'), 1));
    expect(await notices()).toEqual([{ key: 'b' }]);
  });

  it('can’t be started inside another, and the outer handle can’t be read inside', async () => {
    await expect(on.ledger.change(() => on.ledger.change(async () => {}))).rejects.toThrow('inside a change');
    await expect(on.ledger.change(() => on.ledger.read(async () => {}))).rejects.toThrow('inside a change');
    expect(await on.ledger.read((record) => record.notices(1))).toEqual([]);
  });

  it('wakes the deliveries after its commit, and only then', async () => {
    const seen: number[] = [];
    const ledger = openLedger(on.db, lists, { onChange: () => seen.push(seen.length) });
    await ledger.change(async () => expect(seen).toEqual([]));
    expect(seen).toHaveLength(1);
    await ledger.change(() => Promise.reject(new Error('no'))).catch(() => {});
    expect(seen).toHaveLength(1);
  });

  it('is ended after 2 seconds when it waits for something that is no query, and writes nothing even later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const gate = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const late = Promise.withResolvers<unknown>();
    const hanging = on.ledger.change(async (record) => {
      await record.tellOperator(notice('before'), 1);
      waiting.resolve();
      await gate.promise;
      await record.tellOperator(notice('after'), 1).then(late.resolve, late.resolve);
    });
    const ended = expect(hanging).rejects.toBeInstanceOf(LedgerUnavailable);
    await waiting.promise;
    await vi.advanceTimersByTimeAsync(2_000);
    await ended;
    vi.useRealTimers();
    expect(await notices()).toEqual([]);
    gate.resolve();
    expect(await late.promise).toBeInstanceOf(Error);
    expect(await notices()).toEqual([]);
    await on.ledger.change((record) => record.tellOperator(notice('next'), 1));
    expect(await notices()).toEqual([{ key: 'next' }]);
  });

  it('that was given up asks and writes nothing any more, in whichever way it asks', async () => {
    const ana = await personNamed(on, 'ana');
    let given: Writing | undefined;
    const change = on.ledger.change(async (record) => {
      given = record;
      throw new Error('a fault of ours');
    });
    await expect(change).rejects.toThrow('a fault of ours');
    const welcome = { kind: 'tell', personId: ana.personId, notice: { about: 'welcome' } } as const;
    await expect(given?.enqueue(welcome, 1)).rejects.toBeInstanceOf(LedgerUnavailable);
    await expect(given?.enqueueOnce('once', { kind: 'operator', key: 'k' } as never, 1)).rejects.toBeInstanceOf(
      LedgerUnavailable,
    );
    await expect(given?.clickDone('c1')).rejects.toBeInstanceOf(LedgerUnavailable);
    expect(await on.db.selectFrom('outbox').select('key').where('person_id', '=', ana.personId).execute()).toEqual([]);
  });

  it('is nobody else’s to see before it is committed', async () => {
    const midway = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const change = on.ledger.change(async (record) => {
      await record.keepClick('c1', 1);
      expect(await record.clickDone('c1')).toBe(true);
      midway.resolve();
      await goOn.promise;
      throw new Error('not done after all');
    });
    await midway.promise;
    const seen = on.ledger.read((record) => record.clickDone('c1'));
    // Where there is one connection, whoever reads waits for it.
    setImmediate(goOn.resolve);
    await expect(change).rejects.toThrow('not done after all');
    expect(await seen).toBe(false);
  });
});

describe('what a change does to people', () => {
  it('holds for what it asks and sends afterwards: accounts, and who is an official', async () => {
    const { personId, identity, account } = await personNamed(on, 'ana');
    const seat = { roleId: 'provider-security-official', organization: 'ccn:165326' } as const;
    const grant = { ...seat, personId, environment: 'production', basis: 'imported', standing: 'active' } as const;
    /** What a change sees that saw what was before. */
    const seenAfter = (act: (record: Writing) => Promise<unknown>) =>
      on.ledger.change(async (record) => {
        const look = async () => [
          (await record.accountsOf(personId)).map(({ identity: { platform } }) => platform),
          (await record.person(personId))?.account.switchedOff,
          (await record.officialsAt([seat])).length,
        ];
        await look();
        await act(record);
        return look();
      });
    const named = { grantId: 'g1', email: account.email, name: null, startedAt: 1 };
    expect(await seenAfter((record) => record.startGrant({ ...grant, ...named }))).toEqual([['slack'], false, 1]);
    expect(await seenAfter((record) => record.endGrant('g1', 2))).toEqual([['slack'], false, 0]);
    expect(
      await seenAfter((record) => record.savePerson(identity, { ...account, switchedOff: true }, null, 2)),
    ).toEqual([['slack'], true, 0]);
    const other = await on.ledger.change((record) =>
      record.savePerson(
        { platform: 'teams', scope: 'tenant', userId: 'ANA' },
        { ...account, platform: 'teams' },
        null,
        2,
      ),
    );
    const joined = await seenAfter(async (record) => {
      await record.joinPeople(personId, other.personId);
      await record.enqueue({ kind: 'tell', personId, notice: { about: 'welcome' } }, 2);
    });
    expect(joined).toEqual([['teams', 'slack'], false, 0]);
    // To the account that is live now.
    const sent = await on.db.selectFrom('outbox').select('platform').where('person_id', '=', personId).execute();
    expect(sent).toEqual([{ platform: 'teams' }]);
  });
});

describe('what is read of several people together', () => {
  it('is of each her own: who she is, whether she can be asked, whether she is away', async () => {
    const officials = await officialsAtBloomfield(on, 3);
    const [first, second, third] = officials;
    const seat = { roleId: 'provider-security-official', organization: 'ccn:165326' } as const;
    const away = { fromDay: '2026-01-01', toDay: '2026-01-09', backAt: 9, began: true };
    await on.ledger.change(async (record) => {
      if (second === undefined || third === undefined) return;
      await record.savePerson(second.identity, { ...second.account, switchedOff: true }, null, 2);
      await record.saveAway(third.personId, away);
    });
    const seen = await on.ledger.read(async (record) => {
      const asked = await record.officialsAt([seat]);
      const people = [];
      for (const { personId } of officials)
        people.push([(await record.person(personId))?.identity.userId, (await record.away(personId))?.toDay]);
      return { asked: asked.map(({ personId, reach }) => [personId, reach]), people };
    });
    expect(seen).toEqual({
      asked: [
        [first?.personId, 'in-chat'],
        [second?.personId, 'not-in-chat'],
        [third?.personId, 'in-chat'],
      ],
      people: [
        [first?.identity.userId, undefined],
        [second?.identity.userId, undefined],
        [third?.identity.userId, '2026-01-09'],
      ],
    });
  });
});

describe('a database that another process holds', () => {
  it('is tried again until it is free, while this process goes on', async () => {
    const letGo = await on.database.hold();
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
      if (ticks === 3) void letGo();
    }, 1);
    await on.ledger.change((record) => record.tellOperator(notice('patient'), 1));
    clearInterval(ticking);
    expect(ticks).toBeGreaterThanOrEqual(3);
    expect(await notices()).toEqual([{ key: 'patient' }]);
  });

  it('makes the change unavailable in time, and leaves nothing', async () => {
    const letGo = await on.database.hold();
    const began = Date.now();
    await expect(on.ledger.change((record) => record.tellOperator(notice('x'), 1))).rejects.toBeInstanceOf(
      LedgerUnavailable,
    );
    expect(Date.now() - began).toBeLessThan(2_900);
    await letGo();
    expect(await notices()).toEqual([]);
  });

  it('never keeps anybody from reading', async () => {
    const letGo = await on.database.hold();
    expect(await on.ledger.read((record) => record.notices(1))).toEqual([]);
    await letGo();
  });

  it('is told apart from a fault of ours, which is not tried again', async () => {
    let tries = 0;
    const work = () => {
      tries += 1;
      return Promise.reject(new Error('ours'));
    };
    await expect(withRetry(work)).rejects.toThrow('ours');
    expect(tries).toBe(1);
    expect(isBusy({ code: 'SQLITE_BUSY_SNAPSHOT' })).toBe(true);
    expect(isBusy({ code: 'SQLITE_CONSTRAINT' })).toBe(false);
    expect(isBusy(null)).toBe(false);
  });
});

describe('one winner', () => {
  it('moves an item only from the state it was judged in', async () => {
    await pendingRequest(on);
    const approved = { status: 'approved', by: 'first', at: 5 } as const;
    const move = (by: string) =>
      on.ledger.change((record) =>
        record.moveItem('request-1.1', { status: 'pending', since: 0 }, { ...approved, by }),
      );
    expect(await move('first')).toBe(true);
    expect(await move('second')).toBe(false);
    const rejected = { status: 'rejected', by: 'x', at: 6, reason: 'other', words: 'no', betterRole: null } as const;
    expect(
      await on.ledger.change((record) => record.moveItem('request-1.1', { status: 'pending', since: 0 }, rejected)),
    ).toBe(false);
    // Approved, but not by whom it was when this was judged.
    const byOther = { ...approved, by: 'second' };
    expect(
      await on.ledger.change((record) => record.moveItem('request-1.1', byOther, { status: 'pending', since: 0 })),
    ).toBe(false);
    expect(await on.db.selectFrom('private_text').selectAll().execute()).toEqual([]);
    const stored = await on.ledger.read((record) => record.request('request-1'));
    expect(stored?.items[0]?.state).toEqual(approved);
  });

  it('is one of 20 officials who approve at once; 19 learn that it was approved already', async () => {
    const request = await pendingRequest(on);
    const officials = await officialsAtBloomfield(on, 20);
    const decide = decideRequest(depsOn(on));
    const itemIds = [`${request.id}.1`];
    const results = await Promise.all(
      officials.map((person) => decide({ person, requestId: request.id, itemIds, deed: { deed: 'approve' } })),
    );
    expect(results.filter(({ done }) => done.length === 1)).toHaveLength(1);
    const refused = results.flatMap((result) => result.refused);
    expect(refused).toEqual(Array(19).fill({ itemId: itemIds[0], refusal: 'already-approved' }));
    const events = await on.db.selectFrom('event').select(['kind']).execute();
    expect(events.filter(({ kind }) => kind === 'item-approved')).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'refused')).toHaveLength(19);
    expect((await verifyChain(on.db)).brokenAt).toBeNull();
    const told = await on.db.selectFrom('outbox').select('task').where('kind', '=', 'tell').execute();
    expect(told).toHaveLength(1);
  });

  it('is one of two servers too, whoever of them looks at the old state', async () => {
    await pendingRequest(on);
    const second = await on.database.open();
    const ledgers = [on.ledger, openLedger(second.db, lists)];
    const stale = { status: 'pending', since: 0 } as const;
    const won = [];
    for (const [index, ledger] of ledgers.entries())
      won.push(
        await ledger.change((record) =>
          record.moveItem('request-1.1', stale, { status: 'approved', by: `server${index}`, at: 1 }),
        ),
      );
    await second.close();
    expect(won).toEqual([true, false]);
  });

  it('takes one request for a draft that is submitted twice', async () => {
    const request = await pendingRequest(on);
    await expect(on.ledger.change((record) => record.addRequest({ ...request, id: 'request-2' }))).rejects.toThrow(
      /unique/i,
    );
    expect(await on.ledger.read((record) => record.request('request-2'))).toBeNull();
  });

  it('marks an item as sent once, and ends or binds a grant once', async () => {
    await pendingRequest(on);
    const person = await personNamed(on, 'joan');
    const grant = {
      grantId: 'g',
      personId: null,
      roleId: 'provider-security-official',
      organization: 'ccn:165326',
      environment: 'production',
      basis: 'imported',
      standing: 'active',
      email: 'Joan@valley-care.example',
      name: null,
      startedAt: 1,
    } as const;
    const twice = async (work: () => Promise<boolean>) => [await work(), await work()];
    await on.ledger.change((record) => record.startGrant(grant));
    expect(await twice(() => on.ledger.change((record) => record.markSent('request-1.1', 5)))).toEqual([true, false]);
    expect(await twice(() => on.ledger.change((record) => record.bindGrant('g', person.personId)))).toEqual([
      true,
      false,
    ]);
    expect(await twice(() => on.ledger.change((record) => record.endGrant('g', 9)))).toEqual([true, false]);
    expect(await on.ledger.read((record) => record.boundGrants('JOAN@valley-care.example'))).toEqual([]);
  });

  it('takes those who wait for an official off the list once', async () => {
    const wait = () => on.ledger.change((record) => record.waitFor('ccn:165326', 'ana', 'pbj-viewer', 1));
    await wait();
    await wait();
    const take = () => on.ledger.change((record) => record.takeWaiting('ccn:165326'));
    expect(await take()).toEqual([{ personId: 'ana', roleId: 'pbj-viewer' }]);
    expect(await take()).toEqual([]);
  });
});

describe('the mode of a database', () => {
  it.each([
    ['rehearsal', 'live'],
    ['live', 'rehearsal'],
  ] as const)('%s is never opened as %s', async (made, opened) => {
    await markMode(on.db, made);
    await markMode(on.db, made);
    await expect(markMode(on.db, opened)).rejects.toThrow(`made by a ${made} bot`);
  });

  it('stays while the shape is brought up to date again', async () => {
    await markMode(on.db, 'live');
    await migrate(on.db);
    await expect(markMode(on.db, 'rehearsal')).rejects.toThrow('Use another DATA_DIR');
  });

  it('a record that a newer version worked on is refused in a sentence, and is not touched', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-to-come', '2030-01-01')`.execute(on.db);
    await expect(migrate(on.db)).rejects.toThrow('A newer version of the bot has worked on this record (9999-to-come)');
    // The database is used again; what is emptied in between are its rows, not its shape.
    await sql`delete from kysely_migration where name = '9999-to-come'`.execute(on.db);
  });
});
