import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** Texts of queries differ by the length of their lists, so that their number has no natural end. */
const mostKept = 400;

/**
 * A database whose prepared statements are kept and used again: preparing one takes longer than most of them run. Kysely
 * prepares anew each time.
 */
export function keepingPrepared(sqlite: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const known = kept.get(sql);
      kept.delete(sql);
      // A statement whose rows are still being read can't be used twice at once.
      const statement = known === undefined || known.busy ? sqlite.prepare(sql) : known;
      if (changesShape.test(sql)) kept.clear();
      else kept.set(sql, statement);
      const [oldest] = kept.size > mostKept ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      return statement as Sqlite.Statement<readonly unknown[]>;
    },
  };
}

/** What other statements were prepared for is no longer so afterwards. */
const changesShape = /^\s*(?:create|alter|drop|pragma)\b/i;
