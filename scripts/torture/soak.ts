import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresBinaries } from '#test/postgres/binaries.ts';
import { throwawayPostgres } from '#test/postgres/throwaway.ts';
import { type SoakOptions, soak } from '#test/torture/soak.ts';
import { keepResult } from '../../bench/result.ts';
import { plot } from './plot.ts';
import { readOptions, type Torture } from './torture.ts';

/** Half an hour of mixed traffic against one server on each database at the same time: nothing it holds may grow. */
export const soaking: Torture = {
  does: 'half an hour of mixed traffic on each database [--minutes 30] [--on both|sqlite|postgres]',
  async run(options) {
    const { minutes, on } = readOptions(options, { minutes: 30, on: 'both' });
    const usual: SoakOptions = {
      seconds: minutes * 60,
      everySeconds: 10,
      facilities: 20_000,
      importEverySeconds: 300,
      paceMs: 1_000,
    };
    const runs: Promise<boolean>[] = [];
    if (on !== 'postgres') runs.push(keep('sqlite', usual));
    const binaries = postgresBinaries();
    const server = on === 'sqlite' || binaries === null ? null : await throwawayPostgres(binaries);
    if (server !== null) runs.push(keep('postgres', { ...usual, databaseUrl: server.url }));
    else if (on !== 'sqlite') console.log('No PostgreSQL here: only the embedded database is soaked.');
    const well = await Promise.all(runs);
    await server?.stop();
    return well.every(Boolean);
  },
};

async function keep(name: string, options: SoakOptions): Promise<boolean> {
  const { toll, samples } = await soak({ ...options, note: (line) => console.log(`${name} ${line}`) });
  keepResult(`torture-soak-${name}`, toll);
  const title = `${Math.round(options.seconds / 60)} minutes of mixed traffic, ${name}`;
  writeFileSync(join(import.meta.dirname, `../../docs/images/soak-${name}.svg`), plot(title, samples));
  console.log(JSON.stringify(toll, null, 2));
  return toll.flat && toll.faultCount + toll.errors.length + toll.unhandled.length === 0;
}
