import diagnostics from 'node:diagnostics_channel';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { type RunningBot, startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { importProviderFile } from '#storage/provider-import.ts';

/**
 * The bot of bench/cost-of-a-request.ts, alone in its process: it counts what comes in, what it asks of a platform and of
 * its database, and its own processor time. Nothing in the product is changed for it.
 */
export interface Counts {
  cpuMs: number;
  /** HTTP requests that came in. */
  in: number;
  /** Calls of a platform, by method. */
  out: Record<string, number>;
  reads: number;
  writes: number;
  transactions: number;
  /** Queries inside of transactions: a change of the record holds the lock of the chain while it asks them. */
  locked: number;
}

export type ToBot =
  | {
      start: {
        env: Record<string, string>;
        teamsLocal: NonNullable<Parameters<typeof startBot>[0]['teamsLocal']> | null;
        login: { appId: string; password: string };
        facilities: string;
        offset: number;
      };
    }
  | { officials: string[][] }
  | { offset: number }
  | 'idle'
  | 'counts'
  | 'stop';

const counts: Counts = { cpuMs: 0, in: 0, out: {}, reads: 0, writes: 0, transactions: 0, locked: 0 };

diagnostics.subscribe('http.server.request.start', () => {
  counts.in += 1;
});
diagnostics.subscribe('undici:request:create', (message) => {
  const { request } = message as { request: { method: string; path: string } };
  const name = nameOf(request.method, request.path);
  counts.out[name] = (counts.out[name] ?? 0) + 1;
});
countSqlite();
countPostgres();

/** Slack names its methods in the path; the connector of Teams has four that the bot uses. */
function nameOf(method: string, path: string): string {
  const slack = /\/api\/([a-zA-Z.]+)/.exec(path)?.[1];
  if (slack !== undefined) return slack;
  if (/\/activities(\/|$|\?)/.test(path)) return method === 'PUT' ? 'update' : 'send';
  if (/\/members\//.test(path) || /\/pagedmembers/.test(path)) return 'getMember';
  if (/\/v3\/conversations$/.test(path)) return 'createConversation';
  return path.includes('token') ? 'token' : path;
}

const inTransaction = new WeakSet<object>();

/** @param connection on which it is asked */
function count(sql: string, connection: object): void {
  const verb = /^\s*\(?\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? '';
  if (verb === 'begin' || verb === 'start') {
    counts.transactions += 1;
    inTransaction.add(connection);
  } else if (verb === 'commit' || verb === 'rollback') inTransaction.delete(connection);
  else if (inTransaction.has(connection)) counts.locked += 1;
  if (verb === 'select') counts.reads += 1;
  else if (['insert', 'update', 'delete', 'with'].includes(verb)) counts.writes += 1;
}

/** What a kept statement runs is seen at the statement, not where it is prepared. */
function countSqlite(): void {
  const memory = new Sqlite(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('select 1')) as Record<
    'all' | 'run' | 'get' | 'iterate',
    (this: { source: string; database: object }, ...given: unknown[]) => unknown
  >;
  memory.close();
  for (const name of ['all', 'run', 'get', 'iterate'] as const) {
    const own = statement[name];
    statement[name] = function (...given) {
      count(this.source, this.database);
      return own.apply(this, given);
    };
  }
}

function countPostgres(): void {
  const client = pg.Client.prototype as { query: (this: object, ...given: unknown[]) => unknown };
  const own = client.query;
  client.query = function (...given) {
    const [first] = given;
    count(typeof first === 'string' ? first : ((first as { text?: string }).text ?? ''), this);
    return own.apply(this, given);
  };
}

let bot: RunningBot | null = null;
let offset = 0;
const now = () => Date.now() + offset;

async function done(message: ToBot): Promise<object> {
  if (typeof message === 'object' && 'start' in message) {
    const { env, teamsLocal, login, facilities } = message.start;
    offset = message.start.offset;
    const { teams, ...config } = readConfig(env);
    const signed = teams?.login ? { ...teams.login, ...login } : null;
    const local = teamsLocal === null ? {} : { teamsLocal };
    bot = await startBot(
      { ...config, teams: teams && { ...teams, login: signed }, answersFirst: true, ...local },
      createLog('silent'),
      now,
    );
    await importProviderFile(bot.database.db, facilities, { now: now(), onSkipped: () => {} });
    return { url: bot.url };
  }
  if (bot === null) throw new Error('the bot was not started');
  if (typeof message === 'object' && 'officials' in message) {
    const records = message.officials.map(([email = '', name = '', role = '', organization = ''], index) => ({
      line: index + 2,
      values: { email, name, role, organization, environment: 'production' },
    }));
    await applyOfficials(bot.deps)(await compareOfficials(bot.deps)(records), false);
  } else if (typeof message === 'object') offset = message.offset;
  else if (message === 'counts') {
    const { user, system } = process.cpuUsage();
    return { ...counts, cpuMs: (user + system) / 1_000 };
  } else if (message === 'stop') await bot.stop();
  if (message !== 'stop') await bot.delivery.idle();
  return {};
}

process.on('message', (message: ToBot) => {
  done(message).then(
    (answer) => process.send?.(answer),
    (fault: unknown) => process.send?.({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : 'fault' }),
  );
});
