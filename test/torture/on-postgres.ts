import { freshDatabase, type TestServer } from '#test/postgres/databases.ts';
import type { GiveDatabase } from './world.ts';

/** Databases of a PostgreSQL server, one for each torture. */
export const onServer =
  (server: TestServer): GiveDatabase =>
  async (shape) => {
    const { url, drop } = await freshDatabase(server, shape);
    return { variables: { DATABASE_URL: url }, drop };
  };
