import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const told = new Set<string>();

/**
 * A file of the material that the bot was built from, which lies beside the repository and is not part of it.
 * @returns its path; null, with a printed reason, where it is absent: such a test is skipped
 */
export function sharedFile(relative: string): string | null {
  const path = resolve(import.meta.dirname, '..', '..', 'shared', relative);
  if (existsSync(path)) return path;
  if (!told.has(relative)) process.stderr.write(`skipped: ../shared/${relative} is not here to compare with\n`);
  told.add(relative);
  return null;
}
