import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../contract.ts';
import { isObject, parseJson } from '../json.ts';

const BODY_BYTES_AT_MOST = 4 * 1024 * 1024;

/** Reads a request's body as text; null when it is larger than any honest one. */
export async function readText(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_BYTES_AT_MOST) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The arguments in a body: JSON or a form. null when it is neither. */
export function readFields(contentType: string, text: string): JsonObject | null {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(text));
  const parsed = text === '' ? {} : parseJson(text);
  return isObject(parsed) ? parsed : null;
}
