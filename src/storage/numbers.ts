import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Numbers } from '#application/verification-port.ts';

const derive = promisify(scrypt) as (text: string, salt: string, length: number) => Promise<Buffer>;

/** Eight digits; slow to hash, so that a copy of the record does not give them away while they count. */
export const numbers: Numbers = {
  async make() {
    const number = String(randomInt(100_000_000)).padStart(8, '0');
    const salt = randomBytes(16).toString('base64url');
    return { number, salt, hash: await hash(number, salt) };
  },
  hash,
  same(one, other) {
    const [a, b] = [Buffer.from(one), Buffer.from(other)];
    return a.length === b.length && timingSafeEqual(a, b);
  },
};

async function hash(typed: string, salt: string): Promise<string> {
  return (await derive(typed, salt, 32)).toString('base64url');
}
