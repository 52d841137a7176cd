import { join } from 'node:path';
import { openClock, type RehearsalClock } from './clock.ts';
import { openNewcomers } from './newcomers.ts';
import { servePage } from './page/server.ts';
import { cast } from './people.ts';
import type { Workspace } from './slack/contract.ts';
import { startWorkspace } from './slack/workspace.ts';

/** A Slack workspace of this computer, with its clock and its page. */
export interface Rehearsal {
  workspace: Workspace;
  clock: RehearsalClock;
  /** Tells the workspace where the bot listens, and opens the page. @param onMoved called when the clock
   *  was moved @returns the page's address */
  open(place: { requestUrl: string; host: string; port: number }, onMoved: () => void): Promise<string>;
  stop(): Promise<void>;
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
 * Starts the strict local Slack workspace.
 * @param scopes the bot token's scopes, as in the manifest
 * @param folder where the rehearsal keeps its clock, and who joined, between two runs
 */
export async function startRehearsal(scopes: string[], folder: string): Promise<Rehearsal> {
  const clock = openClock(join(folder, 'clock.json'));
  const newcomers = openNewcomers(cast, join(folder, 'joined.json'));
  const workspace = await startWorkspace({ people: newcomers.people, scopes, clock: clock.now });
  let page: { url: string; stop(): Promise<void> } | null = null;
  return {
    workspace,
    clock,
    async open({ requestUrl, host, port }, onMoved) {
      workspace.requestUrl = requestUrl;
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
      });
      return page.url;
    },
    async stop() {
      await page?.stop();
      await workspace.stop();
    },
  };
}
