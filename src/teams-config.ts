import { z } from 'zod';

/** The part of the configuration that is about Microsoft Teams. */

/** How the bot signs in to Microsoft, and whom it listens to. */
export interface TeamsConfig {
  /** null: TEAMS_LOCAL_UNAUTHENTICATED, for a local emulator. Nothing is checked, and the server listens on loopback only. */
  login: { appId: string; password: string; type: 'SingleTenant' | 'MultiTenant'; tenantId: string | null } | null;
  /** Entra tenants whose activities are taken, lower case. */
  allowedTenants: readonly string[];
  cloud: 'public' | 'us-government';
  /** Where the keys of Teams are described, in place of the cloud's own. */
  openIdMetadataUrl: string | null;
}

const guid = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'is an id such as 00000000-0000-0000-0000-000000000000')
  .transform((id) => id.toLowerCase());

/** Variables that begin with TEAMS_. */
export const teamsVariables = {
  TEAMS_APP_ID: guid.optional(),
  TEAMS_APP_PASSWORD: z.string().min(1).optional(),
  TEAMS_APP_TYPE: z.enum(['SingleTenant', 'MultiTenant']).default('SingleTenant'),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_ALLOWED_TENANTS: z
    .string()
    .default('')
    .transform((text) => text.split(','))
    .transform((ids) => ids.map((id) => id.trim().toLowerCase()).filter((id) => id !== ''))
    .pipe(z.array(guid)),
  TEAMS_CHANNEL_SERVICE: z
    .literal('https://botframework.azure.us', 'is empty, or https://botframework.azure.us for the US government clouds')
    .optional(),
  TEAMS_OPENID_METADATA_URL: z
    .url({ protocol: /^https$/, error: 'is a web address that begins with https://' })
    .optional(),
  TEAMS_LOCAL_UNAUTHENTICATED: z.enum(['0', '1', '']).default(''),
};

const variables = z.object(teamsVariables);
type Values = z.infer<typeof variables>;

/** What is missing or contradicts itself, one sentence each. @param host where the server listens */
export function teamsProblems(values: Values, host: string): string[] {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_APP_TYPE: type, TEAMS_TENANT_ID: tenant } = values;
  const problems: string[] = [];
  if (values.TEAMS_LOCAL_UNAUTHENTICATED === '1') {
    if (!isLoopback(host))
      problems.push(
        'TEAMS_LOCAL_UNAUTHENTICATED lets anybody in: it works only with HOST=127.0.0.1, ::1 or localhost.',
      );
    if (appId !== undefined || password !== undefined)
      problems.push(
        'TEAMS_LOCAL_UNAUTHENTICATED is set beside TEAMS_APP_ID or TEAMS_APP_PASSWORD: a bot that signs in is never unauthenticated. Take one of them out.',
      );
  } else {
    if (appId === undefined)
      problems.push('TEAMS_APP_ID is missing: the Microsoft App ID, on the Configuration page of your Azure Bot.');
    if (password === undefined)
      problems.push('TEAMS_APP_PASSWORD is missing: a client secret of that app, under Certificates & secrets.');
    if (type === 'SingleTenant' && tenant === undefined)
      problems.push(
        'TEAMS_TENANT_ID is missing: the Entra tenant of a bot of the type SingleTenant. For the other type set TEAMS_APP_TYPE=MultiTenant.',
      );
  }
  if (tenantsOf(values).length === 0 && (values.TEAMS_LOCAL_UNAUTHENTICATED === '1' || type === 'MultiTenant'))
    problems.push('TEAMS_ALLOWED_TENANTS is missing: the Entra tenants whose people may use the bot, by id.');
  return problems;
}

/** The settings, after `teamsProblems` found none. */
export function teamsFrom(values: Values): TeamsConfig {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_APP_TYPE: type } = values;
  const local = values.TEAMS_LOCAL_UNAUTHENTICATED === '1' || appId === undefined || password === undefined;
  return {
    login: local ? null : { appId, password, type, tenantId: values.TEAMS_TENANT_ID ?? null },
    allowedTenants: tenantsOf(values),
    cloud: values.TEAMS_CHANNEL_SERVICE === undefined ? 'public' : 'us-government',
    openIdMetadataUrl: values.TEAMS_OPENID_METADATA_URL ?? null,
  };
}

/** The bot's own tenant is allowed where nobody says otherwise; MultiTenant names them all. */
function tenantsOf({ TEAMS_ALLOWED_TENANTS: named, TEAMS_TENANT_ID: own, TEAMS_APP_TYPE: type }: Values): string[] {
  return named.length > 0 || own === undefined || type === 'MultiTenant' ? named : [own];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
