import { clouds, type Endpoints } from './clouds.ts';
import { type Conversations, connectorCalls } from './connector-calls.ts';
import { connectorHttp } from './connector-http.ts';
import { rememberingGood } from './known-tokens.ts';
import { localLogin } from './local-login.ts';
import { isLoopbackUrl, type ServiceUrlCheck, serviceUrlCheck } from './service-url.ts';

/** Microsoft's SDK behind what the bot needs of it. It is loaded here and only where Teams is configured. */

/** How the bot signs in. `local`: a connector of a rehearsal or a test in place of Microsoft's; never from the environment. */
export interface SdkOptions {
  login: { appId: string; password: string; type: 'SingleTenant' | 'MultiTenant'; tenantId: string | null } | null;
  cloud: keyof typeof clouds;
  openIdMetadataUrl: string | null;
  local?: { endpoints: Endpoints; tokenUrl: string; serviceUrl: string } | undefined;
}

export interface Sdk {
  /** Resolves when the token of a request is Microsoft's, for this bot and this activity. @throws why not */
  authenticate(activity: object, authorization: string): Promise<void>;
  /** @throws when nothing may be sent to this address */
  conversations(serviceUrl: string): Promise<Conversations>;
  isServiceUrl: ServiceUrlCheck;
  /** What kept the bot from signing in when it last tried; null when it did, or never tried. */
  problem(): string | null;
  /** Whether the address answers under which Microsoft describes the keys of Teams. */
  reach(): Promise<boolean>;
}

/** One for each region of Teams. */
const mostServiceUrls = 100;

/** @param timeoutMs the end of each call to the connector */
export async function loadSdk(options: SdkOptions, timeoutMs: number): Promise<Sdk> {
  const { login, local } = options;
  // The package's own entry loads its AI parts: three times the time and the memory.
  const { TeamsAdapter } = await import('@microsoft/teams-ai/lib/TeamsAdapter.js');
  const appId = login?.appId ?? '';
  const endpoints = local?.endpoints ?? endpointsOf(options);
  const settings = {
    ...endpoints,
    // An empty id switches authentication off: `login` is null for that, and the configuration allows it on loopback only.
    MicrosoftAppId: appId,
    ...(login === null
      ? {}
      : {
          MicrosoftAppPassword: login.password,
          MicrosoftAppType: login.type,
          ...(login.tenantId === null ? {} : { MicrosoftAppTenantId: login.tenantId }),
        }),
  };
  const factory =
    login === null || local === undefined
      ? undefined
      : localLogin(login, local.tokenUrl, endpoints.ToChannelFromBotOAuthScope);
  class Adapter extends TeamsAdapter {
    authentic(activity: object, authorization: string) {
      return this.botFrameworkAuthentication.authenticateRequest(activity as never, authorization);
    }
    connector(serviceUrl: string) {
      return this.botFrameworkAuthentication
        .createConnectorFactory(this.createClaimsIdentity(appId))
        .create(serviceUrl);
    }
  }
  const adapter = new Adapter(settings as never, factory as never, undefined, {
    httpClient: connectorHttp(timeoutMs) as never,
  });
  const isServiceUrl =
    login === null ? isLoopbackUrl : serviceUrlCheck(clouds[options.cloud].serviceHosts, local?.serviceUrl ?? null);
  let problem: string | null = null;
  /** A client is made of a dozen parts, and serves as long as the bot runs. */
  const kept = new Map<string, Promise<Conversations>>();
  const connect = async (serviceUrl: string): Promise<Conversations> => {
    const connector = await adapter.connector(serviceUrl);
    return connectorCalls(connector.conversations as Conversations, 2 * timeoutMs, (found) => {
      problem = found;
    });
  };
  return {
    isServiceUrl,
    problem: () => problem,
    async reach() {
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await fetch(endpoints.ToBotFromChannelOpenIdMetadataUrl, { signal }).catch(() => null);
      await answer?.body?.cancel();
      return answer !== null && answer.status < 500;
    },
    authenticate: rememberingGood(async (activity, authorization) => {
      await adapter.authentic(activity, authorization);
    }),
    async conversations(serviceUrl) {
      if (!isServiceUrl(serviceUrl)) throw new Error('nothing is sent to a service URL that is not Microsoft’s');
      const known = kept.get(serviceUrl);
      if (known !== undefined) return known;
      if (kept.size >= mostServiceUrls) kept.clear();
      const made = connect(serviceUrl);
      kept.set(serviceUrl, made);
      // What failed is tried anew by the next.
      made.catch(() => kept.delete(serviceUrl));
      return made;
    },
  };
}

function endpointsOf({ cloud, openIdMetadataUrl }: SdkOptions): Endpoints {
  const { endpoints } = clouds[cloud];
  return openIdMetadataUrl === null
    ? endpoints
    : { ...endpoints, ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl };
}
