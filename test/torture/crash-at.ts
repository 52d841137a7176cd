import { writeSync } from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Point } from './points.ts';

/**
 * Loaded before the bot (`NODE_OPTIONS=--import ...`): the process kills itself, as a power cut would, when it comes to a
 * named point for the nth time. CRASH_AT and CRASH_NTH say where; the bot itself knows nothing of this. CLOCK_AHEAD_MS
 * moves its clock.
 */

const point = (process.env.CRASH_AT ?? null) as Point | null;
let left = Number(process.env.CRASH_NTH ?? 1);

function come(to: Point): void {
  if (to !== point) return;
  left -= 1;
  if (left > 0) return;
  writeSync(2, `crashed at ${to}\n`);
  process.kill(process.pid, 'SIGKILL');
  // Nothing more is done, however long the signal takes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const changesShape = /^\s*(?:create|alter|drop)\b/i;
const addsEvent = /^\s*insert into "event"/i;
const fillsImport = /^\s*insert into "(?:provider|role_grant)"/i;
const isCommit = (sql: string): boolean => /^\s*commit\b/i.test(sql);

/** Whether this connection's transaction says something in the record: others are about leases, drafts and the like. */
const tells = new WeakMap<object, boolean>();

/** What was asked, before and after it was done. */
function before(connection: object, sql: string): void {
  if (isCommit(sql) && tells.get(connection)) come('before-commit');
}
function after(connection: object, sql: string): void {
  if (isCommit(sql) && tells.get(connection)) come('after-commit');
  if (/^\s*(?:begin|commit|rollback)\b/i.test(sql)) tells.set(connection, false);
  if (addsEvent.test(sql)) tells.set(connection, true);
  if (changesShape.test(sql)) come('during-migration');
  if (fillsImport.test(sql)) come('during-import');
}

const prepare = Sqlite.prototype.prepare;
Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const statement = prepare.call(this, sql);
  for (const how of ['run', 'all'] as const) {
    const act = statement[how].bind(statement) as (...values: unknown[]) => unknown;
    const acts = (...values: unknown[]) => {
      before(this, sql);
      const result = act(...values);
      after(this, sql);
      return result;
    };
    Object.defineProperty(statement, how, { value: acts });
  }
  return statement;
} as typeof prepare;

const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [asked] = args as [string | { text?: unknown }];
  // What the server has understood before is asked for by its name, too.
  const sql = typeof asked === 'string' ? asked : asked?.text;
  if (typeof sql !== 'string') return query.apply(this, args);
  before(this, sql);
  const result = query.apply(this, args);
  if (!(result instanceof Promise)) return result;
  return result.then((done: unknown) => {
    after(this, sql);
    return done;
  });
} as typeof pg.Client.prototype.query;

/** Messages that a platform took: a new one in Slack, or in a conversation of Teams. */
const posts = /\/chat\.postMessage$|\/v3\/conversations\/[^/]+\/activities$/;

const send = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const answer = await send(input, init);
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  if (posts.test(pathname) && init?.method !== 'PUT') {
    const words = await answer.clone().text();
    if (answer.ok && !words.includes('"ok":false')) come('after-send');
  }
  return answer;
};
const request = http.request.bind(http) as (...args: unknown[]) => http.ClientRequest;
http.request = ((...args: unknown[]) => {
  const sending = request(...args);
  if (sending.method === 'POST' && posts.test(sending.path.replace(/\?.*/, '')))
    sending.prependListener('response', ({ statusCode = 0 }) => {
      if (statusCode < 300) come('after-send');
    });
  return sending;
}) as typeof http.request;
syncBuiltinESMExports();

const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);
if (ahead > 0) {
  const now = Date.now.bind(Date);
  Date.now = () => now() + ahead;
}
