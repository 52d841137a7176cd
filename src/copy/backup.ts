/** What "backup", "restore" and "migrate-to" say. */

interface Content {
  counts: { people: number; requests: number; officials: number; facilities: number; events: number };
  head: string;
}

const countsOf = ({ counts, head }: Content): string =>
  `${counts.people} people, ${counts.requests} requests, ${counts.officials} officials of your lists, ${counts.facilities} facilities, ${counts.events} events. The chain holds; its head is ${head}`;

/** Why a file with a record can't be used. */
const problems = {
  absent: 'there is no such file',
  'no-record': 'it is no record of this bot',
  damaged: 'it is damaged',
  newer: 'a newer version of the bot wrote it',
  chain: 'its chain of events does not hold',
} as const;

export const backupWords = {
  onPostgres: 'The record is on a PostgreSQL server: back it up with pg_dump.',
  none: 'There is no record to back up yet.',
  taken: (file: string): string => `${file} is there already. Say --force to replace it.`,
  cannotWrite: (file: string, code: string): string => `${file} can’t be written (${code}).`,
  broken: (problem: keyof typeof problems): string =>
    `No backup was written: the record can’t be copied whole, ${problems[problem]}. “audit verify” says more.`,
  done: (file: string, bytes: number, content: Content): string[] => [
    `${file}: ${(bytes / 1_048_576).toFixed(1)} MB, readable by you alone. It was opened and checked.`,
    countsOf(content),
  ],
} as const;

export const restoreWords = {
  onPostgres: 'The record is on a PostgreSQL server: restore it with pg_restore, from what pg_dump wrote.',
  cannot: (file: string, problem: keyof typeof problems): string =>
    `${file} can’t be used: ${problems[problem]}. Nothing was changed.`,
  otherMode: (file: string, mode: string): string =>
    `${file} is no record of a ${mode} bot, and this is one. Nothing was changed.`,
  itself: 'This is the record itself. Nothing was changed.',
  inUse: 'Another command works on the record. Wait until it ends. Nothing was changed.',
  cannotRead: (file: string, code: string): string => `${file} can’t be read (${code}). Nothing was changed.`,
  done: (file: string, content: Content): string[] => [`The record is that of ${file} now.`, countsOf(content)],
  kept: (file: string): string => `The record of before is kept as ${file}.`,
  erasedSince: (ids: readonly string[]): string =>
    `Erased after this backup was made, and in the record again: ${ids.length === 1 ? 'one person' : `${ids.length} people`}. Erase once more: ${ids.join(', ')}`,
} as const;

export const migrateWords = {
  onPostgres: 'The record is on a PostgreSQL server already: move it with pg_dump and pg_restore.',
  none: 'There is no embedded record to copy.',
  noUrl: 'Give the address of a PostgreSQL database: postgres://user@host:5432/database.',
  cannotConnect: (reason: string): string => `The database can’t be used: ${reason}. Nothing was copied.`,
  notEmpty: (table: string): string =>
    `The database is not empty: there is something in ${table}. Nothing was copied; take an empty one.`,
  brokenHere: (seq: number): string =>
    `The chain of the embedded record breaks at event ${seq}; “audit verify” says why. Nothing was copied.`,
  table: (name: string, rows: number): string => `${name}: ${rows} copied`,
  differ: (name: string, here: number, there: number): string =>
    `${name} has ${here} rows here and ${there} there. Nothing was kept there.`,
  chainDiffers: 'The chain does not hold there as it does here. Nothing was kept there.',
  done: (rows: number, tables: number, events: number, head: string): string[] => [
    `${rows} rows of ${tables} tables were copied and counted. ${events} events, the chain holds there; its head is ${head}`,
    'Set DATABASE_URL to this database and start the bot. The embedded record stays as it was: don’t start a bot on it again.',
  ],
} as const;
