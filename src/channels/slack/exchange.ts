import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { Workspace } from '#application/slack-workspaces.ts';
import type { InstallProblem } from '#copy/slack-install.ts';
import { slackFault } from './slack-error.ts';

/** What came of a code: a workspace with its token, or why not. */
export type Exchanged =
  | { workspace: Omit<Workspace, 'installedAt'>; token: string }
  | { problem: InstallProblem; team?: string | undefined; code?: string }
  | { lacks: readonly string[] };

export interface ExchangeParts {
  clientId: string;
  clientSecret: string;
  /** null: any. */
  allowedTeams: readonly string[] | null;
  /** All that the bot needs. */
  scopes: readonly string[];
  options: WebClientOptions;
}

const granted = z.looseObject({
  access_token: z.string().startsWith('xoxb-').max(500),
  token_type: z.literal('bot'),
  scope: z.string().max(4_000),
  app_id: z.string().max(50),
  team: z.looseObject({ id: z.string().max(50) }).nullish(),
  is_enterprise_install: z.boolean().nullish(),
  refresh_token: z.string().nullish(),
  expires_in: z.number().nullish(),
});
const known = z.looseObject({
  team_id: z.string(),
  team: z.string(),
  url: z.url(),
  bot_id: z.string(),
  user_id: z.string(),
});

/** What Slack says of a code that is not good any more, and of a secret that never was. */
const staleCodes = new Set(['invalid_code', 'code_already_used', 'code_expired']);

/**
 * Exchanges the code that came back from Slack for the token of a workspace, and looks at it before anything is kept. A token
 * that is not wanted is revoked: it is of a workspace without the bot, so nothing that works ends with it.
 */
export async function exchange(parts: ExchangeParts, code: string): Promise<Exchanged> {
  const { clientId, clientSecret, allowedTeams, scopes, options } = parts;
  try {
    const given = { client_id: clientId, client_secret: clientSecret, code };
    const answer = granted.safeParse(await new WebClient(undefined, options).oauth.v2.access(given));
    if (!answer.success) return { problem: 'other-token' };
    const { access_token: token, scope, app_id: appId, team } = answer.data;
    const client = new WebClient(token, options);
    const refuse = async (problem: InstallProblem): Promise<Exchanged> => {
      await client.auth.revoke().catch(() => undefined);
      return { problem, team: team?.id };
    };
    if (answer.data.is_enterprise_install || team == null) return await refuse('enterprise');
    if (allowedTeams !== null && !allowedTeams.includes(team.id)) return await refuse('not-allowed');
    if (answer.data.refresh_token != null || answer.data.expires_in != null)
      return { problem: 'rotation', team: team.id };
    const has = scope.split(',');
    const lacks = scopes.filter((one) => !has.includes(one));
    if (lacks.length > 0) return { lacks };
    const self = known.safeParse(await client.auth.test());
    if (!self.success || self.data.team_id !== team.id) return { problem: 'other-token', team: team.id };
    const { bot_id: botId, user_id: botUserId, team: name, url } = self.data;
    return { workspace: { teamId: team.id, name, url, appId, botId, botUserId, scopes: has }, token };
  } catch (fault) {
    const code = slackFault(fault)?.code;
    if (code === undefined) throw fault;
    if (staleCodes.has(code)) return { problem: 'not-yours', code };
    return { problem: ['unreachable', 'http', 'ratelimited'].includes(code) ? 'unreachable' : 'configured', code };
  }
}
