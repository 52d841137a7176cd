import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signatures of the Standard Webhooks specification (standardwebhooks.com): HMAC-SHA256 over id, time and body. Written out
 * here because it is short, and because the time must be the bot's own clock, which the package of that name does not take.
 */

/** How far the clocks of both sides may be apart. */
const toleranceMs = 5 * 60 * 1000;

/** The key of a secret: what follows whsec_, in base64; null when it is none of 24 to 64 bytes. */
export function keyOf(secret: string): Buffer | null {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const key = Buffer.from(encoded ?? '', 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}

/** The headers of a message. @param at when it is sent, in ms */
export function signed(key: Buffer, id: string, at: number, body: string): Record<string, string> {
  const seconds = String(Math.floor(at / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature(key, id, seconds, body)}`,
  };
}

const signature = (key: Buffer, id: string, seconds: string, body: string): string =>
  createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');

/** Why a message is not taken; null when it is: signed with the key, for this id and body, a few minutes ago at most. */
export function wrongWith(
  key: Buffer,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now: number,
): 'header' | 'time' | 'signature' | null {
  const id = headers['webhook-id'];
  const seconds = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof seconds !== 'string' || typeof signatures !== 'string') return 'header';
  if (!/^[\w.:-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(seconds) || signatures.length > 2_000) return 'header';
  const expected = Buffer.from(`v1,${signature(key, id, seconds, body)}`);
  // Several while a secret is replaced; each is compared, in the same time whatever is in it.
  const good = signatures.split(' ').filter((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (good.length === 0) return 'signature';
  return Math.abs(now - Number(seconds) * 1000) > toleranceMs ? 'time' : null;
}
