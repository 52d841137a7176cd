import { SignJWT, UnsecuredJWT } from 'jose';
import type { TokenFault } from '../contract.ts';
import type { World } from '../world/world.ts';
import type { SigningKey } from './keys.ts';

const HOUR_S = 3_600;

/**
 * The Authorization header of a request to the bot.
 * @param serviceUrl as the activity has it
 * @param fault what is wrong with it; none: an honest one
 * @returns null when there is none
 */
export async function authorizationOf(world: World, serviceUrl: string, fault?: TokenFault): Promise<string | null> {
  if (fault === 'none') return null;
  if (fault === 'not-a-token') return 'Bearer not-a-token';
  const { channel, stranger, login } = world.keys;
  const key = fault === 'wrong-key' ? stranger : fault === 'unknown-key' ? login : channel;
  const token = claims(world, serviceUrl, fault);
  if (fault === 'unsigned') return `Bearer ${new UnsecuredJWT(token).encode()}`;
  if (fault !== undefined) return `Bearer ${await signed(token, key)}`;
  return `Bearer ${await usedAgain(`${token.iss} ${token.aud} ${serviceUrl}`, () => signed(token, key))}`;
}

const keptMs = HOUR_S * 500;
const mostKept = 100;
const kept = new Map<string, { madeAt: number; token: Promise<string> }>();

/** Microsoft too sends one token with many requests: signing takes longer than most answers. */
function usedAgain(about: string, sign: () => Promise<string>): Promise<string> {
  const known = kept.get(about);
  if (known && Date.now() - known.madeAt < keptMs) return known.token;
  if (kept.size >= mostKept) kept.clear();
  const token = sign();
  kept.set(about, { madeAt: Date.now(), token });
  return token;
}

function claims(world: World, serviceUrl: string, fault: TokenFault | undefined) {
  // By the computer's clock: whoever checks the token reads no other.
  const nowS = Math.floor(Date.now() / 1000);
  const madeS = fault === 'expired' ? nowS - 2 * HOUR_S : nowS;
  return {
    iss: fault === 'wrong-issuer' ? 'https://issuer.elsewhere.example' : world.issuer,
    aud: fault === 'wrong-audience' ? '00000000-0000-4000-8000-00000000dead' : world.appId,
    iat: madeS,
    nbf: madeS,
    exp: madeS + HOUR_S,
    ...(fault === 'no-serviceurl'
      ? {}
      : { serviceurl: fault === 'other-serviceurl' ? `${serviceUrl}other/` : serviceUrl }),
  };
}

function signed(token: ReturnType<typeof claims>, key: SigningKey): Promise<string> {
  return new SignJWT(token).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid }).sign(key.privateKey);
}
