import type { Db } from './database.ts';

/** A facility with less than the two PSOs that CMS recommends. */
export interface ThinFacility {
  ccn: string;
  /** Its PSOs in iQIES' real environment: none or one. */
  official: { name: string; email: string } | null;
  /** How many of its requests nobody has decided yet. */
  waiting: number;
}

const official = 'provider-security-official';

/** Facilities that are known here by a role or a request, and have no PSO or only one; those with none first. */
export async function readThinFacilities(db: Db): Promise<ThinFacility[]> {
  const grants = await db
    .selectFrom('role_grant as g')
    .leftJoin('account as a', 'a.person_id', 'g.person_id')
    .select(['g.organization', 'g.person_id', 'g.email', 'g.name', 'g.role_id', 'g.environment', 'g.standing'])
    .select(['g.ended_at', 'a.name as account_name', 'a.email as account_email'])
    .where('g.organization', '>=', 'ccn:')
    .where('g.organization', '<', 'ccn;')
    .orderBy('g.organization')
    .execute();
  const items = await db
    .selectFrom('item')
    .select((eb) => ['organization', 'status', eb.fn.countAll<number>().as('count')])
    .where('organization', '>=', 'ccn:')
    .where('organization', '<', 'ccn;')
    .groupBy(['organization', 'status'])
    .execute();
  const officials = new Map<string, Map<string, { name: string; email: string }>>();
  for (const row of grants) {
    const here = officials.get(row.organization) ?? new Map();
    officials.set(row.organization, here);
    if (row.role_id !== official || row.environment !== 'production') continue;
    if (row.ended_at !== null || row.standing !== 'active') continue;
    const email = row.account_email ?? row.email ?? '';
    here.set(row.person_id ?? email, { name: row.account_name ?? row.name ?? '', email });
  }
  const waiting = new Map<string, number>();
  for (const { organization, status, count } of items) {
    if (!officials.has(organization)) officials.set(organization, new Map());
    if (['pending', 'held', 'outside'].includes(status))
      waiting.set(organization, (waiting.get(organization) ?? 0) + Number(count));
  }
  return [...officials]
    .filter(([, here]) => here.size < 2)
    .map(([organization, here]) => ({
      ccn: organization.slice(4),
      official: [...here.values()][0] ?? null,
      waiting: waiting.get(organization) ?? 0,
    }))
    .sort((a, b) => Number(a.official !== null) - Number(b.official !== null) || (a.ccn < b.ccn ? -1 : 1));
}
