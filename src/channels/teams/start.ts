import type { Deps } from '#application/deps.ts';
import { knowPerson, officialNotInChat } from '#application/know-person.ts';
import { mailInstead } from '#application/mail-officials.ts';
import type { Outbox } from '#application/outbox.ts';
import { reachChanged } from '#application/reach-changed.ts';
import type { TeamsAccount, TeamsReferences } from '#application/teams-references.ts';
import { allButtons } from '#channels/clicks/all.ts';
import { type DeliveryLoop, lanesOfSeveral, startDelivery } from '#channels/deliver.ts';
import { drawTask } from '#channels/draw-task.ts';
import { giveUp } from '#channels/give-up.ts';
import { leavingAlone } from '#channels/leave-alone.ts';
import type { Logger } from '#channels/log-port.ts';
import { requestFlow } from '#channels/request-flow.ts';
import { knownByEmail, teamsAccounts } from './accounts.ts';
import { chatLink } from './clouds.ts';
import { teamsDelivery } from './delivery.ts';
import { createDispatcher } from './dispatch.ts';
import { lookWhetherLeft } from './left.ts';
import { teamsHandlers } from './listeners.ts';
import { teamsMessenger } from './messenger.ts';
import { keepChat } from './reach.ts';
import { type Handle, teamsReceiver } from './receive.ts';
import { loadSdk, type SdkOptions } from './sdk.ts';
import { teamsTalker } from './tell.ts';

export interface TeamsOptions extends SdkOptions {
  /** Entra tenants whose activities are taken, lower case. */
  allowedTenants: readonly string[];
  deps: Deps;
  outbox: Outbox;
  references: TeamsReferences;
  log: Logger;
  isUnavailable(fault: unknown): boolean;
}

export interface RunningTeams {
  /** Answers POST /api/messages. */
  handle: Handle;
  /** What keeps the bot from signing in with Microsoft; null when nothing does, as far as is known. */
  problem(): string | null;
  /** Whether Microsoft answers us. */
  reach(): Promise<boolean>;
  /** Waits for the activities under way. */
  stop(): Promise<void>;
  delivery: DeliveryLoop;
  /** A link to the chat with the bot. */
  linkTo(): string;
}

/** Every call has an end. */
const callTimeoutMs = 4_000;
/** Looking up who clicked happens before the answer, which has three seconds. */
const lookUpTimeoutMs = 1_000;
const finishWithinMs = 5_000;

/** Puts Teams together: Microsoft's SDK, the table of activities, the deliveries. */
export async function startTeams(options: TeamsOptions): Promise<RunningTeams> {
  const { deps, outbox, references, log } = options;
  const { now } = deps;
  const sdk = await loadSdk(options, callTimeoutMs);
  const lookUp = await loadSdk(options, lookUpTimeoutMs);
  const context = { deps, flow: requestFlow(deps), log };
  const buttons = allButtons(context);
  const opens = (action: string) => Object.hasOwn(buttons, action) && buttons[action]?.opens === true;
  const reachedAnew = reachChanged(deps);
  const changed = ({ tenantId, objectId }: TeamsAccount) =>
    reachedAnew({ platform: 'teams', scope: tenantId, userId: objectId });
  const reach = { sdk, references, appId: options.login?.appId ?? '', changed, now };
  const messenger = teamsMessenger(reach, opens);
  const delivery = startDelivery(
    outbox,
    teamsDelivery({
      draw: drawTask(deps, 'teams'),
      messenger,
      outbox,
      findByEmail: knownByEmail({ sdk, references, ledger: deps.ledger, know: knowPerson(deps) }),
      notInChat: officialNotInChat(deps),
      mailInstead: mailInstead(deps),
      lookForHer: lookWhetherLeft({ sdk: lookUp, references, know: knowPerson(deps), now }),
      giveUp: giveUp(deps, log),
      soleTenant: options.allowedTenants.length === 1 ? (options.allowedTenants[0] ?? null) : null,
      now,
      log,
    }),
    now,
    {
      lanes: options.allowedTenants.length === 1 ? undefined : lanesOfSeveral,
      seen: { watch: deps.watch, on: 'teams' },
    },
  );
  const dispatcher = createDispatcher({
    handlers: teamsHandlers(context),
    current: teamsAccounts({ sdk: lookUp, ledger: deps.ledger, know: knowPerson(deps), now }),
    opens,
    async keepChat(incoming) {
      if (await keepChat(reach, incoming)) delivery.wake();
    },
    async loseChat({ tenantId, from }) {
      if (from === null) return;
      const account = { tenantId, objectId: from.objectId };
      await references.lose(account, 'uninstalled', now());
      await changed(account);
      delivery.wake();
    },
    ...teamsTalker({
      sdk,
      messenger,
      outbox,
      leaveAlone: leavingAlone({ outbox, on: 'teams', watch: deps.watch, now, log }),
      now,
      log,
    }),
    unavailable: options.isUnavailable,
    log,
    watch: deps.watch,
  });
  return {
    handle: teamsReceiver({ sdk, allowedTenants: options.allowedTenants, answer: dispatcher.answer, log }),
    delivery,
    linkTo: () => chatLink(options.login?.appId ?? '', options.cloud),
    reach: lookUp.reach,
    problem: () => sdk.problem() ?? lookUp.problem(),
    stop: () => dispatcher.finished(finishWithinMs),
  };
}
