import type { ServerResponse } from 'node:http';
import { beginAgain, type InstallWords, openSlack } from '#copy/slack-install.ts';

/** A page of words, without scripts, styles of others, or anything that a browser would keep or pass on. */
export function showPage(
  response: ServerResponse,
  status: number,
  { title, text }: InstallWords,
  { link, cookie }: { link: string | null; cookie?: string },
): void {
  const [address, words] = link === null ? ['/slack/install', beginAgain] : [link, openSlack];
  response
    .writeHead(status, { ...headers, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) })
    .end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p><p><a href="${escaped(address)}">${escaped(words)}</a></p></main></html>`,
    );
}

/** The address of this page holds what Slack gave: it goes nowhere else. */
export const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => escapes[one] ?? one);
