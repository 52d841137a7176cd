import { randomBytes } from 'node:crypto';

/** Asking the system for a few bytes costs as much as asking it for some thousand. */
const atOnce = 4_096;
const bytesOfId = 12;
let pool = Buffer.alloc(0);

/** An id that nobody can guess: 16 letters, digits, hyphens and underscores. A hyphen in front would be an option to a command, and a formula in a table. */
export function newRowId(): string {
  if (pool.length < bytesOfId) pool = randomBytes(atOnce);
  const id = pool.toString('base64url', 0, bytesOfId).replace(/^-/, '_');
  pool = pool.subarray(bytesOfId);
  return id;
}
