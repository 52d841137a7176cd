import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deps } from '#application/deps.ts';
import { takeSetUpWord } from '#application/set-up.ts';
import type { Logger } from '#channels/log-port.ts';
import { readCallback } from './message.ts';
import { wrongWith } from './sign.ts';

const mostBytes = 64 * 1024;

/**
 * POST /provisioning/callback: the operator's own system says what became of an approval. Nothing is looked at before the
 * signature fits. The same message again is answered like the first one and changes nothing.
 */
export function callbackDoor(deps: Deps, key: Buffer, log: Logger) {
  const takeWord = takeSetUpWord(deps);
  return async (request: IncomingMessage, body: string, response: ServerResponse): Promise<void> => {
    const say = (status: number, result: string) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ result }));
    };
    if (Buffer.byteLength(body) > mostBytes) return say(413, 'too-large');
    const wrong = wrongWith(key, request.headers, body, deps.now());
    if (wrong !== null) {
      log.warn({ wrong }, 'a callback of the provisioning system was refused');
      return say(401, 'refused');
    }
    const word = readCallback(body);
    if (word === null) return say(400, 'malformed');
    const once = `webhook:${request.headers['webhook-id']}`;
    const answer = await takeWord({ ...word, reason: word.reason ?? null, once });
    if (answer.ok) return say(200, answer.value);
    say(answer.refusal === 'request-unknown' ? 404 : 409, answer.refusal);
  };
}
