/**
 * Who may talk to the page's server: a browser on this computer, from this page. A foreign web page that guesses the
 * port fails by Origin, one that points its own name at 127.0.0.1 (DNS rebinding) fails by Host.
 */
import type { IncomingMessage } from 'node:http';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.includes(host) || host === '::1';
}

/** One sentence when the request must be refused, null when it may pass. */
export function reasonToRefuse(request: IncomingMessage, port: number): string | null {
  const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port}`);
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return 'This page answers only under its loopback address.';
  if (origin !== undefined && origin !== `http://${host}`) return 'This page answers only to itself.';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'This page answers only to itself.';
  return null;
}

/** Nothing inline, nothing from elsewhere, no frames around it, no images: a bot's image is shown as its alt text. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;
