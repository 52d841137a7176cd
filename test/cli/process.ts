import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { rehearsalDomains } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';

const root = resolve(import.meta.dirname, '../..');

/** Compiled code of the processes before: a command begins in half the time. */
const codeCache = resolve(root, 'node_modules/.cache/node');

export type Variables = Readonly<Record<string, string>>;

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Starts a file of this repository with Node, and with these variables only; `folder` is where it stands. */
function startNode(args: readonly string[], variables: Variables, folder: string): ChildProcess {
  const [file = '', ...rest] = args;
  // No variable of whoever runs the tests reaches the process, and no .env file: it stands in a folder of its own.
  const env = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: codeCache, ...variables };
  return spawn(process.execPath, [resolve(root, file), ...rest], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a file of this repository until it ends. */
export async function runNode(args: readonly string[], variables: Variables, folder: string): Promise<Ended> {
  const child = startNode(args, variables, folder);
  let out = '';
  let err = '';
  child.stdout?.on('data', (part) => {
    out += part;
  });
  child.stderr?.on('data', (part) => {
    err += part;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** What a live bot needs, in a workspace of the test. */
export function liveVariables(workspace: Workspace, dataDir: string): Variables {
  return {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: workspace.signingSecret,
    SLACK_API_URL: workspace.apiUrl,
    EMAIL_DOMAINS: rehearsalDomains.join(','),
    DATA_DIR: dataDir,
    PORT: '0',
  };
}

/** The same, over Socket Mode. */
export function socketVariables(workspace: Workspace, dataDir: string): Variables {
  const { SLACK_SIGNING_SECRET: _, ...rest } = liveVariables(workspace, dataDir);
  return { ...rest, SLACK_APP_TOKEN: workspace.appToken };
}

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts the real server as a process of its own, and waits until it listens. */
export async function startServer(
  variables: Variables,
  folder: string,
  args = ['src/main.ts'],
): Promise<ServerProcess> {
  const child = startNode(args, { ...variables, LOG_LEVEL: 'info' }, folder);
  const gone = once(child, 'exit');
  const url = await new Promise<string>((found, failed) => {
    let said = '';
    const listen = (part: unknown) => {
      said += String(part);
      const at = /"url":"(http:[^"]+)".*"msg":"listening"/.exec(said)?.[1];
      if (at !== undefined) found(at);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    void gone.then(() => failed(new Error(`the server ended: ${said}`)));
  });
  return {
    url,
    child,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
