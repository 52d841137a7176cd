import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What goes to Slack with somebody who installs the bot, and has to come back with her: from the same browser, within ten
 * minutes, once. Beginning writes nothing, so that opening the page a million times fills no table.
 */

const livesMs = 10 * 60 * 1000;
const cookieName = '__Host-iqies-install';

export interface Begun {
  state: string;
  /** For the browser: without it the state is worth nothing. */
  cookie: string;
}

/** @param key the first one in use */
export function begin(key: Buffer, now: number): Begun {
  const nonce = randomBytes(16).toString('base64url');
  const browser = randomBytes(16).toString('base64url');
  const expiresAt = now + livesMs;
  const state = `${nonce}.${expiresAt}.${sign(key, nonce, String(expiresAt), browser)}`;
  return { state, cookie: `${cookieName}=${browser}; Max-Age=${livesMs / 1_000}; ${attributes}` };
}

/** Ends what the browser remembers. */
export const forgetCookie = (): string => `${cookieName}=; Max-Age=0; ${attributes}`;

// Lax: the way back from Slack is a link to us, which has to carry it.
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** @returns what may be used once; null: not ours, of another browser, or too old */
export function cameBack(
  state: string,
  cookies: string,
  keys: readonly Buffer[],
  now: number,
): { nonce: string; expiresAt: number } | null {
  const [nonce = '', expires = '', given = ''] = state.split('.');
  const browser = new RegExp(`(?:^|; *)${cookieName}=([\\w-]{22})(?:;|$)`).exec(cookies)?.[1];
  if (browser === undefined || !/^[\w-]{22}$/.test(nonce) || !/^\d{1,15}$/.test(expires)) return null;
  if (!keys.some((key) => same(sign(key, nonce, expires, browser), given))) return null;
  const expiresAt = Number(expires);
  return expiresAt < now ? null : { nonce, expiresAt };
}

/** A key of its own is made from the one that seals tokens. */
function sign(key: Buffer, nonce: string, expiresAt: string, browser: string): string {
  const own = createHmac('sha256', key).update('slack-install-state').digest();
  return createHmac('sha256', own).update(`${nonce}.${expiresAt}.${browser}`).digest('base64url');
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
