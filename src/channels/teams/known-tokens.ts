import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * Microsoft sends one token with many activities, for up to an hour. Its library reads and checks it anew each time, which
 * takes longer than to read the activity: what it found to be good is remembered for a while, and nothing else is.
 */

/** Resolves when the token is good for this activity. @throws why not */
export type CheckToken = (activity: object, authorization: string) => Promise<void>;

/** A key that Microsoft takes back is not trusted for longer than that: its library itself reads the keys once a day. */
const rememberedMs = 5 * 60 * 1000;
/** One for each region that Teams speaks from, and for those that take their place. */
const mostTokens = 200;

/** All that the check looks at besides the token: it is asked anew when one of these differs. */
const aboutSchema = z.object({ channelId: z.string(), serviceUrl: z.string() });
const claimsSchema = z.object({ exp: z.number() });

/**
 * The same check, done once for a token that is good: until it runs out by itself, or a few minutes have passed.
 * @param now the computer's clock, which Microsoft's library goes by, whatever the bot's own says
 */
export function rememberingGood(check: CheckToken, now: () => number = Date.now): CheckToken {
  const goodUntil = new Map<string, number>();
  return async (activity, authorization) => {
    const about = aboutSchema.safeParse(activity);
    if (!about.success) return check(activity, authorization);
    const { channelId, serviceUrl } = about.data;
    // A digest, so that no token is kept.
    const key = createHash('sha256')
      .update(JSON.stringify([authorization, channelId, serviceUrl]))
      .digest('base64');
    const until = goodUntil.get(key);
    if (until !== undefined && now() < until) return;
    goodUntil.delete(key);
    await check(activity, authorization);
    const endsAt = endOf(authorization);
    if (endsAt === null) return;
    if (goodUntil.size >= mostTokens) goodUntil.clear();
    goodUntil.set(key, Math.min(endsAt, now() + rememberedMs));
  };
}

/** When a good token says that it ends; null when that can't be read. */
function endOf(authorization: string): number | null {
  try {
    const claims = Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8');
    return claimsSchema.parse(JSON.parse(claims)).exp * 1_000;
  } catch {
    return null;
  }
}
