import type { OrganizationKey } from '#domain/organization.ts';
import type { Deps } from './deps.ts';
import type { Writing } from './ledger.ts';
import { rerouteAt } from './reroute.ts';

/** Slack workspaces that installed the bot by themselves, each with a token of its own. */
export interface Workspace {
  teamId: string;
  name: string;
  url: string;
  appId: string;
  botId: string;
  botUserId: string;
  scopes: readonly string[];
  /** Ms; another installation of the same workspace has another. */
  installedAt: number;
}

/** With the token, encrypted: nothing here can read it. */
export interface SealedWorkspace extends Workspace {
  sealed: string;
}

/** The port to what is kept of workspaces, beside the record's own changes. */
export interface Workspaces {
  /** By name. */
  all(): Promise<SealedWorkspace[]>;
  one(teamId: string): Promise<SealedWorkspace | null>;
  /** Keeps the same token under another key, unless it changed meanwhile. */
  reseal(teamId: string, from: string, to: string): Promise<void>;
  /** Whether nobody came back with this before. */
  useOnce(nonce: string, expiresAt: number, now: number): Promise<boolean>;
}

export interface WorkspaceWriting {
  /** In place of the installation before. */
  keep(workspace: SealedWorkspace): Promise<void>;
  /** False when it is gone, or was installed again since. */
  remove(teamId: string, installedAt: number): Promise<boolean>;
  /**
   * Notes of Slack accounts since when nobody can write to them; null: they can be written to again, and what waited for them
   * is due. @param teams of these workspaces, or of all but these
   * @returns where those concerned may decide
   */
  setReach(
    teams: { of: readonly string[] } | { except: readonly string[] },
    since: number | null,
    now: number,
  ): Promise<OrganizationKey[]>;
}

/** What is noted of a delivery that waits until its workspace has the bot again. */
export const waitsForWorkspace = 'no-workspace';

/** A workspace installed the bot: its people can be written to, and officials are looked for there. */
export function installWorkspace({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return (workspace: SealedWorkspace): Promise<void> =>
    ledger.change(async (record) => {
      await record.workspaces.keep(workspace);
      const data = { team: workspace.teamId };
      await record.record({ kind: 'workspace-installed', platform: 'slack', data }, now());
      await rerouteAt(record, await record.workspaces.setReach({ of: [workspace.teamId] }, null, now()), now());
      for (const grantId of await record.unboundGrantIds(1_000))
        await record.enqueue({ kind: 'find-official', grantId }, now());
    });
}

/** A workspace took the bot away: its token is forgotten, what waits for its officials finds its way without them. */
export function removeWorkspace({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return ({ teamId, name, installedAt }: Workspace): Promise<boolean> =>
    ledger.change(async (record) => {
      if (!(await record.workspaces.remove(teamId, installedAt))) return false;
      await record.record({ kind: 'workspace-removed', platform: 'slack', data: { team: teamId } }, now());
      const notice = { key: `workspace-gone:${teamId}:${installedAt}`, about: 'workspace-gone' } as const;
      await record.tellOperator({ ...notice, detail: `${name}, ${teamId}` }, now());
      await loseReach(record, { of: [teamId] }, now());
      return true;
    });
}

/** At a start: whom the configuration and the installations let us write to. @param teams null: of one workspace, all */
export function alignReach({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return (teams: readonly string[] | null): Promise<void> =>
    ledger.change(async (record) => {
      const again = teams === null ? { except: [] } : { of: teams };
      await rerouteAt(record, await record.workspaces.setReach(again, null, now()), now());
      if (teams !== null) await loseReach(record, { except: teams }, now());
    });
}

async function loseReach(
  record: Writing,
  teams: Parameters<WorkspaceWriting['setReach']>[0],
  at: number,
): Promise<void> {
  await rerouteAt(record, await record.workspaces.setReach(teams, at, at), at);
}
