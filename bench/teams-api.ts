import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TeamsOptions } from '#channels/teams/start.ts';
import { appId, inTeams, tenantId } from './teams-people.ts';

/**
 * A Teams that takes every call at once, alone in its process: what apps under load call, and the keys they check tokens
 * with. It refuses nothing; the strict one of the tests does, and would be the slowest of all here.
 */

/** Where it is, and the token that comes with what it posts: Microsoft's, too, comes with many requests. */
export interface TeamsApi {
  local: NonNullable<TeamsOptions['local']>;
  token: string;
}

const issuer = 'https://api.botframework.com';
const hourS = 3_600;
const counted: Record<string, number> = {};
let posts = 0;

const { privateKey, publicKey } = await generateKeyPair('RS256');
const key = { ...(await exportJWK(publicKey)), kid: 'bench', use: 'sig', alg: 'RS256', endorsements: ['msteams'] };

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const path = new URL(request.url ?? '/', url).pathname;
    const { name, body } = answerTo(request.method ?? '', path);
    counted[name] = (counted[name] ?? 0) + 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
});
server.keepAliveTimeout = 60_000;
await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const serviceUrl = `${url}/teams/`;
const metadata = `${url}/openidconfiguration`;
const nowS = Math.floor(Date.now() / 1_000);
const token = await new SignJWT({ serviceurl: serviceUrl })
  .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
  .setIssuer(issuer)
  .setAudience(appId)
  .setIssuedAt(nowS)
  .setNotBefore(nowS)
  .setExpirationTime(nowS + hourS)
  .sign(privateKey);
process.send?.({
  token,
  local: {
    endpoints: {
      ToChannelFromBotLoginUrl: `${url}/login`,
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: url,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      ValidateAuthority: false,
    },
    tokenUrl: `${url}/token`,
    serviceUrl,
  },
} satisfies TeamsApi);
process.on('message', () => process.send?.({ counted }));
process.on('disconnect', () => process.exit(0));

function answerTo(method: string, path: string): { name: string; body: object } {
  if (path === '/token')
    return { name: 'token', body: { token_type: 'Bearer', expires_in: hourS, access_token: 'bench' } };
  if (path === '/openidconfiguration')
    return {
      name: 'metadata',
      body: { issuer, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] },
    };
  if (path === '/keys') return { name: 'keys', body: { keys: [key] } };
  const member = /\/members\/([^/]+)$/.exec(path)?.[1];
  if (member !== undefined) return { name: 'member', body: described(decodeURIComponent(member)) };
  posts += 1;
  return { name: method === 'PUT' ? 'update' : 'post', body: { id: String(posts) } };
}

function described(userId: string): object {
  const { objectId } = inTeams(userId.replace(/^29:/, ''));
  return { id: userId, aadObjectId: objectId, name: userId, email: null, tenantId, userRole: 'user' };
}
