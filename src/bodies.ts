import type { IncomingMessage } from 'node:http';

/** Larger than any payload of Slack (views are under 250 KB) and Teams, small enough to hold in memory many times. */
const mostBodyBytes = 1_000_000;

/**
 * All bodies together that are not whole yet. A platform's is whole within a moment; whoever sends almost all of one and
 * then nothing more, a thousand times, would fill the memory before anybody asks for a signature.
 */
const mostUnfinishedBytes = 32_000_000;

/** A body, or why there is none. */
export type ReadBody = { text: string } | 'too-large' | 'too-slow';

/**
 * Reads bodies. Where those that are not whole yet take too much together, the one that was begun first ends.
 * @returns reads the body of a request; it throws when the connection ends before the body is whole
 */
export function bodyReader(most = mostUnfinishedBytes): (request: IncomingMessage) => Promise<ReadBody> {
  const unfinished = new Map<IncomingMessage, { bytes: number; end(): void }>();
  let held = 0;
  const letGo = (request: IncomingMessage) => {
    held -= unfinished.get(request)?.bytes ?? 0;
    unfinished.delete(request);
  };
  return async (request) => {
    if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) return 'too-large';
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      const own = { bytes: 0, end: () => refuse('too-slow') };
      const refuse = (why: 'too-large' | 'too-slow') => {
        letGo(request);
        request.removeAllListeners('data').pause();
        parts.length = 0;
        resolve(why);
      };
      unfinished.set(request, own);
      request.on('data', (part: Buffer) => {
        parts.push(part);
        own.bytes += part.length;
        held += part.length;
        if (own.bytes > mostBodyBytes) return refuse('too-large');
        for (const [, first] of unfinished) {
          if (held <= most) break;
          first.end();
        }
      });
      request.once('end', () => {
        letGo(request);
        resolve({ text: (parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)).toString() });
      });
      request.once('error', (fault) => {
        letGo(request);
        reject(fault);
      });
    });
  };
}
