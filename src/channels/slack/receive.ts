import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Watch } from '#application/watch.ts';
import type { Logger } from '#channels/log-port.ts';
import type { Route, SlackReceiver } from './dispatch.ts';
import { httpReceiver } from './receiver.ts';
import { slackFault } from './slack-error.ts';
import { socketReceiver } from './socket-receiver.ts';

/** How Slack's payloads come in: signed requests to us, or connections that we open with the app-level token. */
export type SlackEntry = { signingSecret: string } | { appToken: string; signingSecretIgnored?: boolean };

export interface ReceiverParts {
  webOptions: WebClientOptions;
  now(): number;
  /** Runs work so that its log lines carry this id. */
  inContext<T>(id: string, work: () => Promise<T>): Promise<T>;
  log: Logger;
  watch: Watch;
  /** Whose a payload is, where there are several workspaces. */
  route?: Route;
}

export interface ChosenReceiver {
  receiver: SlackReceiver;
  /** Answers POST /slack/events; null with Socket Mode, which needs no door of ours. */
  handle: ((request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>) | null;
}

/** The receiver for what is configured. */
export function chooseReceiver(
  entry: SlackEntry,
  { webOptions, now, inContext, log, watch, route }: ReceiverParts,
): ChosenReceiver {
  if ('signingSecret' in entry) {
    const receiver = httpReceiver(entry.signingSecret, now, watch, route);
    return { receiver, handle: receiver.handle };
  }
  if (entry.signingSecretIgnored)
    log.info({}, 'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are set: Socket Mode is used, POST /slack/events is closed');
  const web = new WebClient(entry.appToken, webOptions);
  const newAddress = async () => (await web.apps.connections.open({})).url ?? '';
  const receiver = socketReceiver({ newAddress, inContext, log, watch, route });
  return { receiver: { ...receiver, start: () => receiver.start().catch(refuseToken) }, handle: null };
}

function refuseToken(fault: unknown): never {
  const code = slackFault(fault)?.code ?? 'unreachable';
  if (['unreachable', 'http', 'ratelimited'].includes(code)) throw fault;
  throw new Error(
    `Slack does not accept SLACK_APP_TOKEN (${code}). It is an app-level token (Basic Information) with the scope ` +
      'connections:write, of an app whose Socket Mode is on.',
  );
}
