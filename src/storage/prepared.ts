import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** Texts of queries differ by the length of their lists, so that their number has no natural end. */
const mostKept = 400;

interface Kept {
  statement: Sqlite.Statement;
  writes: 'nothing' | 'by itself' | 'a commit';
}

/**
 * A database whose prepared statements are kept and used again: preparing one takes longer than most of them run. Kysely
 * prepares anew each time, and runs what it prepared at once.
 * @param onWrite hears of each statement that writes, and whether it is the commit of a transaction
 */
export function keepingPrepared(sqlite: Sqlite.Database, onWrite: (commit: boolean) => void): SqliteDatabase {
  const kept = new Map<string, Kept>();
  const prepare = (sql: string): Kept => {
    const statement = sqlite.prepare(sql);
    return { statement, writes: sql === 'commit' ? 'a commit' : statement.readonly ? 'nothing' : 'by itself' };
  };
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      let one = kept.get(sql);
      kept.delete(sql);
      // A statement whose rows are still being read can't be used twice at once.
      if (one === undefined || one.statement.busy) one = prepare(sql);
      if (changesShape.test(sql)) kept.clear();
      else kept.set(sql, one);
      const [oldest] = kept.size > mostKept ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      if (one.writes !== 'nothing') onWrite(one.writes === 'a commit');
      return one.statement as Sqlite.Statement<readonly unknown[]>;
    },
  };
}

/** What other statements were prepared for is no longer so afterwards. */
const changesShape = /^\s*(?:create|alter|drop|pragma)\b/i;
