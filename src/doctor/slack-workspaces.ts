import { unseal } from '#channels/slack/seal.ts';
import { openWorkspaces } from '#storage/slack-workspaces.ts';
import { openRecord } from '../app.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import type { InstallConfig } from '../slack-config.ts';
import { broken, type Finding, look } from './finding.ts';
import { lookAtBotToken } from './slack.ts';

const again = 'Open /slack/install of the bot there once more.';

/** Whose addresses count is what an administrator says of her own workspace: a foreign one could say it of an official's. */
const anyMayInstall: Finding = look(
  'Slack',
  'SLACK_ALLOWED_TEAMS is *: whoever administers any workspace can install the bot there and vouch there for addresses, those of officials too.',
  'Name the workspaces whose administrators you trust with that.',
);

/** Tries the token of each workspace that installed the bot. @returns one that works, for what only Slack can tell; null: none */
export async function lookAtWorkspaces(
  config: Config,
  { keys, allowedTeams, apiUrl }: InstallConfig & { apiUrl: string | undefined },
  hasRecord: boolean,
): Promise<{ findings: Finding[]; token: string | null }> {
  const kept = hasRecord ? await readWorkspaces(config) : [];
  const findings = allowedTeams === null ? [anyMayInstall] : [];
  if (kept.length === 0)
    return {
      findings: [
        ...findings,
        look('Slack', 'No workspace has installed the bot yet.', 'Open /slack/install where the bot is reached.'),
      ],
      token: null,
    };
  let works: string | null = null;
  for (const { teamId, name, sealed } of kept) {
    const called = `${name} (${teamId})`;
    if (allowedTeams !== null && !allowedTeams.includes(teamId)) {
      findings.push(
        look(
          'Slack',
          `${called} is not on SLACK_ALLOWED_TEAMS and is not served.`,
          'Add it, or take the app out there.',
        ),
      );
      continue;
    }
    const token = unseal(sealed, teamId, keys)?.token ?? null;
    if (token === null) {
      const todo = `Set the key it was kept under as SLACK_TOKEN_KEY_OLD; if that is lost: workspaces --forget ${teamId}`;
      findings.push(broken('Slack', `SLACK_TOKEN_KEY does not open the token of ${called}.`, todo));
      continue;
    }
    const looked = await lookAtBotToken(token, apiUrl);
    if (looked.workspace !== null) works ??= token;
    for (const { about, standing, says, todo } of looked.findings)
      findings.push({
        about,
        standing,
        says: `${called}: ${says.replace('SLACK_BOT_TOKEN: ', '')}`,
        todo: standing === 'broken' ? again : todo,
      });
  }
  return { findings, token: works };
}

async function readWorkspaces(config: Config) {
  const record = await openRecord(config, createLog('silent')).catch(() => null);
  if (record === null) return [];
  try {
    return await openWorkspaces(record.database.db).all();
  } finally {
    await record.close();
  }
}
