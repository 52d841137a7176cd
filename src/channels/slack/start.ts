import { WebClient } from '@slack/web-api';
import type { Deps } from '#application/deps.ts';
import { officialNotInChat } from '#application/know-person.ts';
import type { Outbox } from '#application/outbox.ts';
import { type DeliveryLoop, startDelivery } from '#channels/deliver.ts';
import { drawTask } from '#channels/draw-task.ts';
import type { Logger } from '#channels/log-port.ts';
import { slackDelivery } from './delivery.ts';
import { messageLink } from './message-link.ts';
import { type ChosenReceiver, chooseReceiver, type ReceiverParts, type SlackEntry } from './receive.ts';
import { slackFault } from './slack-error.ts';
import { openWorkspace, webOptions } from './workspace.ts';

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

/** Puts Slack together: the client, the listeners, the deliveries. @throws when the token is not accepted */
export async function startSlack(slack: SlackOptions): Promise<RunningSlack> {
  const { botToken, operatorChannel, deps, outbox, log, inContext } = slack;
  const options = webOptions(slack);
  const self = await new WebClient(botToken, options).auth.test();
  slack.takeScopes(self.response_metadata?.scopes);
  const { receiver, handle } = chooseReceiver(slack, {
    webOptions: options,
    now: deps.now,
    inContext,
    log,
    watch: deps.watch,
  });
  const teamId = self.team_id ?? '';
  const names = { teamId, botId: self.bot_id ?? '', botUserId: self.user_id ?? '' };
  const { messenger, accounts, lookUp } = await openWorkspace({ ...slack, ...names, options, receiver });
  const delivery = startDelivery(
    outbox,
    slackDelivery({
      draw: drawTask(deps, 'slack'),
      messengerOf: async () => messenger,
      findByEmail: accounts.findByEmail,
      outbox,
      notInChat: officialNotInChat(deps),
      operatorChannel: operatorChannel === null ? null : { team: null, channel: operatorChannel },
      soleTeam: teamId,
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
export async function answers(client: WebClient): Promise<boolean> {
  try {
    await client.auth.test();
    return true;
  } catch (fault) {
    return slackFault(fault)?.code === 'ratelimited';
  }
}
