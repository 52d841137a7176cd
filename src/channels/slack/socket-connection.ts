import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#channels/log-port.ts';
import { slackFault } from './slack-error.ts';
import { type Link, openLink } from './socket-link.ts';
import type { Envelope } from './socket-message.ts';

/** Keeps one Socket Mode connection open, whatever happens to it. */
export interface SocketConnection {
  /** @throws when the first address can't be had; what goes wrong later is tried again without end */
  start(): Promise<void>;
  isConnected(): boolean;
  /** Closes what is open; no new connection is made. */
  stop(): Promise<void>;
}

export interface SocketParts {
  /** Asks Slack for the address of one connection. */
  newAddress(): Promise<string>;
  /** A payload, and the connection on which it wants its answer. */
  take(envelope: Envelope, link: Link): void;
  log: Logger;
}

/** The wait before each further try. The first ones come at once: Slack ends each connection every few hours. */
const waitsMs = [0, 0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/** A connection that lasted this long was a good one: the waits begin again. */
const goodAfterMs = 10_000;
/** Slack closes a connection about ten seconds after it said so. */
const closeOldAfterMs = 15_000;

/**
 * Slack ends a connection after saying so. Its successor is opened first, and the old one is kept until Slack closes it:
 * payloads still come on it, and the running ones are answered on the connection they came on.
 */
export function keepConnected({ newAddress, take, log }: SocketParts): SocketConnection {
  const stopping = new AbortController();
  const open = new Map<Link, 'current' | 'ending'>();
  /** Every link that is not closed yet, those that Slack has not taken among them. */
  const links = new Map<Link, Promise<void>>();
  let tries = 0;
  let connectedAt = 0;
  let seeking: Promise<void> | null = null;
  let lostSaid = false;

  const hasCurrent = () => [...open.values()].includes('current');
  const seek = () => {
    if (seeking !== null || hasCurrent() || stopping.signal.aborted) return;
    seeking = connectAgain().finally(() => {
      seeking = null;
      // What ended between the last look and now.
      seek();
    });
  };

  async function connectAgain(): Promise<void> {
    if (performance.now() - connectedAt > goodAfterMs) tries = 0;
    while (!hasCurrent() && !stopping.signal.aborted) {
      await rest(waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 0);
      tries += 1;
      const failure = await connect().catch(readFault);
      if (failure === null || stopping.signal.aborted) continue;
      if (!lostSaid)
        log.warn({ code: failure.code }, 'there is no connection to Slack; it is tried again until there is');
      lostSaid = true;
      await rest(failure.retryAfterMs ?? 0);
    }
  }

  /** One try. @returns what went wrong; null when Slack said hello */
  async function connect(): Promise<Failure | null> {
    const address = await newAddress();
    if (stopping.signal.aborted) return null;
    return new Promise((resolve) => {
      const fail = (code: string) => resolve({ code, retryAfterMs: null });
      let over = () => {};
      const link = openLink(address, {
        hello(connections) {
          open.set(link, 'current');
          connectedAt = performance.now();
          log.info({ connections }, 'connected to Slack by Socket Mode');
          lostSaid = false;
          resolve(null);
        },
        envelope: (envelope) => take(envelope, link),
        disconnect(reason) {
          if (!open.has(link)) {
            link.close();
            return fail(reason);
          }
          log.info({ reason }, 'Slack ends a connection; the next one is opened');
          open.set(link, 'ending');
          setTimeout(() => link.close(), closeOldAfterMs).unref();
          seek();
        },
        strange: () => log.warn({}, 'Slack sent something on a connection that is no message'),
        closed(code) {
          open.delete(link);
          links.delete(link);
          over();
          fail(code);
          seek();
        },
      });
      const ended = new Promise<void>((done) => {
        over = done;
      });
      links.set(link, ended);
    });
  }

  const rest = (ms: number) =>
    ms === 0
      ? Promise.resolve()
      : pause(ms * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => undefined);

  return {
    async start() {
      const failure = await connect();
      if (failure !== null) log.warn({ code: failure.code }, 'Slack has not taken the connection; it is tried again');
      lostSaid = failure !== null;
      seek();
    },
    isConnected: () => open.size > 0,
    async stop() {
      stopping.abort();
      for (const link of links.keys()) link.close();
      await Promise.all(links.values());
    },
  };
}

interface Failure {
  code: string;
  retryAfterMs: number | null;
}

function readFault(fault: unknown): Failure {
  return slackFault(fault) ?? { code: 'unreachable', retryAfterMs: null };
}
