/** What a mail program makes of a message, and why a mail server would not take it. */

export interface Letter {
  to: readonly string[];
  headers: ReadonlyMap<string, string>;
  subject: string;
  text: string;
  html: string;
  raw: string;
}

const once = ['date', 'from', 'to', 'subject', 'message-id', 'mime-version', 'content-type', 'auto-submitted'];

/** Why a strict server refuses this message; null when it takes it. */
export function whatIsWrong(raw: string): string | null {
  if (/(?<!\r)\n|\r(?!\n)/.test(raw)) return 'a bare line end';
  const long = raw.split('\r\n').find((line) => Buffer.byteLength(line) > 998);
  if (long !== undefined) return 'a line over 998 octets';
  const [head = ''] = raw.split('\r\n\r\n', 1);
  if (/[^\t\r\n\x20-\x7e]/.test(head)) return 'a header that is not ASCII';
  if (head.split('\r\n').some((line) => !/^(?:[\x21-\x39\x3b-\x7e]+:|[ \t])/.test(line)))
    return 'a line that is no header';
  const names = head.split('\r\n').flatMap((line) => /^([\x21-\x39\x3b-\x7e]+):/.exec(line)?.[1]?.toLowerCase() ?? []);
  const missing = once.find((name) => names.filter((one) => one === name).length !== 1);
  if (missing !== undefined) return `not one ${missing}`;
  if (names.includes('bcc')) return 'a Bcc header';
  if (/[^\t\r\n\x20-\x7e]/.test(raw.slice(head.length))) return 'eight bits where seven were announced';
  return null;
}

/** Reads a multipart/alternative message with a text and an HTML part. */
export function readLetter(raw: string, to: readonly string[]): Letter {
  const [head, body] = cut(raw);
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const parts = body.split(`--${boundary}`).map((part) => cut(part.replace(/^\r\n/, '')));
  const part = (type: string): string => {
    const found = parts.find(([own]) => headersOf(own).get('content-type')?.startsWith(type));
    if (found === undefined) return '';
    const coding = headersOf(found[0]).get('content-transfer-encoding');
    return (coding === 'quoted-printable' ? unquoted(found[1]) : found[1]).replaceAll('\r\n', '\n').trimEnd();
  };
  return {
    to,
    headers,
    subject: words(headers.get('subject') ?? ''),
    text: part('text/plain'),
    html: part('text/html'),
    raw,
  };
}

function cut(raw: string): [string, string] {
  const at = raw.indexOf('\r\n\r\n');
  return at < 0 ? [raw, ''] : [raw.slice(0, at), raw.slice(at + 4)];
}

function headersOf(head: string): Map<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
}

function unquoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words of a header. */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, coding: string, value: string) =>
      coding.toLowerCase() === 'b'
        ? Buffer.from(value, 'base64').toString('utf8')
        : unquoted(value.replaceAll('_', ' ')),
    );
}
