import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a program that `node scripts/compile.ts` made is what the sources say now: every file that it was made from is as it
 * was. Reading them all takes some milliseconds; running what is old would be worse.
 */
export function fits(folder, root) {
  try {
    const { files, hash } = JSON.parse(readFileSync(join(folder, 'made-from.json'), 'utf8'));
    return hashOf(files, root) === hash;
  } catch {
    return false;
  }
}

/** The fingerprint of files, by what stands in them. */
export function hashOf(files, root) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
