import { join } from 'node:path';
import { openClock, type RehearsalClock } from './clock.ts';
import { openNewcomers } from './newcomers.ts';
import { servePage } from './page/server.ts';
import { cast } from './people.ts';
import type { Workspace } from './slack/contract.ts';
import { startWorkspace } from './slack/workspace.ts';
import type { Connector } from './teams/contract.ts';
import { startTeams } from './teams.ts';

/** A Slack workspace and a Teams of this computer, with their clock and their page. */
export interface Rehearsal {
  workspace: Workspace;
  /** null where the packages that only development needs are not installed. */
  teams: Connector | null;
  clock: RehearsalClock;
  /** Tells both where the bot listens, and opens the page. @param onMoved called when the clock
   *  was moved @returns the page's address */
  open(place: Place, onMoved: () => void): Promise<string>;
  stop(): Promise<void>;
}

/** Where the bot and its page listen. `operatorUrl`: of the operator's page. */
interface Place {
  botUrl: string;
  operatorUrl: string | null;
  host: string;
  port: number;
}

/** Files that a new rehearsal starts with. */
export interface Lists {
  providers: string[];
  officials: string;
}

/** The bundled ones. */
export const lists: Lists = {
  providers: ['hospital-general-information.csv.gz', 'providers-merged.csv.gz'].map((name) =>
    join(import.meta.dirname, 'lists', name),
  ),
  officials: join(import.meta.dirname, 'lists', 'officials.csv'),
};

/**
 * Starts the strict local Slack workspace, and the strict local Teams beside it.
 * @param scopes the bot token's scopes, as in the manifest
 * @param folder where the rehearsal keeps its clock, and who joined, between two runs
 */
export async function startRehearsal(scopes: string[], folder: string): Promise<Rehearsal> {
  const clock = openClock(join(folder, 'clock.json'));
  const newcomers = openNewcomers(cast, join(folder, 'joined.json'));
  const workspace = await startWorkspace({ people: newcomers.people, scopes, clock: clock.now });
  const teams = await startTeams(clock.now, join(folder, 'teams.json'));
  let page: { url: string; stop(): Promise<void> } | null = null;
  return {
    workspace,
    teams,
    clock,
    async open({ botUrl, operatorUrl, host, port }, onMoved) {
      workspace.requestUrl = `${botUrl}/slack/events`;
      if (teams) teams.requestUrl = `${botUrl}/api/messages`;
      const forward = (ms: number) => {
        clock.forward(ms);
        onMoved();
      };
      page = await servePage(workspace, {
        host,
        port,
        groups: cast,
        clock: { now: clock.now, forward },
        join: newcomers.join,
        operatorUrl,
        ...(teams ? { teams } : {}),
      });
      return page.url;
    },
    async stop() {
      await page?.stop();
      await teams?.stop();
      await workspace.stop();
    },
  };
}
