import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The processes of a measurement: apps under load, and the Slack that they call. */

export type Variables = Readonly<Record<string, string>>;

export interface Running {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '..');

/**
 * Starts a file of this repository that says `"url":"..." ... "msg":"listening"`, with these variables only.
 * @param args the file, and what Node is told before it
 */
export async function startApp(args: readonly string[], variables: Variables, folder: string): Promise<Running> {
  const at = args.findIndex((one) => !one.startsWith('--'));
  const placed = args.map((one, index) => (index === at ? join(root, one) : one));
  const env = { PATH: process.env.PATH ?? '', ...variables };
  const child = spawn(process.execPath, placed, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  let said = '';
  const url = await new Promise<string>((found, failed) => {
    const listen = (part: unknown) => {
      if (said.length < 100_000) said += String(part);
      const url = /"url":"(http:[^"]+)".*"msg":"listening"/.exec(said)?.[1];
      if (url !== undefined) found(url);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void gone.then(() => failed(new Error(`the app ended: ${said}`)));
  });
  return {
    url,
    child,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

export interface SlackApi extends Running {
  /** Told of each message that is posted, from now on; nothing stops it. */
  onPosted(hear: ((posted: { channel: string; atMs: number }) => void) | null): void;
  counted(): Promise<Record<string, number>>;
}

/** Starts the Slack that apps call. @param scopes what its token may do */
export async function startSlackApi(scopes: readonly string[]): Promise<SlackApi> {
  const child = fork(join(import.meta.dirname, 'slack-api.ts'), [scopes.join(',')]);
  const gone = once(child, 'exit');
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  let hear: ((posted: { channel: string; atMs: number }) => void) | null = null;
  let counts = (_: Record<string, number>) => {};
  child.on('message', (message: { channel: string; at: string } | { counted: Record<string, number> }) => {
    if ('counted' in message) counts(message.counted);
    else hear?.({ channel: message.channel, atMs: Number(message.at) / 1e6 });
  });
  return {
    url,
    child,
    onPosted(to) {
      hear = to;
      child.send(to === null ? 'hush' : 'tell');
    },
    counted: () =>
      new Promise((resolve) => {
        counts = resolve;
        child.send('count');
      }),
    async stop() {
      child.disconnect();
      await gone;
    },
  };
}

/** Milliseconds of the clock that all processes of this machine share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
