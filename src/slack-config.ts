import { z } from 'zod';

/** The part of the configuration that is about Slack. */

/**
 * One workspace with its token, or several that install the bot by themselves. With an app-level token it is Socket Mode; a
 * signing secret beside it is not used.
 */
export type SlackConfig = { apiUrl: string | undefined } & ({ botToken: string } | { install: InstallConfig }) &
  ({ signingSecret: string } | { appToken: string; signingSecretIgnored: boolean });

/** How workspaces install the bot. */
export interface InstallConfig {
  clientId: string;
  clientSecret: string;
  /** 32 bytes each, for the tokens that are kept: the one in use, and the one before where it is still read. */
  keys: readonly Buffer[];
  /** Ids of workspaces; null: any. */
  allowedTeams: readonly string[] | null;
}

const keyHelp = 'is 32 random bytes in base64: openssl rand -base64 32';
const key = z
  .string()
  .trim()
  .regex(/^[\w+/-]{43}=?$/, keyHelp)
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, keyHelp);

/** Variables that begin with SLACK_. */
export const slackVariables = {
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'begins with xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'begins with xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(16, 'is the signing secret of the app, 32 characters').optional(),
  SLACK_API_URL: z.url('is a web address').optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, 'is two numbers with a dot, under Basic Information')
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(16, 'is the client secret of the app, 32 characters').optional(),
  SLACK_TOKEN_KEY: key.optional(),
  SLACK_TOKEN_KEY_OLD: key.optional(),
  SLACK_ALLOWED_TEAMS: z
    .string()
    .regex(/^\s*(?:\*|T[A-Z0-9]+(?:\s*,\s*T[A-Z0-9]+)*)\s*$/, 'is a list of workspace ids such as T0123456789, or *')
    .transform((text) => (text.trim() === '*' ? null : text.split(',').map((id) => id.trim())))
    .optional(),
};

const variables = z.object(slackVariables);
type Values = z.infer<typeof variables>;

/** Whether workspaces install the bot by themselves. */
const installs = (values: Values): boolean =>
  [
    values.SLACK_CLIENT_ID,
    values.SLACK_CLIENT_SECRET,
    values.SLACK_TOKEN_KEY,
    values.SLACK_TOKEN_KEY_OLD,
    values.SLACK_ALLOWED_TEAMS,
  ].some((value) => value !== undefined);

/** The settings, after `slackProblems` found none. */
export function slackFrom(values: Values): SlackConfig {
  const { SLACK_BOT_TOKEN: botToken = '', SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = values;
  const { SLACK_SIGNING_SECRET: signingSecret } = values;
  const entry =
    appToken === undefined
      ? { signingSecret: signingSecret ?? '' }
      : { appToken, signingSecretIgnored: signingSecret !== undefined };
  if (!installs(values)) return { botToken, apiUrl, ...entry };
  const { SLACK_CLIENT_ID: clientId = '', SLACK_CLIENT_SECRET: clientSecret = '' } = values;
  const keys = [values.SLACK_TOKEN_KEY, values.SLACK_TOKEN_KEY_OLD].filter((bytes) => bytes !== undefined);
  return {
    install: { clientId, clientSecret, keys, allowedTeams: values.SLACK_ALLOWED_TEAMS ?? null },
    apiUrl,
    ...entry,
  };
}

/** What is missing or contradicts itself, one sentence each. @param because why Slack has to be configured at all */
export function slackProblems(values: Values, because: string, operatorChannel: string | undefined): string[] {
  const several = installs(values);
  const problems = several ? installProblems(values) : [];
  if (!several && values.SLACK_BOT_TOKEN === undefined)
    problems.push(`SLACK_BOT_TOKEN is missing (${because}). It stands under OAuth & Permissions of your Slack app.`);
  if (values.SLACK_SIGNING_SECRET === undefined && values.SLACK_APP_TOKEN === undefined)
    problems.push(
      `SLACK_SIGNING_SECRET is missing (${because}). It stands under Basic Information of your Slack app. With Socket Mode, set SLACK_APP_TOKEN in its place: an app-level token with the scope connections:write, on the same page.`,
    );
  if (several && operatorChannel !== undefined && !operatorChannel.includes('/'))
    problems.push(
      'OPERATOR_CHANNEL names no workspace, and there are several: write it as T0123456789/C0123456789, the workspace’s id first.',
    );
  if (!several && operatorChannel?.includes('/'))
    problems.push('OPERATOR_CHANNEL names a workspace, and SLACK_BOT_TOKEN is of one: write the channel’s id alone.');
  return problems;
}

function installProblems(values: Values): string[] {
  const problems: string[] = [];
  if (values.SLACK_BOT_TOKEN !== undefined)
    problems.push(
      'SLACK_BOT_TOKEN is for one workspace; SLACK_CLIENT_ID and what belongs to it are for several, each with a token of its own. Take one of them out.',
    );
  if (values.SLACK_CLIENT_ID === undefined)
    problems.push('SLACK_CLIENT_ID is missing: it stands under Basic Information of your Slack app.');
  if (values.SLACK_CLIENT_SECRET === undefined)
    problems.push('SLACK_CLIENT_SECRET is missing: it stands under Basic Information of your Slack app.');
  if (values.SLACK_TOKEN_KEY === undefined)
    problems.push(`SLACK_TOKEN_KEY is missing: with it the tokens of workspaces are kept. It ${keyHelp}`);
  if (values.SLACK_ALLOWED_TEAMS === undefined)
    problems.push(
      'SLACK_ALLOWED_TEAMS is missing: the ids of the workspaces that may install the bot, such as T0123456789, separated by commas; * lets any.',
    );
  return problems;
}
