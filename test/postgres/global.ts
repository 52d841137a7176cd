import type { TestProject } from 'vitest/node';
import { postgresBinaries } from './binaries.ts';
import { dropAll, makeTemplate, type TestServer } from './databases.ts';
import { throwawayPostgres } from './throwaway.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that the tests on PostgreSQL use. */
    postgres: TestServer;
  }
}

/** Starts one server for all tests on PostgreSQL, or takes the one of TEST_DATABASE_URL. @returns stops it */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const binaries = postgresBinaries();
  if (given === undefined && binaries === null) {
    process.stderr.write(
      'No PostgreSQL here, and no TEST_DATABASE_URL: the tests named "|postgres|" below are left out and count as skipped.\n',
    );
    return async () => {};
  }
  const server = given === undefined ? await throwawayPostgres(binaries ?? '') : { url: given, stop: async () => {} };
  try {
    const template = await makeTemplate(server.url);
    project.provide('postgres', { url: server.url, template });
    return async () => {
      await dropAll({ url: server.url, template });
      await server.stop();
    };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}
