import { z } from 'zod';
import { categories } from '#content/catalogue.ts';
import type { CategoryId } from '#domain/catalogue.ts';
import { isAddress } from '#domain/person.ts';
import type { Times } from '#domain/times.ts';
import { type MailConfig, mailFrom, mailProblems, mailVariables, verifiesOfficials } from './mail-config.ts';
import {
  type ProvisioningConfig,
  provisioningFrom,
  provisioningProblems,
  provisioningVariables,
} from './provisioning-config.ts';
import { type SlackConfig, slackFrom, slackProblems, slackVariables } from './slack-config.ts';
import { type TeamsConfig, teamsFrom, teamsProblems, teamsVariables } from './teams-config.ts';
import { timesFrom, timesProblems, timesVariables } from './times-config.ts';
import type { TracesConfig } from './watch/traces-config.ts';
import { type OperatorConfig, operatorFrom, tracesFrom, watchProblems, watchVariables } from './watch-config.ts';

/** The whole configuration, read once from the environment. `.env.example` explains every variable. */

/** Something in the environment that keeps the bot from starting; the message says what to do. */
export class ConfigProblem extends Error {
  override name = 'ConfigProblem';
}

export interface Config {
  mode: 'rehearsal' | 'live';
  host: string;
  port: number;
  /** Where the page of a rehearsal is served. */
  rehearsalPort: number;
  dataDir: string;
  /** A PostgreSQL server; null: the embedded database under `dataDir`. */
  databaseUrl: string | null;
  logLevel: string;
  emailDomains: readonly string[];
  sharedAddresses: readonly string[];
  guestsMayRequest: boolean;
  /** Addresses of people who may record that an official's role was removed. */
  helpDesk: readonly string[];
  categories: readonly CategoryId[];
  operatorChannel: string | null;
  operatorEmail: string | null;
  /** A folder of the operator's own articles. */
  knowledgeDir: string | null;
  /** The operator's own system, which sets roles up; null: they are set up by hand only. */
  provisioning: ProvisioningConfig | null;
  /** How long things may wait. */
  times: Times;
  slack: SlackConfig | null;
  teams: TeamsConfig | null;
  /** null: no e-mail is sent. A rehearsal sends none: its people's addresses are nobody's. */
  mail: MailConfig | null;
  /** An official's first decision asks for a number that comes by e-mail. */
  verifyOfficials: boolean;
  /** The operator's page and the metrics, on a port of their own; null: off. */
  operator: OperatorConfig | null;
  /** Where traces go; null: nowhere. */
  traces: TracesConfig | null;
}

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== ''),
  );

const yesNo = z
  .enum(['0', '1', ''])
  .default('')
  .transform((text) => text === '1');

/** Whether a text is the address of a PostgreSQL database. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text);
}

const environment = z.object({
  BOT_MODE: z.enum(['production', 'rehearsal', '']).default(''),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  REHEARSAL_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'is an address such as postgres://user:password@host:5432/database, with %23 for # and %2F for /',
    )
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  EMAIL_DOMAINS: list,
  SHARED_ADDRESSES: list,
  GUESTS_MAY_REQUEST: yesNo,
  HELP_DESK: list.refine((all) => all.every(isAddress), 'is a list of e-mail addresses, separated by commas'),
  CATEGORIES: list,
  OPERATOR_CHANNEL: z
    .string()
    .regex(/^(?:T[A-Z0-9]+\/)?[CG][A-Z0-9]+$/, 'is a channel id such as C0123456789')
    .optional(),
  OPERATOR_EMAIL: z.email('is an e-mail address').max(254).optional(),
  KNOWLEDGE_DIR: z.string().min(1).optional(),
  ...slackVariables,
  ...teamsVariables,
  ...mailVariables,
  ...provisioningVariables,
  ...timesVariables,
  ...watchVariables,
});

/**
 * Reads the environment. With no platform variable and no database set, and BOT_MODE not production, it is a rehearsal.
 * @throws ConfigProblem naming every variable that is missing or wrong, never a value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success)
    throw new ConfigProblem(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
  const values = parsed.data;
  const platform = Object.keys(set).filter((name) => /^(SLACK|TEAMS)_/.test(name) || name === 'DATABASE_URL');
  const base = {
    host: values.HOST,
    port: values.PORT,
    rehearsalPort: values.REHEARSAL_PORT,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    logLevel: values.LOG_LEVEL,
    emailDomains: values.EMAIL_DOMAINS,
    sharedAddresses: values.SHARED_ADDRESSES,
    guestsMayRequest: values.GUESTS_MAY_REQUEST,
    helpDesk: values.HELP_DESK,
    categories: categoriesFrom(values.CATEGORIES),
    operatorChannel: values.OPERATOR_CHANNEL ?? null,
    operatorEmail: values.OPERATOR_EMAIL ?? null,
    knowledgeDir: values.KNOWLEDGE_DIR ?? null,
    times: timesFrom(values),
    traces: tracesFrom(values),
  };
  const wrong = [...timesProblems(values), ...watchProblems(values)];
  if (wrong.length > 0) throw new ConfigProblem(wrong.join('\n'));
  if (platform.length === 0 && values.BOT_MODE !== 'production')
    return {
      ...base,
      mode: 'rehearsal',
      provisioning: null,
      slack: null,
      teams: null,
      mail: null,
      verifyOfficials: false,
      operator: operatorFrom(values, values.REHEARSAL_PORT),
    };
  const problems = [...liveProblems(values, platform), ...provisioningProblems(values)];
  if (problems.length > 0) throw new ConfigProblem(problems.join('\n'));
  const { slack, teams } = wanted(platform);
  return {
    ...base,
    mode: 'live',
    provisioning: provisioningFrom(values),
    slack: slack ? slackFrom(values) : null,
    teams: teams ? teamsFrom(values) : null,
    mail: mailFrom(values),
    verifyOfficials: verifiesOfficials(values),
    operator: operatorFrom(values, null),
  };
}

/** Which platforms the variables are about. With none it is Slack that is asked for first. */
function wanted(platform: readonly string[]): { slack: boolean; teams: boolean } {
  const teams = platform.some((name) => name.startsWith('TEAMS_'));
  return { slack: !teams || platform.some((name) => name.startsWith('SLACK_')), teams };
}

function liveProblems(values: z.infer<typeof environment>, platform: readonly string[]): string[] {
  const because =
    platform.length > 0 ? `because ${[...platform].sort().join(', ')} is set` : 'because BOT_MODE is production';
  const problems: string[] = [];
  if (values.BOT_MODE === 'rehearsal')
    problems.push(
      `BOT_MODE is rehearsal, but ${platform.join(', ')} is set: a rehearsal needs no platform. Take one of them out.`,
    );
  const { slack, teams } = wanted(platform);
  if (slack) problems.push(...slackProblems(values, because, values.OPERATOR_CHANNEL));
  if (!slack && values.OPERATOR_CHANNEL !== undefined)
    problems.push(
      'OPERATOR_CHANNEL is a channel of Slack, and Slack is not configured. Take it out, or set SLACK_BOT_TOKEN.',
    );
  if (teams) problems.push(...teamsProblems(values, values.HOST));
  if (!teams && noneOfSlack(values))
    problems.push('For Microsoft Teams set TEAMS_APP_ID and what belongs to it in place of these.');
  problems.push(...mailProblems(values));
  if (values.EMAIL_DOMAINS.length === 0)
    problems.push(
      'EMAIL_DOMAINS is missing: the e-mail domains whose people may decide, for example EMAIL_DOMAINS=example.org,example.com.',
    );
  return problems;
}

const noneOfSlack = (values: z.infer<typeof environment>): boolean =>
  [values.SLACK_BOT_TOKEN, values.SLACK_APP_TOKEN, values.SLACK_CLIENT_ID].every((value) => value === undefined);

/** The categories that the form shows: all eight, or those the operator names. */
function categoriesFrom(names: readonly string[]): CategoryId[] {
  if (names.length === 0) return categories.map(({ id }) => id);
  return names.map((name) => {
    const category = categories.find(({ id, label }) => id === name || label.toLowerCase() === name);
    if (category === undefined)
      throw new ConfigProblem(
        `CATEGORIES names ${name}, which is no category. Known: ${categories.map(({ id }) => id).join(', ')}.`,
      );
    return category.id;
  });
}
