/** A workspace, the bot double and the page, as the tests of the page need them. */
import { type MovableClock, type Page, servePage } from '#rehearsal/page/server.ts';
import type { Workspace, WorkspacePerson } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { type BotDouble, startBotDouble } from './bot-double.ts';

export interface Stage {
  workspace: Workspace;
  bot: BotDouble;
  page: Page;
  at(userId: string, tab?: string): string;
  stop(): Promise<void>;
}

const PEOPLE: WorkspacePerson[] = [
  { id: 'U0ANA', name: 'Ana Ruiz', email: 'ana@bloomfield.example', about: 'Nurse at two facilities' },
  { id: 'U0JOAN', name: 'Joan Lee', email: 'joan@bloomfield.example', about: 'Security official' },
  { id: 'U0RAJ', name: 'Raj Patel', email: 'raj@bloomfield.example', deleted: true },
  { id: 'U0GUY', name: 'Guy Stone', email: null, restricted: true },
];

const CHANNELS = [{ id: 'C0DESK', name: 'front-desk', members: ['U0ANA'], botIn: false }];

/** @param clock moved by the page, for the workspace too */
export async function setStage(clock?: MovableClock): Promise<Stage> {
  const scopes = ['chat:write', 'commands', 'im:history', 'im:read', 'im:write', 'users:read', 'users:read.email'];
  const workspace = await startWorkspace({
    people: PEOPLE,
    scopes,
    channels: CHANNELS,
    ...(clock ? { clock: clock.now } : {}),
  });
  const bot = await startBotDouble(workspace);
  const page = await servePage(workspace, { port: 0, host: '127.0.0.1', ...(clock ? { clock } : {}) });
  return {
    workspace,
    bot,
    page,
    at: (userId, tab = 'messages') => `${page.url}/#as=${userId}&tab=${tab}`,
    async stop() {
      await page.stop();
      await bot.stop();
      await workspace.stop();
    },
  };
}
