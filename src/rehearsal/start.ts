import { join } from 'node:path';
import { servePage } from './page/server.ts';
import { cast, people } from './people.ts';
import type { Workspace } from './slack/contract.ts';
import { startWorkspace } from './slack/workspace.ts';

/** Scopes of the rehearsal's bot token: those of the manifest. */
export interface Rehearsal {
  workspace: Workspace;
  /** Tells the workspace where the bot listens, and opens the page. @returns the page's address */
  open(requestUrl: string, host: string, port: number): Promise<string>;
  stop(): Promise<void>;
}

/** Files that a new rehearsal starts with. */
export const lists = {
  providers: ['hospital-general-information.csv.gz', 'providers-merged.csv.gz'].map((name) =>
    join(import.meta.dirname, 'lists', name),
  ),
  officials: join(import.meta.dirname, 'lists', 'officials.csv'),
};

/** Starts the strict local Slack workspace. @param scopes the bot token's scopes, as in the manifest */
export async function startRehearsal(scopes: string[]): Promise<Rehearsal> {
  const workspace = await startWorkspace({ people, scopes });
  let page: { url: string; stop(): Promise<void> } | null = null;
  return {
    workspace,
    async open(requestUrl, host, port) {
      workspace.requestUrl = requestUrl;
      page = await servePage(workspace, { host, port, groups: cast });
      return page.url;
    },
    async stop() {
      await page?.stop();
      await workspace.stop();
    },
  };
}
