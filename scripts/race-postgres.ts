// Servers that decide items at once on PostgreSQL, at full size: node scripts/race-postgres.ts [PROCESSES] [ITEMS] [apart]
// The same items, where one of them wins each; with "apart" each has its own, which shows how fast they can be.
import { postgresBinaries } from '#test/postgres/binaries.ts';
import { throwawayPostgres } from '#test/postgres/throwaway.ts';
import { race } from '#test/storage/race.ts';

const [processes = '8', items = '2000', apart] = process.argv.slice(2);
const binaries = postgresBinaries();
if (binaries === null) throw new Error('No PostgreSQL is installed here.');
const server = await throwawayPostgres(binaries);
try {
  const outcome = await race(server.url, Number(processes), Number(items), apart === 'apart');
  const won = outcome.wins.reduce((sum, one) => sum + one, 0);
  process.stdout.write(
    `${JSON.stringify({ processes, won, ...outcome, perSecond: Math.round(won / outcome.seconds) })}\n`,
  );
} finally {
  await server.stop();
}
