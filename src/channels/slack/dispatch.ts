import type { App, Receiver } from '@slack/bolt';
import { noWatch, type Watch } from '#application/watch.ts';
import { isPayload } from './payload.ts';
import { typeOf } from './payload-type.ts';

/** What a payload is answered with. Anything but 200 means: not done, and Slack may send it again. */
export interface SlackAnswer {
  status: number;
  body: unknown;
}

/** A way by which Slack's payloads come in. */
export interface SlackReceiver extends Receiver {
  /** Why no payload can come in now; null when all is well. */
  problem(): string | null;
}

/** Whose listeners take a payload; null: nobody's, and it is left at that. */
export type Route = (payload: Readonly<Record<string, unknown>>) => Promise<App | null>;

/** Hands payloads to Bolt and waits for what its listeners do with them. */
export interface Dispatcher {
  init(bolt: App): void;
  answer(payload: Record<string, unknown>, retryNum: number): Promise<SlackAnswer>;
  /** Settles when no listener runs any more, or after `mostMs`. */
  finished(mostMs: number): Promise<void>;
}

/** Slack answers a click that nobody answered within 3 s with an error of its own. */
const answerWithinMs = 2_900;

/**
 * The answer is ready when a listener acknowledges, which it does only after its commit; a listener that fails without an
 * answer is a 503, which makes Slack send events again.
 * @param route where there are several workspaces; else all is the one App's that was given to `init`
 */
export function createDispatcher(watch: Watch = noWatch, route?: Route): Dispatcher {
  let bolt: App | undefined;
  const running = new Set<Promise<void>>();
  return {
    init(app) {
      bolt = app;
    },
    async answer(payload, retryNum) {
      if (bolt === undefined && route === undefined) return { status: 503, body: '' };
      if (!isPayload(payload)) return { status: 400, body: 'not a payload of Slack' };
      const app = route === undefined ? bolt : await route(payload).catch(() => undefined);
      if (app === undefined) return { status: 503, body: '' };
      if (app === null) return { status: 200, body: '' };
      const step = { layer: 'payload', kind: typeOf(payload), on: 'slack' } as const;
      const take = () =>
        new Promise<SlackAnswer>((resolve) => {
          const timer = setTimeout(() => resolve({ status: 503, body: '' }), answerWithinMs);
          const answer = (given: SlackAnswer) => {
            clearTimeout(timer);
            resolve(given);
          };
          // Bolt acknowledges events before it works on them; here the answer waits for the work, so that what failed comes
          // again.
          const event = payload.type === 'event_callback';
          const ack = async (given?: unknown) => (event ? undefined : answer({ status: 200, body: given ?? '' }));
          const work: Promise<void> = app
            .processEvent({ body: payload, retryNum, ack })
            // Nobody listens to it (an unknown action of an old message): answered, so that Slack shows no error.
            .then(() => answer({ status: 200, body: '' }))
            .catch(() => answer({ status: 503, body: '' }))
            .finally(() => running.delete(work));
          running.add(work);
        });
      return watch.step(step, take, ({ status }) => (status === 200 ? 'answered' : 'not-done'));
    },
    async finished(mostMs) {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, mostMs);
      });
      await Promise.race([Promise.all(running), enough]);
      clearTimeout(timer);
    },
  };
}
