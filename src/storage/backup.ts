import { chmodSync, constants, copyFileSync, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { isBusy } from './busy.ts';
import { checkFile, type FileContent, type FileProblem } from './check-file.ts';
import { createPrivate, keepAs, partOf, toDisk } from './files.ts';

/**
 * Writes the record as it is at this moment into a file, while others work on it. `vacuum into` reads one state of the record
 * and holds nobody up; what was deleted or erased before is in none of its pages. The copy is looked at as a whole before it
 * gets its name, so a file of this name is always a whole one.
 * @param replace a file that has the name already makes way
 * @returns what is in the copy; 'taken' when there is a file of this name, or why the copy can't be used
 */
export async function backUp(
  record: string,
  file: string,
  replace: boolean,
): Promise<FileContent | FileProblem | 'taken'> {
  if (existsSync(file) && !replace) return 'taken';
  const part = partOf(file);
  rmSync(part, { force: true });
  createPrivate(part);
  try {
    const sqlite = new Sqlite(record, { readonly: true, fileMustExist: true, timeout: 5_000 });
    try {
      sqlite.prepare('vacuum into ?').run(part);
    } finally {
      sqlite.close();
    }
    toDisk(part);
    const content = await checkFile(part);
    if (typeof content === 'string') return content;
    if (replace) renameSync(part, file);
    else keepAs(part, file);
    toDisk(dirname(file));
    return content;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return 'taken';
    throw fault;
  } finally {
    rmSync(part, { force: true });
  }
}

export interface Restored {
  content: FileContent;
  /** Where the record of before is kept; null when there was none. */
  kept: string | null;
  /** People who were erased after the backup was made, and are in the record again. */
  erasedSince: string[];
}

/**
 * Puts a backup in the place of the record. Called under the server's lock. A copy is looked at as a whole before anything is
 * changed, and takes the record's name in one step: whenever this ends in the middle, the record is the old one or the new one.
 * @param mode what kind of bot the backup has to be of
 * @param suffix of the name under which the old record is kept
 */
export async function restore(
  record: string,
  file: string,
  mode: string,
  suffix: string,
): Promise<Restored | FileProblem | 'other-mode' | 'itself' | 'in-use'> {
  if (!existsSync(file)) return 'absent';
  if (existsSync(record) && realpathSync(file) === realpathSync(record)) return 'itself';
  const part = partOf(record);
  rmSync(part, { force: true });
  try {
    copyFileSync(file, part, constants.COPYFILE_EXCL);
    chmodSync(part, 0o600);
    toDisk(part);
    const content = await checkFile(part);
    if (typeof content === 'string') return content;
    if (content.mode !== mode) return 'other-mode';
    makeTrueAgain(part);
    toDisk(part);
    const kept = existsSync(record) ? `${record}.${suffix}` : null;
    const before = kept === null ? null : await setAside(record, kept);
    if (before === 'in-use') return 'in-use';
    renameSync(part, record);
    toDisk(dirname(record));
    const erasedSince = (before?.erased ?? []).filter((id) => !content.erased.includes(id));
    return { content, kept, erasedSince };
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${part}${end}`, { force: true });
  }
}

/**
 * Keeps the record of before under another name. What stands in its log is written into it first, and the log goes: SQLite
 * would take an old log for a part of the new file. @returns what was in it, as far as it can be read
 */
async function setAside(record: string, kept: string): Promise<FileContent | 'in-use' | null> {
  try {
    const sqlite = new Sqlite(record, { fileMustExist: true, timeout: 5_000 });
    try {
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
      // Refused while another process works on it.
      sqlite.pragma('journal_mode = DELETE');
    } finally {
      sqlite.close();
    }
  } catch (fault) {
    if (isBusy(fault)) return 'in-use';
    // A damaged record is kept as it is, with its log.
    for (const end of ['-wal', '-shm'])
      if (existsSync(`${record}${end}`)) renameSync(`${record}${end}`, `${kept}${end}`);
  }
  keepAs(record, kept);
  const content = await checkFile(record);
  return typeof content === 'string' ? null : content;
}

/**
 * What people see in chat may be newer than the backup: every message about a request that was open then, and every Home, is
 * drawn again from the record and edited where it stands.
 */
function makeTrueAgain(file: string): void {
  const sqlite = new Sqlite(file, { fileMustExist: true });
  const open = `select request_id from item where status in ('pending', 'held', 'outside', 'approved')`;
  const shown = `kind in ('home', 'checklist') or (kind in ('card', 'status') and request_id in (${open}))`;
  sqlite.transaction(() => {
    sqlite.exec(`update sent_message set content_hash = '' where key in (select key from outbox where ${shown})`);
    sqlite.exec(`update outbox set done_at = null, dead_at = null, attempts = 0, version = version + 1 where ${shown}`);
  })();
  sqlite.close();
}
