import { clouds } from '#channels/teams/clouds.ts';
import type { ServerConfig } from '../chats.ts';
import type { TeamsConfig } from '../teams-config.ts';
import { dateOf } from './clock.ts';
import { broken, type Finding, look, well } from './finding.ts';

const timeoutMs = 5_000;

/** What Microsoft's refusal of a sign-in means, by the number of its error. */
const refusals: Readonly<Record<string, { says: string; todo: string }>> = {
  AADSTS7000215: {
    says: 'TEAMS_APP_PASSWORD is wrong.',
    todo: 'Under Certificates & secrets of the app, make a new client secret and copy its Value, not its Secret ID.',
  },
  AADSTS7000222: {
    says: 'The client secret has run out.',
    todo: 'Under Certificates & secrets of the app, make a new client secret and set its Value as TEAMS_APP_PASSWORD.',
  },
  AADSTS700016: {
    says: 'Microsoft knows no app with TEAMS_APP_ID in this tenant.',
    todo: 'Copy the Microsoft App ID from the Configuration page of your Azure Bot, and its App Tenant ID as TEAMS_TENANT_ID. For a bot of the type MultiTenant set TEAMS_APP_TYPE=MultiTenant.',
  },
  AADSTS90002: {
    says: 'Microsoft knows no tenant with TEAMS_TENANT_ID.',
    todo: 'Copy the App Tenant ID from the Configuration page of your Azure Bot. For a government cloud set TEAMS_CHANNEL_SERVICE.',
  },
};

export type Local = ServerConfig['teamsLocal'];

/** What came of a sign-in. */
export interface SignedIn {
  finding: Finding;
  /** The secret, the id or the tenant is wrong: nothing that the bot says would be taken. */
  refused: boolean;
  /** Microsoft's time; null when it was not reached. */
  time: number | null;
}

/** Signs in at Microsoft as the bot does, with a call of its own. @param local a connector of a rehearsal or a test */
export async function signIn(teams: TeamsConfig, local?: Local): Promise<SignedIn> {
  const { login, cloud } = teams;
  if (login === null)
    return {
      finding: look(
        'Teams',
        'TEAMS_LOCAL_UNAUTHENTICATED is set: whoever reaches this computer’s port is believed.',
        'Take it out, unless you try the bot with an emulator.',
      ),
      refused: false,
      time: null,
    };
  const { ToChannelFromBotLoginUrl: shared, ToChannelFromBotOAuthScope: scope } =
    local?.endpoints ?? clouds[cloud].endpoints;
  const authority =
    login.type === 'SingleTenant' && login.tenantId !== null ? new URL(`/${login.tenantId}`, shared).href : shared;
  const response = await fetch(local?.tokenUrl ?? `${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: login.appId,
      client_secret: login.password,
      scope: `${scope}/.default`,
    }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => null);
  const said = await response?.text().catch(() => '');
  if (response?.ok)
    return {
      finding: well('Teams', 'Microsoft takes the app’s id and secret.'),
      refused: false,
      time: dateOf(response),
    };
  const number = /AADSTS\d+/.exec(said ?? '')?.[0];
  if (response === null || response.status >= 500 || response.status === 429)
    return {
      finding: broken(
        'Teams',
        `Microsoft could not be asked for a token (${response === null ? 'no answer' : response.status}).`,
        `May this computer open ${new URL(shared).origin}? Behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.`,
      ),
      refused: false,
      time: dateOf(response),
    };
  const known = number === undefined ? undefined : refusals[number];
  const { says, todo } = known ?? {
    says: `Microsoft refuses the sign-in (${number ?? response.status}).`,
    todo: 'Look the number up at login.microsoftonline.com/error, and check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID.',
  };
  return { finding: broken('Teams', says, todo), refused: true, time: dateOf(response) };
}

/** Whether Microsoft's keys and the service that takes what the bot says can be reached. */
export async function lookAtConnector(
  { cloud, login, openIdMetadataUrl }: TeamsConfig,
  local?: Local,
): Promise<Finding[]> {
  if (login === null) return [];
  const { endpoints, serviceHosts } = clouds[cloud];
  const keys = openIdMetadataUrl ?? (local?.endpoints ?? endpoints).ToBotFromChannelOpenIdMetadataUrl;
  const service = local?.serviceUrl ?? `https://${serviceHosts[0]}/`;
  const [keysAnswer, serviceAnswer] = await Promise.all([keys, service].map(reach));
  return [
    keysAnswer === 200
      ? well('Teams', 'Microsoft’s keys, by which the bot knows that a message is from Teams, can be read.')
      : broken(
          'Teams',
          `Microsoft’s keys can’t be read at ${keys} (${keysAnswer ?? 'no answer'}): everything from Teams is refused.`,
          'Let this computer open that address; check TEAMS_OPENID_METADATA_URL if it is set.',
        ),
    serviceAnswer !== null
      ? well('Teams', 'The service that takes the bot’s messages answers.')
      : broken(
          'Teams',
          `The service that takes the bot’s messages does not answer (${new URL(service).host}).`,
          'Let this computer open https addresses of that host.',
        ),
  ];
}

/** The status of an answer, whatever it is; null for none. */
async function reach(address: string | undefined): Promise<number | null> {
  const response = await fetch(address ?? '', { signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  await response?.body?.cancel();
  return response?.status ?? null;
}
