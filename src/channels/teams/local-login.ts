import { z } from 'zod';
import { ConnectorFault } from './connector-fault.ts';

/**
 * Signs the bot in at a local connector. Microsoft's own library takes only https, and asks Microsoft about every
 * authority that it does not know.
 */
export function localLogin(login: { appId: string; password: string }, tokenUrl: string, scope: string) {
  let token: { value: string; until: number } | null = null;
  const current = async (): Promise<string> => {
    if (token === null || token.until < Date.now()) token = await fetchToken(login, tokenUrl, scope);
    return token.value;
  };
  const credentials = {
    async signRequest<T extends { headers: { set(name: string, value: string): void } }>(request: T): Promise<T> {
      request.headers.set('authorization', `Bearer ${await current()}`);
      return request;
    },
  };
  return {
    isValidAppId: async (appId: string) => appId === login.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => credentials,
  };
}

const answerSchema = z.object({ access_token: z.string(), expires_in: z.number() });

async function fetchToken({ appId, password }: { appId: string; password: string }, tokenUrl: string, scope: string) {
  const form = {
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: password,
    scope: `${scope}/.default`,
  };
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new ConnectorFault(response.status, 'invalid_client');
  const answer = answerSchema.parse(await response.json());
  return { value: answer.access_token, until: Date.now() + (answer.expires_in - 60) * 1_000 };
}
