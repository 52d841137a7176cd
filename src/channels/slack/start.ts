import { App } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Deps } from '#application/deps.ts';
import { knowPerson, officialNotInChat } from '#application/know-person.ts';
import type { Outbox } from '#application/outbox.ts';
import { type DeliveryLoop, startDelivery } from '#channels/deliver.ts';
import { drawTask } from '#channels/draw-task.ts';
import { leavingAlone } from '#channels/leave-alone.ts';
import type { Logger } from '#channels/log-port.ts';
import { requestFlow } from '#channels/request-flow.ts';
import { slackAccounts } from './accounts.ts';
import { slackDelivery } from './delivery.ts';
import { listen } from './listeners.ts';
import { messageLink } from './message-link.ts';
import { slackMessenger } from './messenger.ts';
import { slackModals } from './modals.ts';
import { quietLog } from './quiet-log.ts';
import { type ChosenReceiver, chooseReceiver, type ReceiverParts, type SlackEntry } from './receive.ts';
import { slackFault } from './slack-error.ts';

export type SlackOptions = SlackParts & SlackEntry;

interface SlackParts {
  botToken: string;
  /** Another Slack (GovSlack), or a local workspace. */
  apiUrl: string | undefined;
  operatorChannel: string | null;
  /** Told what the token may do, as far as Slack says. @throws when that is too little */
  takeScopes(scopes: readonly string[] | undefined): void;
  deps: Deps;
  outbox: Outbox;
  log: Logger;
  isUnavailable(fault: unknown): boolean;
  inContext: ReceiverParts['inContext'];
}

export interface RunningSlack {
  handle: ChosenReceiver['handle'];
  /** From now on payloads come in. @throws when Slack does not let them */
  receive(): Promise<void>;
  /** Why no payload can come in now; null when all is well. */
  problem(): string | null;
  /** Whether Slack answers us. */
  reach(): Promise<boolean>;
  /** Takes no more payloads and waits for those under way. */
  stop(): Promise<void>;
  delivery: DeliveryLoop;
  /** A link to a message of the bot, for the one who got it; to the bot where it is not known. */
  linkTo(place: string | null): string;
}

/** Every call has an end: Slack's own default would try for half an hour. */
const callTimeoutMs = 4_000;
/** Looking up who clicked happens before the answer, which has three seconds. */
const lookUpTimeoutMs = 1_000;
/** A form is shown before the answer, too. */
const formTimeoutMs = 1_500;

/** Puts Slack together: the client, the listeners, the deliveries. @throws when the token is not accepted */
export async function startSlack(slack: SlackOptions): Promise<RunningSlack> {
  const { botToken, apiUrl, operatorChannel, deps, outbox, log, isUnavailable, inContext } = slack;
  const options: WebClientOptions = {
    retryConfig: { retries: 0 },
    timeout: callTimeoutMs,
    rejectRateLimitedCalls: true,
    logger: quietLog(log),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
  const client = new WebClient(botToken, options);
  const self = await client.auth.test();
  slack.takeScopes(self.response_metadata?.scopes);
  const { receiver, handle } = chooseReceiver(slack, {
    webOptions: options,
    now: deps.now,
    inContext,
    log,
    watch: deps.watch,
  });
  const authorize = async () => ({
    botToken,
    botId: self.bot_id ?? '',
    botUserId: self.user_id ?? '',
    teamId: self.team_id ?? '',
  });
  const app = new App({
    receiver,
    authorize,
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
  const know = knowPerson(deps);
  const lookUp = new WebClient(botToken, { ...options, timeout: lookUpTimeoutMs });
  const accounts = slackAccounts({
    client: lookUp,
    teamId: self.team_id ?? '',
    ledger: deps.ledger,
    know,
    now: deps.now,
  });
  const modals = slackModals(new WebClient(botToken, { ...options, timeout: formTimeoutMs }), log);
  const leaveAlone = leavingAlone({ outbox, on: 'slack', watch: deps.watch, now: deps.now, log });
  // Slack counts each method of a workspace by itself. What posts is what the deliveries use; a form that it does not open,
  // or a person whom it does not look up, says nothing of them, and an answering address is limited alone.
  const refused = async (fault: unknown) => {
    const { code, retryAfterMs } = slackFault(fault) ?? {};
    if (code === 'ratelimited') await leaveAlone(`slack/${self.team_id ?? ''}`, retryAfterMs ?? 1_000);
  };
  listen(app, { deps, modals, accounts, flow: requestFlow(deps), client, refused, log, unavailable: isUnavailable });
  const delivery = startDelivery(
    outbox,
    slackDelivery({
      draw: drawTask(deps, 'slack'),
      messenger: slackMessenger(client),
      accounts,
      outbox,
      notInChat: officialNotInChat(deps),
      operatorChannel,
      teamId: self.team_id ?? '',
      deps,
      log,
    }),
    deps.now,
    { seen: { watch: deps.watch, on: 'slack' } },
  );
  return {
    handle,
    delivery,
    linkTo: (place) => messageLink(place, { url: self.url, teamId: self.team_id, botUserId: self.user_id }),
    receive: async () => void (await receiver.start()),
    problem: () => receiver.problem(),
    reach: () => answers(lookUp),
    stop: async () => void (await receiver.stop()),
  };
}

/** Slack is there and takes our token. Who is told to come back later has reached it. */
async function answers(client: WebClient): Promise<boolean> {
  try {
    await client.auth.test();
    return true;
  } catch (fault) {
    return slackFault(fault)?.code === 'ratelimited';
  }
}
