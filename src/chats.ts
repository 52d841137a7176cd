import type { Deps } from '#application/deps.ts';
import type { Outbox } from '#application/outbox.ts';
import { alignReach } from '#application/slack-workspaces.ts';
import type { Way } from '#application/task.ts';
import type { DeliveryLoop } from '#channels/deliver.ts';
import { asClick } from '#channels/give-way.ts';
import type { TeamsOptions } from '#channels/teams/start.ts';
import type { Platform } from '#domain/person.ts';
import type { OpenDatabase } from '#storage/database.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openWorkspaces } from '#storage/slack-workspaces.ts';
import { openTeamsReferences } from '#storage/teams-references.ts';
import type { Config } from './config.ts';
import { refuseWithoutScopes } from './doctor/scopes.ts';
import { type Door, type Page, requestContext } from './http.ts';
import type { Logger } from './log.ts';
import { manifestScopes } from './manifest.ts';
import { inTurns, type Reachable, reachable } from './readiness.ts';

/** The chat platforms of a server, and e-mail. The code of each is loaded only where it is configured. */

/** The configuration of a server. A rehearsal and tests point Teams to a local connector, which no variable does. */
export type ServerConfig = Config & {
  teamsLocal?: TeamsOptions['local'];
  /** Articles are read before anyone can ask, not when the first question comes. */
  answersFirst?: boolean;
  /** Asked when all is ready, before anything can come in. @throws why the bot can't work */
  mayListen?: () => Promise<void>;
};

export interface ChatParts {
  deps: Deps;
  database: OpenDatabase;
  /** Of Slack where it is configured, else of Teams. */
  outbox: Outbox;
  log: Logger;
  isUnavailable(fault: unknown): boolean;
}

interface Chat {
  doors: Readonly<Record<string, Door>>;
  pages: Readonly<Record<string, Page>>;
  /** From now on payloads come in. */
  receive(): Promise<void>;
  /** Chat platforms, for readiness; e-mail and the operator's own system keep nobody from using the bot. */
  platforms(): readonly Reachable[];
  /** Where this server delivers to. */
  ways: readonly Way[];
  delivery: DeliveryLoop;
}

/** Links to messages of the bot, by platform. */
type Links = Partial<Record<Platform, (place: string | null) => string>>;

/** All platforms that are configured, as one. @param onStarted told how to stop what was started, also when the rest fails */
export async function startChats(
  config: ServerConfig,
  parts: ChatParts,
  onStarted: (stop: () => Promise<void>) => void,
): Promise<Chat> {
  const chats: StoppableChat[] = [];
  const links: Links = {};
  for (const start of [startSlack, startTeams, startMail, startDownstream]) {
    const chat = await start(config, parts, links);
    if (chat === null) continue;
    onStarted(chat.delivery.stop);
    onStarted(chat.stop);
    chats.push(chat);
  }
  return {
    doors: Object.fromEntries(
      chats.flatMap(({ doors }) => Object.entries(doors).map(([path, door]) => [path, first(door)])),
    ),
    pages: Object.assign({}, ...chats.map(({ pages = {} }) => pages)),
    async receive() {
      for (const chat of chats) await chat.receive();
    },
    platforms: () => chats.flatMap(({ platforms }) => platforms()),
    ways: chats.flatMap(({ ways }) => ways),
    delivery: together(chats.map(({ delivery }) => delivery)),
  };
}

/** A door whose payloads go before deliveries. */
const first =
  (door: Door): Door =>
  (request, body, response) =>
    asClick(() => door(request, body, response));

/** The same for what comes over Socket Mode. */
const inContext = <T>(requestId: string, work: () => Promise<T>): Promise<T> =>
  requestContext.run({ requestId }, () => asClick(work));

type StoppableChat = Omit<Chat, 'pages'> & { pages?: Chat['pages']; stop(): Promise<void> };

async function startSlack(
  config: ServerConfig,
  { deps, database, outbox, log, isUnavailable }: ChatParts,
  links: Links,
): Promise<StoppableChat | null> {
  const { slack, operatorChannel } = config;
  if (slack === null) return null;
  if ('install' in slack)
    return startSeveral(slack, operatorChannel, { deps, database, outbox, log, isUnavailable }, links);
  const started = await import('#channels/slack/start.ts');
  const { handle, linkTo, ...running } = await started.startSlack({
    ...slack,
    operatorChannel,
    deps,
    outbox,
    log,
    isUnavailable,
    takeScopes: refuseWithoutScopes,
    inContext,
  });
  links.slack = linkTo;
  const { delivery, receive, stop } = running;
  // Its token was tried just now.
  const platforms = [reachable('slack', 'Slack', running, true)];
  // Whatever was noted of workspaces that install the bot by themselves: here there is one, and its people are in it.
  await alignReach(deps)(null);
  return {
    delivery,
    receive,
    stop,
    platforms: () => platforms,
    ways: ['slack'],
    doors: handle === null ? {} : { '/slack/events': handle },
  };
}

/** So many workspaces are asked each time whether they can be reached. */
const mostAsked = 20;

/** Slack workspaces that install the bot by themselves. */
async function startSeveral(
  slack: Extract<NonNullable<ServerConfig['slack']>, { install: unknown }>,
  operatorChannel: string | null,
  { deps, database, outbox, log, isUnavailable }: ChatParts,
  links: Links,
): Promise<StoppableChat> {
  const started = await import('#channels/slack/several.ts');
  const { handle, linkTo, pages, workspaces, delivery, receive, stop } = await started.startSeveral({
    ...slack,
    scopes: manifestScopes(),
    operatorChannel,
    store: openWorkspaces(database.db),
    deps,
    outbox,
    log,
    isUnavailable,
    inContext,
  });
  links.slack = linkTo;
  const asked = new Map<string, Reachable>();
  const someOf = inTurns(mostAsked);
  return {
    delivery,
    receive,
    stop,
    platforms: () =>
      someOf(workspaces()).map(({ about, ...chat }) => {
        const key = `${about.teamId} ${about.installedAt}`;
        const one = asked.get(key) ?? reachable(`slack ${about.teamId}`, `Slack (${about.name})`, chat, false);
        asked.set(key, one);
        return one;
      }),
    ways: ['slack'],
    doors: handle === null ? {} : { '/slack/events': handle },
    pages,
  };
}

async function startTeams(
  { slack, teams, teamsLocal }: ServerConfig,
  { deps, database, outbox, log, isUnavailable }: ChatParts,
  links: Links,
): Promise<StoppableChat | null> {
  if (teams === null) return null;
  const started = await import('#channels/teams/start.ts');
  const { handle, linkTo, ...running } = await started.startTeams({
    ...teams,
    local: teamsLocal,
    deps,
    // What is for no platform is done by Slack where it is: it can look officials up.
    outbox: slack === null ? outbox : openOutbox(database.db, 'teams', false),
    references: openTeamsReferences(database.db),
    log,
    isUnavailable,
  });
  links.teams = linkTo;
  const { delivery, stop } = running;
  const platforms = [reachable('teams', 'Microsoft Teams', running, false)];
  return {
    delivery,
    stop,
    platforms: () => platforms,
    ways: ['teams'],
    doors: { '/api/messages': handle },
    receive: async () => undefined,
  };
}

/** E-mail goes out alone: nothing comes in, and a mail server that is down keeps nobody from using the bot. */
async function startMail(
  { mail, operatorEmail }: ServerConfig,
  { deps, database, log }: ChatParts,
  links: Links,
): Promise<StoppableChat | null> {
  if (mail === null) return null;
  const started = await import('#channels/email/start.ts');
  const outbox = openOutbox(database.db, 'email', false);
  const running = started.startEmail({
    server: mail,
    operator: operatorEmail,
    deps,
    outbox,
    log,
    async chatLink(platform, key) {
      const sent = key === null ? null : await outbox.sentMessage(key);
      return links[platform]?.(sent?.place ?? null) ?? null;
    },
  });
  return { ...running, doors: {}, receive: async () => undefined, platforms: () => [], ways: ['email'] };
}

/** The operator's own system: no chat, but it is told of things and says things as they are. */
async function startDownstream(
  { provisioning }: ServerConfig,
  { deps, database, log }: ChatParts,
): Promise<StoppableChat | null> {
  if (provisioning === null) return null;
  const { startWebhook } = await import('#channels/webhook/start.ts');
  const outbox = openOutbox(database.db, 'webhook', false);
  const { handle, delivery } = startWebhook({ ...provisioning, deps, outbox, log });
  return {
    delivery,
    doors: { '/provisioning/callback': handle },
    receive: async () => undefined,
    platforms: () => [],
    ways: ['webhook'],
    stop: async () => undefined,
  };
}

/** Deliveries of several platforms as one. */
function together(loops: readonly DeliveryLoop[]): DeliveryLoop {
  return {
    wake() {
      for (const loop of loops) loop.wake();
    },
    async idle() {
      // What one platform delivers can make something due on the other.
      for (let round = 0; round < loops.length; round += 1) await Promise.all(loops.map((loop) => loop.idle()));
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
