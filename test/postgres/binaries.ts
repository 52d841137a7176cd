import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian, Red Hat and Homebrew put the programs of a PostgreSQL server; most keep them out of PATH. */
const parents = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'];
const plain = ['/usr/local/pgsql/bin', '/usr/pgsql/bin', '/usr/bin', '/usr/local/bin'];

/** The folder with `initdb` and `postgres`, the newest version first; null where PostgreSQL is not installed. */
export function postgresBinaries(): string | null {
  const versions = parents.flatMap((parent) =>
    existsSync(parent)
      ? readdirSync(parent)
          .filter((name) => /^(?:postgresql@)?\d+$/.test(name))
          .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
          .map((name) => join(parent, name, 'bin'))
      : [],
  );
  const inPath = (process.env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const found = [...inPath, ...versions, ...plain].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
  return found ?? null;
}

/** PostgreSQL refuses root: who it is run as, where the tests are run by root; undefined where they are not. */
export function serverAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const number = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: number('-u'), gid: number('-g') };
    } catch {
      // No such account here: the next one.
    }
  }
  return undefined;
}
