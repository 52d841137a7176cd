import { WebClient } from '@slack/web-api';
import { quietLog } from '#channels/slack/quiet-log.ts';
import { slackFault } from '#channels/slack/slack-error.ts';
import { createLog } from '../log.ts';
import { manifestScopes } from '../manifest.ts';
import { broken, type Finding, look, well } from './finding.ts';
import { missingScopes, slackRefusal } from './slack-refusals.ts';

const timeoutMs = 5_000;

/** A client that tries once. @param apiUrl another Slack; undefined: Slack */
export const slackClient = (token: string, apiUrl: string | undefined): WebClient =>
  new WebClient(token, {
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    logger: quietLog(createLog('silent')),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  });

/** What a bot token is good for. */
export interface BotToken {
  findings: Finding[];
  /** null: Slack does not take it. */
  workspace: { teamId: string; botUserId: string; name: string; url: string } | null;
}

/** Asks Slack whose token it is, and compares its scopes with those of the manifest. */
export async function lookAtBotToken(token: string, apiUrl: string | undefined): Promise<BotToken> {
  try {
    const self = await slackClient(token, apiUrl).auth.test();
    const { team_id: teamId = '', user_id: botUserId = '', user = '', team: name = '', url = '' } = self;
    const scopes = self.response_metadata?.scopes ?? null;
    return {
      findings: [
        well('Slack', `The bot token is that of ${user} in ${name} (${url}).`),
        ...(scopes === null ? [] : scopeFindings(scopes.filter((scope) => scope !== ''))),
      ],
      workspace: { teamId, botUserId, name, url },
    };
  } catch (fault) {
    const { says, todo } = slackRefusal('bot', codeOf(fault));
    return { findings: [broken('Slack', `SLACK_BOT_TOKEN: ${says}`, todo)], workspace: null };
  }
}

function scopeFindings(has: readonly string[]): Finding[] {
  const wanted = manifestScopes();
  const lacks = wanted.filter((scope) => !has.includes(scope));
  const more = has.filter((scope) => !wanted.includes(scope));
  const { says, todo } = missingScopes(lacks);
  return [
    lacks.length > 0 ? broken('Slack', says, todo) : well('Slack', 'It has every scope of the manifest.'),
    ...(more.length > 0
      ? [
          look(
            'Slack',
            `It has scopes that the bot never uses: ${more.join(', ')}.`,
            'Take them away under OAuth & Permissions, and install the app again.',
          ),
        ]
      : []),
  ];
}

/** Asks Slack for the address of a Socket Mode connection, and opens none. */
export async function lookAtAppToken(token: string, apiUrl: string | undefined): Promise<Finding> {
  try {
    await slackClient(token, apiUrl).apps.connections.open({});
    return well('Slack', 'The app-level token opens Socket Mode connections.');
  } catch (fault) {
    const { says, todo } = slackRefusal('app', codeOf(fault));
    return broken('Slack', `SLACK_APP_TOKEN: ${says}`, todo);
  }
}

/** Slack's own code of a fault, or 'unreachable'. */
const codeOf = (fault: unknown): string => slackFault(fault)?.code ?? 'unreachable';
