import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Deps, Settings } from '#application/deps.ts';
import { lookForOfficials } from '#application/know-person.ts';
import { LedgerUnavailable } from '#application/ledger.ts';
import { rememberForgotten } from '#application/look-at-request.ts';
import { mailEverywhere, rerouteEverywhere } from '#application/reroute.ts';
import { tellNewHelpDesk } from '#application/tell-help-desk.ts';
import { noWatch, type Watch } from '#application/watch.ts';
import type { DeliveryLoop } from '#channels/deliver.ts';
import { noOperatorPlace } from '#copy/operator-notices.ts';
import { openAnswers } from '#knowledge/open.ts';
import { isOutOfReach, kindOf } from '#storage/busy.ts';
import { openConversations } from '#storage/conversations.ts';
import { type OpenDatabase, openSqlite } from '#storage/database.ts';
import { openDrafts } from '#storage/drafts.ts';
import { ifChanged } from '#storage/last-start.ts';
import { type LedgerOptions, openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';
import { markMode } from '#storage/mode.ts';
import { numbers } from '#storage/numbers.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { lockForServer } from '#storage/server-lock.ts';
import { type ServerConfig, startChats } from './chats.ts';
import { type Config, ConfigProblem } from './config.ts';
import { databaseRefusal } from './doctor/database-refusal.ts';
import { federalHolidays } from './holidays.ts';
import { listen } from './http.ts';
import type { Logger } from './log.ts';
import { logHead } from './log-head.ts';
import { startOperator } from './operate.ts';
import { readiness } from './readiness.ts';
import { openWatching } from './watching.ts';

/** The only file that knows every layer: it puts them together. */

export interface Record {
  deps: Deps;
  database: OpenDatabase;
  /** Reads the articles now, so that the first question need not wait for it. */
  readyToAnswer(): void;
  close(): Promise<void>;
}

/** Where the embedded record of a mode stands under DATA_DIR. */
export function databaseFile(config: Pick<Config, 'dataDir' | 'mode'>): string {
  return join(config.dataDir, config.mode, 'record.sqlite');
}

/** @throws ConfigProblem when the server that DATABASE_URL names can't be used */
async function openDatabase(config: Config, log: Logger, watch: Watch): Promise<OpenDatabase> {
  const onError =
    watch === noWatch ? undefined : (fault: unknown) => watch.count({ kind: 'database-error', why: kindOf(fault) });
  if (config.databaseUrl === null) return openSqlite(databaseFile(config), onError);
  try {
    const onBroken = (err: Error) => log.warn({ err }, 'a connection to the database broke');
    // Its driver is loaded only where it is used.
    const { openPostgres } = await import('#storage/postgres.ts');
    return await openPostgres(config.databaseUrl, onBroken, {}, onError);
  } catch (fault) {
    const { says, todo } = databaseRefusal(fault);
    throw new ConfigProblem(`${says} ${todo}`, { cause: fault });
  }
}

/** What the record of a server does besides; a command waits longer for its turn than somebody who pressed a button can. */
type RecordOptions = Pick<LedgerOptions, 'onChange' | 'watch' | 'patienceMs'>;

/**
 * Opens the record: for the server and for command-line tools beside it.
 * @throws ConfigProblem when its database can't be used; WrongMode when it belongs to the other mode
 */
export async function openRecord(
  config: Config,
  log: Logger,
  now: () => number = Date.now,
  { onChange = () => {}, watch = noWatch, patienceMs }: RecordOptions = {},
): Promise<Record> {
  const database = await openDatabase(config, log, watch);
  try {
    await migrate(database.db);
    await markMode(database.db, config.mode);
  } catch (fault) {
    await database.close();
    throw fault;
  }
  const addresses = { domains: config.emailDomains, shared: config.sharedAddresses };
  const mail = { sends: config.mail !== null, tellsOperator: config.mail !== null && config.operatorEmail !== null };
  const { guestsMayRequest, categories, helpDesk } = config;
  const provisioning = config.provisioning === null ? 'manual' : 'webhook';
  const { times, verifyOfficials } = config;
  const settings: Settings = {
    addresses,
    guestsMayRequest,
    helpDesk,
    categories,
    provisioning,
    times,
    verifyOfficials,
  };
  const answers = openAnswers(config.knowledgeDir, log);
  const deps: Deps = {
    ledger: openLedger(database.db, addresses, { onChange, mail, watch, patienceMs }),
    drafts: openDrafts(database.db, (fault) => log.error({ err: fault }, 'drafts can’t be read or written')),
    providers: openProviderDirectory(database.db),
    answers,
    conversations: openConversations(database.db),
    settings,
    holidays: federalHolidays,
    now,
    numbers,
    newId,
    watch,
  };
  const close = async () => {
    answers.close();
    await database.close();
  };
  return { deps, database, readyToAnswer: answers.ready, close };
}

/** Unguessable. It is typed at the command line too, where a hyphen in front would make it an option. */
function newId(): string {
  return randomBytes(16).toString('base64url').replace(/^-/, '_');
}

/** The longest that a stop waits for what is under way: a call to a platform ends after 4 s, and one may follow another. */
const finishWithinMs = 8_500;

export interface RunningBot {
  url: string;
  /** Of the operator's page; null where it is off. */
  operatorUrl: string | null;
  deps: Deps;
  database: OpenDatabase;
  delivery: DeliveryLoop;
  /** Not ready from now on: takes nothing new, finishes what is under way, gives back what it has not begun. */
  stop(): Promise<void>;
}

/**
 * Starts the bot: record, chat platforms, deliveries, HTTP. A platform's code is loaded only where it is configured.
 * @param now the clock; a rehearsal and tests may move it
 */
export async function startBot(config: ServerConfig, log: Logger, now: () => number = Date.now): Promise<RunningBot> {
  let wake = () => {};
  const working: (() => Promise<void>)[] = [];
  const closing: (() => void | Promise<void>)[] = [];
  let stopping = false;
  const stop = async () => {
    stopping = true;
    // All at once: nothing new is begun anywhere while the last work is finished, or left when that takes too long.
    const finished = Promise.allSettled(working.splice(0).map((end) => end()));
    const inTime = await Promise.race([finished.then(() => true), wait(finishWithinMs, false, { ref: false })]);
    if (!inTime) log.warn({}, 'the bot stopped before its last work was finished');
    for (const close of closing.reverse().splice(0)) await close();
  };
  try {
    if (config.databaseUrl === null) closing.push(lockForServer(dirname(databaseFile(config))));
    const watching = await openWatching(config, log);
    closing.push(watching.stop);
    const record = await openRecord(config, log, now, { onChange: () => wake(), watch: watching.watch });
    const { deps, database } = record;
    closing.push(record.close);
    if (config.answersFirst === true) record.readyToAnswer();
    const outbox = openOutbox(database.db, config.slack === null ? 'teams' : 'slack');
    // The only server here: whatever was being delivered when the last one ended is free to be taken again. Beside
    // others, it becomes free when its lease is over.
    if (!database.shared) await outbox.freeLeases();
    const parts = { deps, database, outbox, log, isUnavailable };
    const { delivery, doors, pages, receive, platforms, ways } = await startChats(config, parts, (end) =>
      working.push(end),
    );
    wake = delivery.wake;
    const warning = operatorPlaceWarning(config);
    const { lastDeliveryAt, metrics } = watching;
    const isStopping = () => stopping;
    const ready = readiness({ database, outbox, platforms, ways, isStopping, lastDeliveryAt, now });
    const onAnswered = metrics?.answered ?? (() => {});
    await config.mayListen?.();
    const http = await listen({ log, ready, warning, doors, pages, onAnswered }, config.host, config.port);
    working.push(http.stop);
    const operator = await startOperator({ config, deps, database, metrics, ready, warning, log });
    if (operator !== null) working.push(operator.stop);
    await lookForOfficials(deps)();
    await rememberForgotten(deps)();
    await ifChanged(database.db, 'address-lists', deps.settings.addresses, rerouteEverywhere(deps), false);
    await ifChanged(database.db, 'help-desk', deps.settings.helpDesk, tellNewHelpDesk(deps));
    await ifChanged(database.db, 'mail', config.mail !== null, config.mail === null ? nothing : mailEverywhere(deps));
    closing.push(await logHead(database.db, log));
    await receive();
    if (warning !== null) log.warn({}, warning);
    log.info({ url: http.url, mode: config.mode, synchronous: database.synchronous }, 'listening');
    return { url: http.url, operatorUrl: operator?.url ?? null, deps, database, delivery, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

async function nothing(): Promise<void> {}

/** Why the operator hears of nothing that needs attention; null when there is a place for it. A rehearsal needs none. */
export function operatorPlaceWarning({ mode, operatorChannel, operatorEmail, mail }: Config): string | null {
  if (mode === 'rehearsal' || operatorChannel !== null) return null;
  if (operatorEmail === null) return noOperatorPlace.none;
  return mail === null ? noOperatorPlace.noServer : null;
}

/** Faults that mean: the record can't be read or written just now. People are told so, and nothing was changed. */
function isUnavailable(fault: unknown): boolean {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : '';
  return fault instanceof LedgerUnavailable || isOutOfReach(fault) || code.startsWith('SQLITE_');
}
