import type { Watch } from '#application/watch.ts';
import type { Logger } from '#channels/log-port.ts';
import { createDispatcher, type Route, type SlackReceiver } from './dispatch.ts';
import { keepConnected } from './socket-connection.ts';
import type { Link } from './socket-link.ts';
import { acknowledgement, type Envelope } from './socket-message.ts';

export interface SocketReceiverParts {
  /** Asks Slack for the address of one connection. */
  newAddress(): Promise<string>;
  /** Runs work so that its log lines carry the envelope's id. */
  inContext<T>(id: string, work: () => Promise<T>): Promise<T>;
  log: Logger;
  watch?: Watch;
  route?: Route | undefined;
}

const finishWithinMs = 5_000;

/**
 * Takes Slack's payloads from a Socket Mode connection. An envelope is acknowledged when a listener acknowledges, which it
 * does only after its commit; a listener that fails acknowledges nothing, which makes Slack send events again. There is no
 * signature to check: the connection itself was opened with the app-level token.
 *
 * Slack's own client 3.1.0 is not used: it closes a connection as soon as its end is announced, so that clicks under way
 * get no answer; it opens the next one 5 seconds later (ours: 6 ms, before the old one closes); and one HTTP 500 at that
 * moment ends the process (node-slack-sdk #2656).
 */
export function socketReceiver({ newAddress, inContext, log, watch, route }: SocketReceiverParts): SlackReceiver {
  const dispatcher = createDispatcher(watch, route);
  const taking = new Set<Promise<void>>();
  let stopping = false;
  const take = async (envelope: Envelope, link: Link) => {
    // Not acknowledged: Slack sends an event again, and tells a person that her click was not taken.
    if (stopping) return;
    const { status, body } = await dispatcher.answer(envelope.payload, envelope.retryAttempt);
    if (status !== 200) log.warn({ status, type: envelope.type }, 'an envelope was not acknowledged');
    else if (!link.send(acknowledgement(envelope, body)))
      log.warn({ type: envelope.type }, 'an envelope was not acknowledged: its connection had ended');
  };
  const connection = keepConnected({
    newAddress,
    take(envelope, link) {
      const work = inContext(envelope.id, () => take(envelope, link)).finally(() => taking.delete(work));
      taking.add(work);
    },
    log,
  });
  return {
    init: dispatcher.init,
    start: connection.start,
    async stop() {
      stopping = true;
      await dispatcher.finished(finishWithinMs);
      await Promise.all(taking);
      await connection.stop();
    },
    problem: () => (connection.isConnected() ? null : 'Slack is not connected: no Socket Mode connection is open'),
  };
}
