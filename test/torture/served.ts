import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TeamsOptions } from '#channels/teams/start.ts';
import type { Connector } from '#rehearsal/teams/contract.ts';

/** A bot in a process of its own, and what is seen of that process from outside. */

export type LocalTeams = NonNullable<TeamsOptions['local']>;

/** What it is asked. `ms`: its clock is moved on by so much. */
export interface Ask {
  about: 'how' | 'clock' | 'idle';
  ms: number;
}
export type Said = { about: 'listening'; url: string } | { about: 'how'; how: How } | { about: 'idle' };

/** What only the process itself knows: the first faults of its log, and promises that nobody waited for. */
export interface How {
  heapMb: number;
  errors: string[];
  unhandled: string[];
}

export interface Served {
  url: string;
  pid: number;
  how(): Promise<How>;
  /** Everything that can be delivered now was delivered. */
  idle(): Promise<void>;
  forward(ms: number): void;
  /** As an operator does: it finishes its work. @returns its exit code */
  stop(): Promise<number | null>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

/** What a bot is told of a local Teams. */
export const teamsVariables = (connector: Connector): Readonly<Record<string, string>> => ({
  TEAMS_APP_ID: connector.appId,
  TEAMS_APP_PASSWORD: connector.appPassword,
  TEAMS_TENANT_ID: connector.tenantId,
  TEAMS_LOCAL: JSON.stringify({
    endpoints: connector.sdkOptions(),
    tokenUrl: connector.tokenUrl,
    serviceUrl: connector.serviceUrl,
  } satisfies LocalTeams),
});

/** Starts a bot as a process of its own, and waits until it listens. @throws with what it wrote when it ends before */
export async function serve(variables: Readonly<Record<string, string>>, folder: string): Promise<Served> {
  const child = spawn(process.execPath, ['--expose-gc', resolve(import.meta.dirname, 'server.ts')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../node_modules/.cache/node'),
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let wrote = '';
  child.stderr?.on('data', (part) => {
    wrote = `${wrote}${part}`.slice(-4_000);
  });
  const gone = once(child, 'exit') as Promise<[number | null]>;
  const dead = gone.then(() => Promise.reject(new Error(`the server ended: ${wrote}`)));
  dead.catch(() => {});
  const url = await Promise.race([said(child, (one) => (one.about === 'listening' ? one.url : null)), dead]);
  return {
    url,
    pid: child.pid ?? 0,
    async how() {
      const answer = said(child, (one) => (one.about === 'how' ? one.how : null));
      child.send({ about: 'how', ms: 0 } satisfies Ask);
      return Promise.race([answer, dead]);
    },
    async idle() {
      const answer = said(child, (one) => (one.about === 'idle' ? true : null));
      child.send({ about: 'idle', ms: 0 } satisfies Ask);
      await Promise.race([answer, dead]);
    },
    forward: (ms) => void child.send({ about: 'clock', ms } satisfies Ask),
    async stop() {
      child.kill('SIGTERM');
      return (await gone)[0];
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function said<T>(child: ChildProcess, wanted: (one: Said) => T | null): Promise<T> {
  return new Promise((resolve) => {
    const listen = (one: Said) => {
      const found = wanted(one);
      if (found === null) return;
      child.off('message', listen);
      resolve(found);
    };
    child.on('message', listen);
  });
}

/** Memory of a process as the system counts it; 0 where there is no /proc. */
export function residentMb(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(read(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '');
  return Number(found?.[1] ?? 0) / 1024;
}

/** What a process has open: files, sockets, pipes, each by its name. */
export function openHandles(pid: number): string[] {
  const numbers = read(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  return numbers.flatMap((one) => read(() => readlinkSync(`/proc/${pid}/fd/${one}`)) ?? []);
}

/** Handles come and go while they are read. */
function read<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
