import { App, type Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Deps } from '#application/deps.ts';
import { knowPerson } from '#application/know-person.ts';
import type { Outbox } from '#application/outbox.ts';
import { leavingAlone } from '#channels/leave-alone.ts';
import type { Logger } from '#channels/log-port.ts';
import { requestFlow } from '#channels/request-flow.ts';
import { type Accounts, slackAccounts } from './accounts.ts';
import { listen } from './listeners.ts';
import { type Messenger, slackMessenger } from './messenger.ts';
import { slackModals } from './modals.ts';
import { quietLog } from './quiet-log.ts';
import { slackFault } from './slack-error.ts';

export interface WorkspaceParts {
  botToken: string;
  teamId: string;
  botId: string;
  botUserId: string;
  options: WebClientOptions;
  receiver: Receiver;
  deps: Deps;
  outbox: Outbox;
  log: Logger;
  isUnavailable(fault: unknown): boolean;
  /** One of several: its messages say where they stand, and people of the others are known there. */
  among?: { accountsOf(teamId: string): Promise<Accounts | null> };
}

/** All that is done in one workspace goes through this, with the token of this one and no other. */
export interface OpenWorkspace {
  app: App;
  messenger: Messenger;
  accounts: Accounts;
  /** With a short time-out. */
  lookUp: WebClient;
}

/** Every call has an end: Slack's own default would try for half an hour. */
const callTimeoutMs = 4_000;
/** Looking up who clicked happens before the answer, which has three seconds. */
const lookUpTimeoutMs = 1_000;
/** A form is shown before the answer, too. */
const formTimeoutMs = 1_500;

/** How Slack is called. */
export const webOptions = ({ apiUrl, log }: { apiUrl: string | undefined; log: Logger }): WebClientOptions => ({
  retryConfig: { retries: 0 },
  timeout: callTimeoutMs,
  rejectRateLimitedCalls: true,
  logger: quietLog(log),
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
});

/** Puts the clients and the listeners of a workspace together. */
export async function openWorkspace(parts: WorkspaceParts): Promise<OpenWorkspace> {
  const { botToken, teamId, botId, botUserId, options, receiver, deps, outbox, log, isUnavailable, among } = parts;
  const client = new WebClient(botToken, options);
  const app = new App({
    receiver,
    authorize: async () => ({ botToken, botId, botUserId, teamId }),
    clientOptions: options,
    convoStore: false,
    logger: quietLog(log),
    deferInitialization: true,
  });
  await app.init();
  app.error(async (fault) => {
    const original = 'original' in fault && fault.original instanceof Error ? fault.original : fault;
    log.error({ err: original, unavailable: isUnavailable(original) }, 'a listener failed');
    throw fault;
  });
  const lookUp = new WebClient(botToken, { ...options, timeout: lookUpTimeoutMs });
  const accounts = slackAccounts({
    client: lookUp,
    teamId,
    ledger: deps.ledger,
    know: knowPerson(deps),
    now: deps.now,
    ...(among === undefined ? {} : { elsewhere: among.accountsOf }),
  });
  const modals = slackModals(new WebClient(botToken, { ...options, timeout: formTimeoutMs }), log);
  const leaveAlone = leavingAlone({ outbox, on: 'slack', watch: deps.watch, now: deps.now, log });
  // Slack counts each method of a workspace by itself. What posts is what the deliveries use; a form that it does not open,
  // or a person whom it does not look up, says nothing of them, and an answering address is limited alone.
  const refused = async (fault: unknown, userId: string) => {
    const { code, retryAfterMs } = slackFault(fault) ?? {};
    if (code === 'ratelimited') await leaveAlone(`slack/${teamId}`, retryAfterMs ?? 1_000, userId);
  };
  const flow = requestFlow(deps);
  listen(app, { deps, modals, accounts, teamId, flow, client, refused, log, unavailable: isUnavailable });
  return { app, messenger: slackMessenger(client, among && teamId), accounts, lookUp };
}
