import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { serverAccount } from './binaries.ts';

/** A server that lasts as long as the tests: when their process ends, however it ends, it is stopped and its folder removed. */
const untilWeAreGone =
  'trap "" INT TERM HUP; folder=$1; shift; "$@" </dev/null & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf "$folder"';

/**
 * Starts an empty PostgreSQL server on a free port of loopback, with its files in a folder of its own.
 * @param binaries the folder of `initdb` and `postgres`
 * @param durable each commit reaches the disk, as on a real server: slower, and for measurements
 * @throws with what the server said when it does not start
 */
export async function throwawayPostgres(
  binaries: string,
  durable = false,
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-postgres-'));
  const account = serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  createCluster(join(binaries, 'initdb'), data, account);
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ];
  const server = spawn(
    'sh',
    [
      '-c',
      untilWeAreGone,
      'sh',
      folder,
      join(binaries, 'postgres'),
      '-D',
      data,
      ...settings.flatMap((one) => ['-c', one]),
    ],
    { ...account, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let said = '';
  server.stderr.on('data', (part) => {
    said += part;
  });
  const gone = once(server, 'exit');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.stdin.end();
    await gone;
  };
  if (await answers(url)) return { url, stop };
  await stop();
  throw new Error(`PostgreSQL did not start: ${said}`);
}

/** Sorts as people of a language do, where it can: what relies on the order of bytes is found out. */
export function createCluster(initdb: string, data: string, account: ReturnType<typeof serverAccount>): void {
  const plain = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const options = { ...account, cwd: '/', stdio: 'pipe' } as const;
  try {
    execFileSync(initdb, [...plain, '--locale-provider=icu', '--icu-locale=en-US', '--locale=C'], options);
  } catch {
    execFileSync(initdb, [...plain, '--locale=C'], options);
  }
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Whether the server takes connections within some seconds. */
export async function answers(url: string): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return true;
    } catch {
      await wait(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}
