import { removeWorkspace } from '#application/slack-workspaces.ts';
import { openWorkspaces } from '#storage/slack-workspaces.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { perhaps } from '../options.ts';
import { notDone, type Print } from '../print.ts';

/** Prints the Slack workspaces that installed the bot, never a token. @returns 1 when the one to be forgotten is not among them */
export async function workspaces(
  { database, deps }: Record,
  { forget }: { forget?: boolean | string },
  print: Print,
): Promise<number> {
  const all = await openWorkspaces(database.db).all();
  if (typeof forget === 'string') {
    const one = all.find(({ teamId }) => teamId === forget);
    if (one === undefined) return notDone(print, `No workspace with the id ${forget} has installed the bot.`);
    await removeWorkspace(deps)(one);
    print(
      `${one.name} (${forget}) is forgotten here. Take the app out in Slack, too, or its token goes on to be one.`,
      { team: forget, name: one.name, forgotten: true },
    );
    return 0;
  }
  for (const { teamId, name, url, installedAt, scopes } of all) {
    const at = new Date(installedAt).toISOString();
    print(`${teamId} ${name}, ${url}, installed ${at}`, { team: teamId, name, url, installedAt: at, scopes });
  }
  if (all.length === 0) print('No Slack workspace has installed the bot by itself.', null);
  return 0;
}

export const workspacesCommand = onRecord(
  {
    group: null,
    name: 'workspaces',
    about: 'Slack workspaces that installed the bot; --forget removes one’s token here',
    json: 'a workspace',
    examples: ['workspaces', 'workspaces --forget T0123456789'],
    takes: {},
    options: {
      forget: perhaps(
        '[team]',
        'forget the token of this workspace; its people are told nothing until it installs again',
      ),
    },
  },
  workspaces,
);
