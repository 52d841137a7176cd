import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { noAnswers } from '#domain/answers.ts';
import { verifyChain } from '#storage/audit.ts';
import { openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';
import { openPostgres } from '#storage/postgres.ts';
import { runNode } from '#test/cli/process.ts';
import { personNamed } from './officials.ts';
import { drawTheLine } from './starting-line.ts';

export interface Race {
  items: number;
  /** How many items each process won. */
  wins: number[];
  /** Items that the audit chain says were decided, each counted once. */
  decided: number;
  events: number;
  chainBrokenAt: number | null;
  /** Requesters' messages that are due: one for each item. */
  told: number;
  /** From the first change of any of them to the last. */
  seconds: number;
}

const itemsOfRequest = 100;
const racer = fileURLToPath(new URL('./race-process.ts', import.meta.url));

/**
 * Lets servers, each a process of its own, decide the same items on a PostgreSQL database at the same time.
 * @param apart each has items of its own: how many changes a second are possible
 */
export async function race(url: string, processes: number, items: number, apart = false): Promise<Race> {
  const { db, close } = await openPostgres(url);
  await migrate(db);
  const ledger = openLedger(db, { domains: [], shared: [] });
  const ana = await personNamed({ ledger }, 'ana');
  const itemIds: string[] = [];
  for (let n = 0; n * itemsOfRequest < items; n += 1) {
    const count = Math.min(itemsOfRequest, items - n * itemsOfRequest);
    const state = { status: 'pending', since: 0 } as const;
    const organizations = Array.from({ length: count }, (_, at) => `ccn:${165_000 + at}`);
    await ledger.change((record) =>
      record.addRequest({
        id: `r${n}`,
        draftId: `d${n}`,
        requesterId: ana.personId,
        roleId: 'assessment-submitter',
        environment: 'production',
        submittedAt: 1,
        legalName: null,
        answers: noAnswers,
        previousId: null,
        items: organizations.map((organization) => ({ organization, place: { name: null, detail: null }, state })),
      }),
    );
    itemIds.push(...organizations.map((_, at) => `r${n}.${at + 1}`));
  }
  const line = await drawTheLine(url);
  const racers = Array.from({ length: processes }, (_, n) =>
    runNode(
      [racer, url, `server${n + 1}`, ...(apart ? itemIds.filter((_, at) => at % processes === n) : itemIds)],
      {},
      tmpdir(),
    ),
  );
  await line.go(processes);
  const ended = await Promise.all(racers);
  for (const { code, err } of ended) if (code !== 0) throw new Error(`a server failed: ${err}`);
  const said = ended.map(({ out }) => out.split(' ').map(Number));
  const approvals = await db.selectFrom('event').select('item_id').where('kind', '=', 'item-approved').execute();
  const told = await db.selectFrom('outbox').select('id').where('kind', '=', 'tell').execute();
  const { events, brokenAt } = await verifyChain(db);
  await close();
  return {
    items,
    wins: said.map(([won = 0]) => won),
    decided: new Set(approvals.map(({ item_id }) => item_id)).size,
    events,
    chainBrokenAt: brokenAt,
    told: told.length,
    seconds: (Math.max(...said.map(([, , to = 0]) => to)) - Math.min(...said.map(([, from = 0]) => from))) / 1_000,
  };
}
