import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who is the operator: whoever knows the token; without one, whoever sits at this computer. */

const loopbackNames = ['localhost', '[::1]'];

/** Nothing inline, nothing from elsewhere, no frames around it, nothing kept by anybody. */
export const securityHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  // Not “no-referrer”: a browser would then say of our own form that it comes from nowhere.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** Without a token it answers under its loopback address alone: a foreign page whose name was led here has another. */
export function isAtThisComputer({ headers, socket }: IncomingMessage): boolean {
  const { host = '' } = headers;
  const name = host.endsWith(`:${socket.localPort}`) ? host.slice(0, -`:${socket.localPort}`.length) : host;
  // A number of that network leads nowhere else, as a name could.
  return loopbackNames.includes(name) || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Whether a form was sent by a page of ours. */
export function isFromHere({ headers: { origin, host, ...headers } }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** Whether it is the token; it takes as long for any other. */
export function isToken(token: string, said: string): boolean {
  return timingSafeEqual(digest(token), digest(said));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const cookieName = 'iqies-operator';
const hoursSignedIn = 8;

/** A cookie that says who signed in until when. Another token ends it, and it is good at each server that has the same one. */
export function signedInCookie(token: string, nowMs: number, secure: boolean): string {
  const until = nowMs + hoursSignedIn * 60 * 60 * 1000;
  return cookie(`${until}.${seal(token, until)}`, hoursSignedIn * 60 * 60, secure);
}

export const signedOutCookie = (secure: boolean): string => cookie('', 0, secure);

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

/** Whether the request carries such a cookie, and it is not over. */
export function isSignedIn(token: string, { headers }: IncomingMessage, nowMs: number): boolean {
  const [, until = '', said = ''] =
    /(?:^|; )iqies-operator=(\d{1,15})\.([\w-]{43})(?:;|$)/.exec(headers.cookie ?? '') ?? [];
  return until !== '' && isToken(seal(token, Number(until)), said) && Number(until) > nowMs;
}

const seal = (token: string, until: number): string =>
  createHmac('sha256', token).update(`operator ${until}`).digest('base64url');

/** The token as machines say it. */
export function bearer({ headers: { authorization = '' } }: IncomingMessage): string | null {
  return /^Bearer (\S{1,256})$/i.exec(authorization)?.[1] ?? null;
}

const minuteMs = 60_000;
const triesAMinute = 10;
const mostAddresses = 1_000;

/** Wrong tokens of an address: too many in a minute, and it is not listened to until the minute is over. */
export function wrongTries(nowMs: () => number) {
  const tries = new Map<string, { since: number; count: number }>();
  return {
    tooMany(address: string): boolean {
      const found = tries.get(address);
      return found !== undefined && nowMs() - found.since < minuteMs && found.count >= triesAMinute;
    },
    note(address: string): void {
      const found = tries.get(address);
      const again = found !== undefined && nowMs() - found.since < minuteMs;
      if (tries.size >= mostAddresses) tries.clear();
      tries.set(address, again ? { ...found, count: found.count + 1 } : { since: nowMs(), count: 1 });
    },
  };
}
