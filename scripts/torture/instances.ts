import { postgresBinaries } from '#test/postgres/binaries.ts';
import { throwawayPostgres } from '#test/postgres/throwaway.ts';
import { instances } from '#test/torture/instances.ts';
import { keepResult } from '../../bench/result.ts';
import { readOptions, type Torture } from './torture.ts';

/** Three servers on one PostgreSQL, behind a balancer, on a day on which everything happens. */
export const threeServers: Torture = {
  does: 'three servers on one PostgreSQL, killed and stopped amid traffic [--items 2000] [--minutes 10] [--ends 5]',
  async run(options) {
    const { items, minutes, ends } = readOptions(options, { items: 2_000, minutes: 10, ends: 5 });
    const binaries = postgresBinaries();
    if (binaries === null) {
      console.error('No PostgreSQL here.');
      return false;
    }
    const server = await throwawayPostgres(binaries);
    let told = 0;
    try {
      const toll = await instances({
        databaseUrl: server.url,
        items,
        seconds: minutes * 60,
        paceMs: 20,
        ends,
        hours: 8,
        town: { homes: 20, slackAskers: 40, teamsAskers: 40 },
        note(line) {
          if (Date.now() - told < 10_000) return;
          told = Date.now();
          console.log(line);
        },
      });
      keepResult('torture-instances', toll);
      console.log(JSON.stringify(toll, null, 2));
      const { lost, decidedTwice, requestedTwice, unauthorised, complaints, unhandled } = toll;
      return lost + decidedTwice + requestedTwice + unauthorised + complaints.length + unhandled.length === 0;
    } finally {
      await server.stop();
    }
  },
};
