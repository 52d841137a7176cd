import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin } from 'kysely';
import { type Ledger, LedgerUnavailable, type Writing } from '#application/ledger.ts';
import { type MailUse, noMail } from '#application/mail-use.ts';
import { noWatch, type Watch } from '#application/watch.ts';
import type { AddressLists } from '#domain/person.ts';
import { openChain } from './audit.ts';
import { isLost, isOutOfReach, withRetry } from './busy.ts';
import { type Db, onDisk } from './database.ts';
import { enterAlone, onPostgres } from './engine.ts';
import { openOutgoing } from './enqueue.ts';
import { goStraightInside } from './fixed.ts';
import { reading } from './ledger-reading.ts';
import { writing } from './ledger-writing.ts';
import { officialReader } from './officials.ts';
import type { Sending } from './outbox-rows.ts';
import { inTurn } from './turns.ts';

const watchdogMs = 2_000;
/**
 * The longest that a change waits for those of the same server before it: with the change itself not more than Slack waits
 * for an answer, so that whoever pressed is told, and those who pressed later get their turn in time.
 */
const turnWithinMs = 2_000;

export interface LedgerOptions {
  /** Called after each commit. */
  onChange?: (() => void) | undefined;
  mail?: MailUse;
  watch?: Watch;
  /** How long a change tries when others are in its way; absent: as long as somebody who pressed a button can wait. */
  patienceMs?: number | undefined;
}

/**
 * The record on a database. A change is one transaction, the only one of its time, with a watchdog: one that waits for
 * something that is no query would stop the whole bot, so it is rolled back after 2 seconds. A change that others were
 * in the way of is done again from its beginning.
 */
export function openLedger(
  db: Db,
  lists: AddressLists,
  { onChange = () => {}, mail: mailUse = noMail, watch = noWatch, patienceMs }: LedgerOptions = {},
): Ledger {
  const mail: Sending = { ...mailUse, carry: watch.carry };
  const inside = new AsyncLocalStorage<true>();
  // The changes of one server wait here, not each with a connection of its own; SQLite has but one anyway.
  const turn = onPostgres(db)
    ? inTurn(turnWithinMs, () => new LedgerUnavailable('too many changes are waiting'))
    : <T>(work: () => Promise<T>) => work();
  return {
    async read(work) {
      if (inside.getStore()) throw new Error('the ledger was read with an outer handle inside a change');
      return watch.step({ layer: 'record', kind: 'read', on: null }, () =>
        withRetry(() => work(reading(db, officialReader(db, lists, mail), lists, mail))),
      );
    },
    async change<T>(work: (record: Writing) => Promise<T>): Promise<T> {
      if (inside.getStore()) throw new Error('a change was started inside a change');
      let committing = false;
      const transact = async (tx: Db): Promise<T> => {
        committing = false;
        await enterAlone(tx);
        const open = endable(tx, db);
        const chain = openChain(open.tx);
        const whole = async () => {
          const officials = officialReader(open.tx, lists, mail);
          const sending = { ...mail, accounts: officials.accounts };
          const outgoing = openOutgoing(open.tx, sending);
          const done = await work(writing(open.tx, officials, lists, chain, outgoing, sending));
          await outgoing.write();
          await chain.write();
          return done;
        };
        // Whatever still asks afterwards, in whichever way it ended, asks no more.
        const result = await inside.run(true, () => watched(whole(), open.end)).finally(open.end);
        committing = true;
        return result;
      };
      const once = () => turn(() => db.transaction().execute(transact));
      // A connection that broke during the commit leaves open whether it was done: people look, and press again.
      const result = await watch.step({ layer: 'record', kind: 'change', on: null }, () =>
        withRetry(once, patienceMs, (fault) => !(committing && isLost(fault)))
          .then(async (done) => {
            await onDisk(db);
            return done;
          })
          .catch(asUnavailable),
      );
      onChange();
      return result;
    },
  };
}

/** A transaction whose handle can be made useless: what its work still asks for later never reaches the database. */
function endable(tx: Db, db: Db): { tx: Db; end(): void } {
  let ended = false;
  const check = () => {
    if (ended) throw new LedgerUnavailable('the change was ended');
  };
  const guard: KyselyPlugin = {
    transformQuery({ node }) {
      check();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const guarded = tx.withPlugin(guard);
  goStraightInside(guarded, db, check);
  return {
    tx: guarded,
    end() {
      ended = true;
    },
  };
}

async function watched<T>(work: Promise<T>, end: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      end();
      reject(new LedgerUnavailable('a change took longer than 2 seconds'));
    }, watchdogMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** A fault of ours passes through; what the database can't do just now is said in the ledger's own word. */
function asUnavailable(fault: unknown): never {
  if (fault instanceof LedgerUnavailable || !isOutOfReach(fault)) throw fault;
  throw new LedgerUnavailable(fault instanceof Error ? fault.message : String(fault), { cause: fault });
}
