import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serverAccount } from './binaries.ts';
import { answers, createCluster, freePort } from './throwaway.ts';

/** A PostgreSQL server that syncs its files as in production, and can be killed and started again on them. */
export interface KillableServer {
  url: string;
  /** Kills the server and all of its processes at once, as a power cut would. */
  kill(): void;
  /** Starts it on the same files, and waits until it takes connections. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** When the tests' process ends, however it ends, the server is stopped and its folder removed. */
const keeper =
  'trap "" INT TERM HUP; cat >/dev/null; kill -QUIT $(head -1 "$1/data/postmaster.pid"); sleep 0.5; rm -rf "$1"';

/** @param binaries the folder of `initdb` and `postgres` @throws when it does not start */
export async function killablePostgres(binaries: string): Promise<KillableServer> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-postgres-'));
  const account = serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  createCluster(join(binaries, 'initdb'), data, account);
  const port = await freePort();
  const keeping = spawn('sh', ['-c', keeper, 'sh', folder], {
    ...account,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=on',
    'logging_collector=off',
  ];
  const start = async () => {
    // What a killed server held in memory is free a moment later: until then a new one refuses to start.
    for (let tries = 0; tries < 5; tries += 1) {
      spawn(join(binaries, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
        ...account,
        cwd: folder,
        stdio: 'ignore',
      });
      if (await answers(url)) return;
    }
    throw new Error('PostgreSQL did not start');
  };
  await start();
  return {
    url,
    start,
    kill() {
      const main = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      const children = childrenOf(main);
      for (const pid of [main, ...children])
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended by itself.
        }
    },
    async stop() {
      keeping.stdin.end();
      await pause(600);
    },
  };
}

/** Only these: other servers of this machine are none of our business. */
function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid = 0, above]) => (above === parent ? [pid] : []));
}
