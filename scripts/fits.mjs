import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Notes in the folder of a program what it was made from. */
export function note(folder, root, files) {
  const made = files.map((file) => [file, stampOf(join(root, file)), hashOf(join(root, file))]);
  writeFileSync(join(folder, 'made-from.json'), JSON.stringify(made));
}

/**
 * Whether a program that `node scripts/compile.ts` made is what the sources say now: every file that it was made from is as it
 * was. A file of another time is read: where it was copied, or touched, what stands in it decides.
 */
export function fits(folder, root) {
  try {
    const made = JSON.parse(readFileSync(join(folder, 'made-from.json'), 'utf8'));
    return made.every(([file, stamp, hash]) => {
      const path = join(root, file);
      return stampOf(path) === stamp || hashOf(path) === hash;
    });
  } catch {
    return false;
  }
}

function stampOf(path) {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
}

const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
