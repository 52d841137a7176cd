import { jwtVerify, SignJWT } from 'jose';
import type { World } from '../world/world.ts';

/** Whom the bot's tokens are for. */
export const CONNECTOR_AUDIENCE = 'https://api.botframework.com';
export const TOKEN_LIVES_S = 3_600;

/** A token with which the bot may call the connector. */
export function tokenForBot(world: World): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  return new SignJWT({ appid: world.appId, tid: world.tenantId })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: world.keys.login.kid })
    .setIssuer(`https://sts.windows.net/${world.tenantId}/`)
    .setAudience(CONNECTOR_AUDIENCE)
    .setIssuedAt(nowS)
    .setNotBefore(nowS)
    .setExpirationTime(nowS + TOKEN_LIVES_S)
    .sign(world.keys.login.privateKey);
}

/** True when an Authorization header holds a token of this connector for this bot that has not expired. */
export async function isTokenOfBot(world: World, header: string | undefined): Promise<boolean> {
  const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  if (token === undefined) return false;
  if (token === honest?.token && honest.appId === world.appId && Date.now() < honest.expiresAt) return true;
  try {
    const { payload } = await jwtVerify(token, world.keys.login.publicKey, {
      audience: CONNECTOR_AUDIENCE,
      algorithms: ['RS256'],
    });
    if (payload.appid !== world.appId) return false;
    honest = { token, appId: world.appId, expiresAt: (payload.exp ?? 0) * 1000 };
    return true;
  } catch {
    return false;
  }
}

/** The last that was checked: a bot comes with the same one for an hour, and the keys are those of this process. */
let honest: { token: string; appId: string; expiresAt: number } | null = null;
