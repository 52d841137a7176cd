/** Reads a JSON request body, up to a limit: the largest thing a person can type here is far below it. */
import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 256 * 1024;

export type ReadJson = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415; reason: string };

export async function readJson(request: IncomingMessage): Promise<ReadJson> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(;|$)/i.test(type)) return { ok: false, status: 415, reason: 'Send application/json.' };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LIMIT_BYTES) return { ok: false, status: 413, reason: 'The request is too large.' };
    chunks.push(chunk);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { ok: false, status: 400, reason: 'This is not JSON.' };
  }
}
