import type { Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Deps } from '#application/deps.ts';
import type { Outbox } from '#application/outbox.ts';
import {
  removeWorkspace,
  type SealedWorkspace,
  type Workspace,
  type Workspaces,
} from '#application/slack-workspaces.ts';
import type { Logger } from '#channels/log-port.ts';
import { seal, unseal } from './seal.ts';
import { slackFault } from './slack-error.ts';
import { type OpenWorkspace, openWorkspace } from './workspace.ts';

/** The workspaces that installed the bot, each with what works in it. */
export interface Book {
  /** Opens all that is kept. @throws when a token can't be read */
  open(): Promise<void>;
  /** Takes over what other bots on the same record installed or removed. */
  refresh(): Promise<void>;
  of(teamId: string): Promise<Listed | null>;
  all(): Listed[];
  /** Whether the workspace took the bot away, which its token shows; it is forgotten then. 'renewed': it has a new token. */
  standing(teamId: string): Promise<'there' | 'renewed' | 'gone'>;
}

export interface Listed extends OpenWorkspace {
  about: Workspace;
}

export interface BookParts {
  store: Workspaces;
  /** null: any. */
  allowedTeams: readonly string[] | null;
  keys: readonly Buffer[];
  options: WebClientOptions;
  deps: Deps;
  outbox: Outbox;
  log: Logger;
  isUnavailable(fault: unknown): boolean;
  /** Listens to more than every workspace's listeners do. */
  onOpened(opened: Listed): void;
}

/** Payloads are handed to the workspace's own App by whoever knows whose they are. */
const handed: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined };

/**
 * Slack's answers to a token that never works again. Not invalid_auth: another Slack behind SLACK_API_URL would say it of all,
 * and all would be forgotten.
 */
const dead = new Set(['account_inactive', 'token_revoked', 'app_uninstalled']);

/** @returns an empty book over what is kept */
export function openBook(parts: BookParts): Book {
  const { store, allowedTeams, keys, options, deps, outbox, log, isUnavailable, onOpened } = parts;
  const listed = new Map<string, Promise<Listed>>();
  const settled = new Map<string, Listed>();
  const isAllowed = (teamId: string) => allowedTeams === null || allowedTeams.includes(teamId);

  /** @throws WrongKey */
  const list = async (kept: SealedWorkspace): Promise<Listed> => {
    const known = await listed.get(kept.teamId);
    if (known !== undefined && known.about.installedAt === kept.installedAt) return known;
    const opened = openOne(kept);
    listed.set(kept.teamId, opened);
    // Nobody but those who wait for it hears that it failed, and the next one tries again.
    opened.then(
      (one) => settled.set(kept.teamId, one),
      () => listed.delete(kept.teamId),
    );
    return opened;
  };
  /** The token, kept under the key in use from now on; null: none of the keys opens it. */
  const tokenOf = async (teamId: string, sealed: string): Promise<string | null> => {
    const found = unseal(sealed, teamId, keys);
    const [key] = keys;
    if (found === null || key === undefined) return null;
    if (found.by > 0) await store.reseal(teamId, sealed, seal(found.token, teamId, key));
    return found.token;
  };
  const openOne = async ({ sealed, ...about }: SealedWorkspace): Promise<Listed> => {
    const { teamId, botId, botUserId } = about;
    const token = await tokenOf(teamId, sealed);
    if (token === null) throw new WrongKey(about);
    const among = { accountsOf: async (team: string) => (await book.of(team))?.accounts ?? null };
    const of = { botToken: token, teamId, botId, botUserId };
    const opened = await openWorkspace({ ...of, options, receiver: handed, deps, outbox, log, isUnavailable, among });
    const one = { ...opened, about };
    onOpened(one);
    return one;
  };
  const forget = (teamId: string) => {
    listed.delete(teamId);
    settled.delete(teamId);
  };

  const book: Book = {
    async open() {
      for (const kept of await store.all()) {
        if (isAllowed(kept.teamId)) await list(kept);
        else {
          log.warn({ team: kept.teamId }, 'a workspace that is not on SLACK_ALLOWED_TEAMS any more is not served');
          // The key before may be gone when it is on the list again.
          await tokenOf(kept.teamId, kept.sealed);
        }
      }
    },
    async refresh() {
      const kept = (await store.all()).filter(({ teamId }) => isAllowed(teamId));
      const there = new Set(kept.map(({ teamId }) => teamId));
      for (const teamId of [...settled.keys()]) if (!there.has(teamId)) forget(teamId);
      for (const one of kept)
        await list(one).catch((fault: unknown) =>
          log.error({ err: fault, team: one.teamId }, 'the token of a workspace can’t be read'),
        );
    },
    async of(teamId) {
      const known = listed.get(teamId);
      if (known !== undefined) return known;
      const kept = isAllowed(teamId) ? await store.one(teamId) : null;
      return kept === null ? null : list(kept);
    },
    all: () => [...settled.values()].toSorted((a, b) => (a.about.teamId < b.about.teamId ? -1 : 1)),
    async standing(teamId) {
      const one = await book.of(teamId);
      if (one === null) return 'gone';
      const code = await one.lookUp.auth.test().then(
        () => null,
        (fault: unknown) => slackFault(fault)?.code ?? 'unreachable',
      );
      if (code === null || !dead.has(code)) return 'there';
      forget(teamId);
      // Another bot on the same record may know of a newer token.
      if (!(await removeWorkspace(deps)(one.about))) return (await book.of(teamId)) === null ? 'gone' : 'renewed';
      log.warn({ team: teamId, code }, 'a workspace took the bot away');
      return 'gone';
    },
  };
  return book;
}

/** A token was kept under another key. */
class WrongKey extends Error {
  override name = 'WrongKey';
  constructor({ name, teamId }: Workspace) {
    super(
      `SLACK_TOKEN_KEY does not open the token of ${name} (${teamId}): it was kept under another key. Set that key, or set it as SLACK_TOKEN_KEY_OLD beside the new one. If it is lost: “npm run -s cli -- workspaces --forget ${teamId}”, then install the bot there again.`,
    );
  }
}
