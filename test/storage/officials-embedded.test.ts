import { expect, it } from 'vitest';
import { noMail } from '#application/mail-use.ts';
import { openSqlite } from '#storage/database.ts';
import { officialReader } from '#storage/officials.ts';

/** The runner fails on a promise that nobody waited for; in a server it would end the process. */
it('a database that goes while officials of many places are read fails the reading, and nothing else', async () => {
  const database = openSqlite(':memory:');
  await database.close();
  const reader = officialReader(database.db, { domains: [], shared: [] }, noMail);
  const seats = ['ccn:165326', 'ccn:165178', 'ccn:165199'].map((organization) => ({
    roleId: 'provider-security-official' as const,
    organization,
  }));
  await expect(reader.officialsAt(seats)).rejects.toThrow();
  await expect(
    reader.officialsAt([...seats, { roleId: 'provider-security-official', organization: 'ccn:165299' }]),
  ).rejects.toThrow();
  await new Promise((done) => setImmediate(done));
});
