import type { JsonObject } from '../contract.ts';
import { CONNECTOR_AUDIENCE, TOKEN_LIVES_S, tokenForBot } from '../keys/of-bot.ts';
import type { World } from '../world/world.ts';
import { type Answer, ok } from './answer.ts';
import type { Call } from './call.ts';

/** Where Microsoft's keys are found. */
export function metadata(world: World): Answer {
  return ok({
    issuer: world.issuer,
    jwks_uri: `${world.url}/v1/.well-known/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  });
}

/** The keys that sign requests to the bot, endorsed for Teams. */
export function publishedKeys(world: World): Answer {
  const key: JsonObject = { ...JSON.parse(JSON.stringify(world.keys.channel.jwk)), endorsements: ['msteams'] };
  return ok({ keys: [key] });
}

/** Gives the bot a token for its client id and secret. */
export async function token(world: World, call: Call): Promise<Answer> {
  const form = new URLSearchParams(call.text);
  const [tenant = ''] = call.ids;
  if (![world.tenantId, 'botframework.com'].includes(tenant))
    return wrong(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
  if (form.get('grant_type') !== 'client_credentials')
    return wrong(400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.');
  if (form.get('client_id') !== world.appId)
    return wrong(400, 'unauthorized_client', 'AADSTS700016: The application was not found in the directory.');
  if (form.get('client_secret') !== world.appPassword)
    return wrong(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  if (form.get('scope') !== `${CONNECTOR_AUDIENCE}/.default`)
    return wrong(400, 'invalid_scope', 'AADSTS70011: The provided value for the input parameter scope is not valid.');
  return ok({ token_type: 'Bearer', expires_in: TOKEN_LIVES_S, access_token: await tokenForBot(world) });
}

function wrong(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description }, refused: { code: error, detail: description } };
}
