import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files that are whole or not there at all, on the disk when the command says so, and readable by their owner alone. */

/** A name beside a file for what is not whole yet; what a process that is gone left under such names is removed. */
export function partOf(file: string): string {
  const begin = `${basename(file)}.part-`;
  const folder = dirname(file);
  for (const name of readdirSync(folder))
    if (name.startsWith(begin) && !isAlive(Number(name.slice(begin.length).split('-')[0])))
      rmSync(join(folder, name), { force: true });
  return join(folder, `${begin}${process.pid}`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Makes an empty file that only its owner reads. @throws when it is there already */
export function createPrivate(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

/** Puts what was written to a file, or the names in a folder, on the disk. */
export function toDisk(path: string): void {
  const at = openSync(path, 'r');
  try {
    fsyncSync(at);
  } finally {
    closeSync(at);
  }
}

/** A second name for a file that stays as it is; a copy where the disk knows no second names. @throws when the name is taken */
export function keepAs(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') throw fault;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
    toDisk(name);
  }
}
