import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import type { OpenDatabase } from '#storage/database.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { liveVariables, type ServerProcess, startServer, type Variables } from '#test/cli/process.ts';
import { act, type Crowd, crowdOf, emailOf, homes, officialIds } from './crowd.ts';
import { openBeside } from './judge.ts';

/** A database of its own for a torture: the variables that name it, none for the embedded one. */
interface GivenDatabase {
  variables: Variables;
  drop(): Promise<void>;
}
export type GiveDatabase = (shape: 'newest' | 'none') => Promise<GivenDatabase>;

/** The embedded one stands in the data folder of its server. */
export const embedded: GiveDatabase = async () => ({ variables: {}, drop: async () => {} });

/** A workspace with a crowd, and the record of a bot that can be killed and started again. */
export interface World {
  workspace: Workspace;
  crowd: Crowd;
  folder: string;
  variables: Variables;
  give: GiveDatabase;
  chance: () => number;
  /** When each kill was. */
  kills: number[];
  /** Our own look at the record, beside the bot. */
  beside: OpenDatabase;
  /** Starts the bot, and lets the workspace know where it is. */
  start(extra?: Variables): Promise<ServerProcess>;
  /** What happens to the files of a server that was killed: nothing, unless the power was cut. */
  afterKill(): Promise<void>;
  end(): Promise<void>;
}

/** @param chance gives numbers from 0 to 1 */
export async function raise(give: GiveDatabase, chance: () => number, requesters: number, paceMs = 0): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-torture-'));
  const crowd = crowdOf(requesters, paceMs);
  const workspace = await startWorkspace({ people: crowd.people, scopes: manifestScopes() });
  const database = await give('newest');
  const variables = { ...liveVariables(workspace, folder), ...database.variables };
  await prepare(variables);
  const beside = await openBeside(variables);
  const world: World = {
    workspace,
    crowd,
    folder,
    variables,
    give,
    chance,
    kills: [],
    beside,
    async start(extra = {}) {
      const server = await startServer({ ...variables, ...extra }, folder);
      workspace.requestUrl = `${server.url}/slack/events`;
      return server;
    },
    async afterKill() {},
    async end() {
      await world.beside.close();
      await workspace.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

async function prepare(variables: Variables): Promise<void> {
  const record = await openRecord(readConfig(variables), createLog('silent'));
  await importProviderFile(record.database.db, join(import.meta.dirname, '../slack/facilities.csv'), {
    now: Date.now(),
    onSkipped: () => {},
  });
  const lines = homes.flatMap((ccn) =>
    officialIds.map((id) => ({
      email: emailOf(id),
      name: id,
      role: 'Provider Security Official',
      organization: `ccn:${ccn}`,
    })),
  );
  const diff = await compareOfficials(record.deps)(lines.map((values, index) => ({ line: index + 2, values })));
  await applyOfficials(record.deps)(diff, false);
  await record.close();
}

/** Waits until nothing is due any more. @throws after two minutes, with what is left */
export async function drained({ beside }: World, now: () => number = Date.now): Promise<void> {
  const open = () =>
    beside.db
      .selectFrom('outbox')
      .select(['kind', 'task', 'attempts', 'due_at', 'lease_until', 'last_error'])
      .where('done_at', 'is', null)
      .where('dead_at', 'is', null)
      // What failed once waits for its next try, and is due as well.
      .where(({ or, eb }) => or([eb('due_at', '<=', now()), eb('attempts', '>', 0)]))
      .limit(5)
      .execute()
      // A server that was killed is not back yet.
      .catch(() => null);
  let left = await open();
  for (let tries = 0; tries < 2_400 && left?.length !== 0; tries += 1) {
    await pause(50);
    left = await open();
  }
  if (left?.length !== 0)
    throw new Error(`Two minutes were not enough to deliver what is due: ${JSON.stringify({ left, now: now() })}`);
}

/** Lets people act until they got so many answers, or the server is gone; a minute at most. They go on until they are stopped. */
export async function actUntil(
  { workspace, crowd, chance }: World,
  { child }: ServerProcess,
  answers: number,
): Promise<{ stop(): Promise<void> }> {
  const enough = Promise.withResolvers<void>();
  let left = answers;
  const people = act(workspace, crowd, chance, () => {
    left -= 1;
    if (left <= 0) enough.resolve();
  });
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  const limit = new AbortController();
  await Promise.race([enough.promise, gone, pause(60_000, undefined, { signal: limit.signal }).catch(() => {})]);
  limit.abort();
  return people;
}
