import { accessSync, constants, statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { playedInTeams } from './test/played.ts';
import { postgresBinaries } from './test/postgres/binaries.ts';

/** Tests that work on the record. They run on both databases; all others touch none. */
const onTheRecord = [
  'test/{storage,slack,people,providers,cli,instances}/**/*.test.ts',
  // The other files there are about connections, and the stories of test/slack once more.
  'test/socket/bot.test.ts',
  'test/teams/{reach,unreachable}.test.ts',
  'test/delivery/{loop,sweep}.test.ts',
  'test/torture/*postgres.test.ts',
];
/** What is turned away before the record is asked, and commands whose work the storage's own tests do on both. */
const beforeTheRecord = ['test/slack/bad-input-protocol.test.ts', 'test/cli/{roles,operator}.test.ts'];
/** About what only one of the two has: a file, a lock between processes; several servers. */
const embeddedOnly = 'test/**/*embedded.test.ts';
const postgresOnly = 'test/**/*postgres.test.ts';

const hasPostgres = process.env.TEST_DATABASE_URL !== undefined || postgresBinaries() !== null;

const memory = inMemory();
if (memory !== null) process.env.TMPDIR ??= memory;

/**
 * Hundreds of databases live for some milliseconds: where there is room they stand in memory. That each commit reaches the
 * disk is counted in test/storage/fsync-embedded.test.ts, by its calls to the system.
 */
function inMemory(): string | null {
  const folder = '/dev/shm';
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 ** 31 ? folder : null;
  } catch {
    return null;
  }
}

/** Stories that are played over Socket Mode as well, and one that says that they are. */
const overSocket = [
  'test/socket/stories.test.ts',
  ...['story', 'follow-up', 'people'].map((name) => `test/slack/${name}.test.ts`),
];

/** Stories of both platforms run on Slack with the one database and in Teams with the other, where there is one. */
const onTheSecond = hasPostgres ? { TEST_ON: 'postgres' } : {};

const shared = {
  setupFiles: ['test/setup.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
  // The files of a worker share what they import: loading and warming it up anew for each took a third of the time. None
  // may reset the modules: Microsoft's library would stay, with the keys of a pretended Microsoft that is gone.
  isolate: false,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'embedded',
          include: ['test/**/*.test.ts'],
          exclude: [postgresOnly, 'test/socket/stories.test.ts'],
        },
      },
      { test: { ...shared, name: 'socket', include: overSocket, env: { SOCKET_MODE: '1' } } },
      {
        test: {
          ...shared,
          name: 'postgres',
          include: onTheRecord,
          exclude: [embeddedOnly, ...beforeTheRecord, ...playedInTeams.map((file) => `test/${file}`)],
          // A server answers through a socket and syncs its log for each commit: two to three times as slow as a file.
          testTimeout: 60_000,
          env: { TEST_ON: 'postgres' },
          globalSetup: ['test/postgres/global.ts'],
          ...(hasPostgres ? {} : { runner: 'test/postgres/leave-out.ts' }),
        },
      },
      {
        test: {
          ...shared,
          name: 'teams',
          include: playedInTeams.map((file) => `test/${file}`),
          testTimeout: 60_000,
          env: { PLAYED_IN: 'teams', ...onTheSecond },
          ...(hasPostgres ? { globalSetup: ['test/postgres/global.ts'] } : {}),
        },
      },
    ],
  },
});
