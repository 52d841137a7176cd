import type { Answered } from '../contract.ts';
import { JSON_TYPE, send } from '../outgoing/send.ts';
import type { World } from '../world/world.ts';
import { RETRY_AFTER_MS } from './rules.ts';

/** Sends every event again that was not acknowledged and is due now. After the last retry it is given up. */
export async function retryEvents(world: World): Promise<Answered[]> {
  const due = [...world.sockets.unacked.values()].filter(
    ({ retries, sentAt }) => world.now() >= sentAt + (RETRY_AFTER_MS.value[retries] ?? Number.POSITIVE_INFINITY),
  );
  return Promise.all(
    due.map(async (event) => {
      event.retries += 1;
      const { userId, body, retries } = event;
      if (retries === RETRY_AFTER_MS.value.length) world.sockets.unacked.delete(body);
      return send(world, { userId, kind: 'event', body, contentType: JSON_TYPE, retryNum: retries });
    }),
  );
}
