import { z } from 'zod';
import type { OrganizationKey } from '#domain/organization.ts';
import type { Db } from './database.ts';

/** More requests than decisions are looked at: those asked first are not always decided first. */
const requestsLookedAt = 100;
const decided = z.object({ at: z.number(), basis: z.string().optional() });

/** How long the last decisions of officials at an organization took, in ms, the newest first. */
export async function readDecisionTimes(db: Db, organization: OrganizationKey, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('item')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['item.state', 'request.submitted_at'])
    .where('item.organization', '=', organization)
    .where('item.status', 'in', ['approved', 'active', 'rejected'])
    .orderBy('request.submitted_at', 'desc')
    .limit(requestsLookedAt)
    .execute();
  return (
    rows
      .map((row) => ({ ...decided.parse(JSON.parse(row.state)), submittedAt: row.submitted_at }))
      // What became known later from somebody else says nothing of how long an official takes.
      .filter(({ basis }) => basis === undefined)
      .toSorted((a, b) => b.at - a.at)
      .slice(0, most)
      .map(({ at, submittedAt }) => at - submittedAt)
  );
}
