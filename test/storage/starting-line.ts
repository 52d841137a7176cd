import pg from 'pg';

/** A lock of this number, which the bot itself never takes, is the line. */
const line = 8_080;

/** Waits at the line until everybody is let go. */
export async function waitAtTheLine(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1)', [line]);
  await client.end();
}

/** Holds everybody at the line; `go` lets them start once so many wait there, however slowly the machine started them. */
export async function drawTheLine(url: string): Promise<{ go(waiting: number): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [line]);
  const waitingNow = async () => {
    const { rows } = await client.query<{ count: string }>(
      "select count(*) from pg_locks where locktype = 'advisory' and objid = $1 and not granted",
      [line],
    );
    return Number(rows[0]?.count);
  };
  return {
    async go(waiting) {
      while ((await waitingNow()) < waiting) await client.query('select pg_sleep(0.02)');
      await client.end();
    },
  };
}
