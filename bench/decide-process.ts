import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { decideRequest } from '#application/decide-request.ts';
import { openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { bareOnPostgres, bareOnSqlite } from './floor/transaction.ts';
import type { Variables } from './processes.ts';
import type { World } from './world.ts';

/** One instance of bench/decisions.ts: it approves what it is given, several at a time, or does as many bare transactions. */
export interface Work {
  variables: Variables;
  who: 'ours' | 'floor';
  pending: World['pending'];
  atOnce: number;
}

/** An instance is measured when it is warm: it is given work several times. */
const openers = { ours, floor };
let decide: ((one: World['pending'][number]) => Promise<void>) | null = null;

process.on('message', async ({ variables, who, pending, atOnce }: Work) => {
  decide ??= await openers[who](variables);
  const work = decide;
  const from = performance.now();
  let next = 0;
  const one = async () => {
    while (next < pending.length) {
      const given = pending[next];
      next += 1;
      if (given !== undefined) await work(given);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  process.send?.({ ms: performance.now() - from });
});
process.on('disconnect', () => process.exit(0));

async function ours(variables: Variables): Promise<(one: World['pending'][number]) => Promise<void>> {
  const { deps } = await openRecord(readConfig(variables), createLog('silent'));
  const approve = decideRequest(deps);
  return async ({ requestId, official }) => {
    const identity = { platform: 'slack', scope: 'T0BENCH', userId: official } as const;
    const person = await deps.ledger.read((record) => record.personAt(identity));
    if (person === null) throw new Error('nobody decides');
    const itemIds = [`${requestId}.1` as never];
    const { refused } = await approve({ person, requestId, itemIds, deed: { deed: 'approve' }, once: requestId });
    if (refused.length > 0) throw new Error(`a decision was refused: ${refused[0]?.refusal}`);
  };
}

async function floor(variables: Variables): Promise<(one: World['pending'][number]) => Promise<void>> {
  const { DATABASE_URL: connectionString, DATA_DIR: folder = '' } = variables;
  const change =
    connectionString === undefined
      ? bareOnSqlite(new Sqlite(join(folder, 'floor.sqlite')))
      : await bareOnPostgres(new pg.Pool({ connectionString, max: 10 }));
  return ({ requestId, official }) => change(requestId, official);
}
