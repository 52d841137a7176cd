import type { OrganizationKey } from '#domain/organization.ts';
import type { Db } from './database.ts';

/** More requests than decisions are looked at: those asked first are not always decided first. */
const requestsLookedAt = 100;

/** How long the last decisions of officials at an organization took, in ms, the newest first. */
export async function readDecisionTimes(db: Db, organization: OrganizationKey, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('item')
    .select(['asked_at', 'took_ms'])
    .where('organization', '=', organization)
    .where('status', 'in', ['approved', 'active', 'rejected'])
    // What became known from somebody else says nothing of how long an official takes.
    .where('took_ms', 'is not', null)
    .orderBy('asked_at', 'desc')
    .limit(requestsLookedAt)
    .execute();
  return rows
    .map(({ asked_at, took_ms }) => ({ at: asked_at + Number(took_ms), tookMs: Number(took_ms) }))
    .toSorted((a, b) => b.at - a.at)
    .slice(0, most)
    .map(({ tookMs }) => tookMs);
}
