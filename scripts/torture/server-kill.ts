import { postgresBinaries } from '#test/postgres/binaries.ts';
import { makeTemplate } from '#test/postgres/databases.ts';
import { killablePostgres } from '#test/postgres/killable.ts';
import { killServer } from '#test/torture/server-kill.ts';
import { harmed } from '#test/torture/unharmed.ts';
import { keepResult } from '../../bench/result.ts';
import { readOptions, type Torture } from './torture.ts';

/** Kills the database server again and again under traffic, and counts what was lost. */
export const serverKill: Torture = {
  does: 'kills a PostgreSQL server that syncs to the disk, under traffic [--kills 30]',
  async run(options) {
    const { kills } = readOptions(options, { kills: 30 });
    const binaries = postgresBinaries();
    if (binaries === null) throw new Error('No PostgreSQL is installed here.');
    const began = Date.now();
    const server = await killablePostgres(binaries);
    try {
      const template = await makeTemplate(server.url);
      const toll = await killServer(server, template, kills, Math.random, (line) => console.log(line));
      keepResult('torture-server-kill', { ...toll, seconds: Math.round((Date.now() - began) / 1_000) });
      console.log(JSON.stringify(toll, null, 2));
      return !harmed(toll);
    } finally {
      await server.stop();
    }
  },
};
