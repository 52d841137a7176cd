import type { Deps } from '#application/deps.ts';
import { officialNotInChat } from '#application/know-person.ts';
import type { Outbox } from '#application/outbox.ts';
import { alignReach, installWorkspace, type Workspace, type Workspaces } from '#application/slack-workspaces.ts';
import { type DeliveryLoop, lanesOfSeveral, startDelivery } from '#channels/deliver.ts';
import { drawTask } from '#channels/draw-task.ts';
import type { Logger } from '#channels/log-port.ts';
import { type Book, type Listed, openBook } from './book.ts';
import { NoWorkspace, slackDelivery } from './delivery.ts';
import type { Route } from './dispatch.ts';
import { findEverywhere } from './find-everywhere.ts';
import { installPages, linkToApp, type Page } from './install.ts';
import { messageLink } from './message-link.ts';
import { placeOf } from './messenger.ts';
import { type ChosenReceiver, chooseReceiver, type ReceiverParts, type SlackEntry } from './receive.ts';
import { seal } from './seal.ts';
import { slackFault } from './slack-error.ts';
import { answers } from './start.ts';
import { teamOf } from './team-of.ts';
import { webOptions } from './workspace.ts';

export type SeveralOptions = SlackEntry & {
  install: {
    clientId: string;
    clientSecret: string;
    /** 32 bytes each; the first is the one in use. */
    keys: readonly Buffer[];
    /** null: any. */
    allowedTeams: readonly string[] | null;
  };
  /** All that the bot needs of a workspace. */
  scopes: readonly string[];
  apiUrl: string | undefined;
  /** A channel with its workspace: T.../C... */
  operatorChannel: string | null;
  store: Workspaces;
  deps: Deps;
  outbox: Outbox;
  log: Logger;
  isUnavailable(fault: unknown): boolean;
  inContext: ReceiverParts['inContext'];
};

export interface RunningSeveral {
  handle: ChosenReceiver['handle'];
  /** What is answered to GET, by path. */
  pages: Readonly<Record<string, Page>>;
  receive(): Promise<void>;
  stop(): Promise<void>;
  delivery: DeliveryLoop;
  linkTo(place: string | null): string;
  /** The workspaces, as readiness sees them. */
  workspaces(): { about: Workspace; problem(): string | null; reach(): Promise<boolean> }[];
}

/** How long another bot's installations may stay unknown here. */
const refreshEveryMs = 30_000;

/** Puts Slack together for several workspaces, each with its own token. @throws when a kept token can't be read */
export async function startSeveral(slack: SeveralOptions): Promise<RunningSeveral> {
  const { install, store, deps, outbox, log, inContext, isUnavailable } = slack;
  const options = webOptions(slack);
  const onOpened = (opened: Listed) => listenForTheEnd(opened, book);
  const book: Book = openBook({ ...install, store, options, deps, outbox, log, isUnavailable, onOpened });
  await book.open();
  await alignReach(deps)(book.all().map(({ about }) => about.teamId));
  if (book.all().length === 0) log.warn({}, 'no Slack workspace has installed the bot yet: open /slack/install');
  const route: Route = async (payload) => {
    const teamId = teamOf(payload);
    const opened = teamId === null ? null : await book.of(teamId);
    if (opened === null) log.info({ team: teamId }, 'a payload of a workspace without the bot was left alone');
    return opened?.app ?? null;
  };
  const parts = { webOptions: options, now: deps.now, inContext, log, watch: deps.watch, route };
  const { receiver, handle } = chooseReceiver(slack, parts);
  const delivery = startDelivery(outbox, deliveryOf(slack, book), deps.now, {
    lanes: lanesOfSeveral,
    seen: { watch: deps.watch, on: 'slack' },
  });
  const keep = async (workspace: Workspace, token: string) => {
    await installWorkspace(deps)({ ...workspace, sealed: seal(token, workspace.teamId, firstOf(install.keys)) });
    await book.refresh();
    delivery.wake();
  };
  const keys = [firstOf(install.keys), ...install.keys.slice(1)] as const;
  const { scopes, apiUrl } = slack;
  const pages = installPages({ ...install, keys, scopes, apiUrl, options, store, keep, now: deps.now, log });
  const refreshing = setInterval(() => {
    book.refresh().catch((fault: unknown) => log.warn({ err: fault }, 'the workspaces can’t be read'));
  }, refreshEveryMs);
  refreshing.unref();
  return {
    handle,
    pages: { '/slack/install': pages.install, '/slack/oauth_redirect': pages.back },
    delivery,
    receive: async () => void (await receiver.start()),
    async stop() {
      clearInterval(refreshing);
      await receiver.stop();
    },
    linkTo: (place) => linkIn(book, place),
    workspaces: () =>
      book.all().map(({ about, lookUp }) => ({
        about,
        problem: () => receiver.problem(),
        // Who took the bot away is no workspace of ours any more, and nothing is wrong with that.
        reach: async () => (await answers(lookUp)) || (await book.standing(about.teamId)) !== 'there',
      })),
  };
}

function firstOf(keys: readonly Buffer[]): Buffer {
  const [first] = keys;
  if (first === undefined) throw new Error('there is no key for the tokens of workspaces');
  return first;
}

/** Deliveries, each with the token of its workspace. */
function deliveryOf({ operatorChannel, deps, outbox, log }: SeveralOptions, book: Book) {
  const [team = '', channel = ''] = operatorChannel?.split('/') ?? [];
  const delivery = slackDelivery({
    draw: drawTask(deps, 'slack'),
    async messengerOf(teamId) {
      const opened = await book.of(teamId);
      if (opened === null) throw new NoWorkspace();
      return opened.messenger;
    },
    findByEmail: findEverywhere(book, log),
    outbox,
    notInChat: officialNotInChat(deps),
    operatorChannel: operatorChannel === null ? null : { team, channel },
    soleTeam: null,
    deps,
    log,
  });
  return {
    ...delivery,
    async show(...[drawn, task]: Parameters<typeof delivery.show>) {
      await delivery.show(drawn, task).catch(async (fault: unknown) => {
        const scope = delivery.scopeOf(drawn)?.replace('slack/', '') ?? null;
        const code = slackFault(fault)?.code ?? '';
        // Slack's word about one account and about a whole workspace is the same: its token tells which is meant.
        const mayBeGone = ['account_inactive', 'token_revoked', 'app_uninstalled'].includes(code);
        const standing = mayBeGone && scope !== null ? await book.standing(scope) : 'there';
        if (standing === 'gone') throw new NoWorkspace();
        if (standing === 'renewed') throw new Error('the workspace has a new token');
        throw fault;
      });
    },
  };
}

/** Slack says that the bot was taken away. An event that comes late, or again, ends no newer installation: the token tells. */
function listenForTheEnd({ app, about }: Listed, book: Book): void {
  app.event('app_uninstalled', async () => void (await book.standing(about.teamId)));
  app.event('tokens_revoked', async () => void (await book.standing(about.teamId)));
}

function linkIn(book: Book, place: string | null): string {
  const team = place === null ? undefined : placeOf(place).team;
  const all = book.all();
  const at = all.find(({ about }) => about.teamId === team)?.about ?? (all.length === 1 ? all[0]?.about : undefined);
  if (at === undefined) return linkToApp(all[0]?.about.appId ?? '', '');
  return messageLink(at.teamId === team ? place : null, { url: at.url, teamId: at.teamId, botUserId: at.botUserId });
}
