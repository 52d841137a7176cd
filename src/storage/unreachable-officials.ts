import { roles } from '#content/catalogue.ts';
import type { RoleId } from '#domain/catalogue.ts';
import type { Db } from './database.ts';
import { roleIdOf } from './rows.ts';

/** An official whom no chat reaches: the requests that wait for her wait unseen. */
export interface UnreachableOfficial {
  name: string;
  email: string;
  roleId: RoleId;
  organization: string;
  environment: string;
  /** 'not-found': nobody with the address is known. Others: of her account. */
  why: 'not-found' | 'never-met' | 'uninstalled' | 'blocked' | 'not-in-chat' | 'switched-off' | 'no-workspace';
  since: number | null;
  /** When a mail server refused her address for good; null: no e-mail was refused. */
  mailRefusedAt: number | null;
}

/** Standing official grants of people without a way to write to them; by organization. */
export async function readUnreachableOfficials(db: Db, most: number): Promise<UnreachableOfficial[]> {
  const rows = await db
    .selectFrom('role_grant as g')
    .leftJoin('person as p', 'p.id', 'g.person_id')
    .leftJoin('account as a', (on) =>
      on.on((eb) => eb('a.person_id', '=', eb.fn.coalesce('p.joined_into', 'g.person_id'))),
    )
    .leftJoin('teams_reference as t', (on) =>
      on.onRef('t.tenant_id', '=', 'a.scope').onRef('t.object_id', '=', 'a.user_id'),
    )
    .select(['g.id', 'g.name', 'g.email', 'g.role_id', 'g.organization', 'g.environment', 'g.not_in_chat_at'])
    .select([
      'g.person_id',
      'a.platform',
      'a.switched_off',
      'a.unreachable_since',
      'a.name as account_name',
      'a.email as account_email',
    ])
    .select(['g.mail_refused_at', 'a.mail_refused_at as account_mail_refused_at'])
    .select(['t.object_id', 't.unreachable', 't.changed_at'])
    .where('g.ended_at', 'is', null)
    .where('g.standing', '=', 'active')
    .where(
      'g.role_id',
      'in',
      roles.filter(({ official }) => official).map(({ id }) => id),
    )
    .orderBy('g.organization')
    .orderBy('g.started_at')
    .orderBy('g.id')
    .execute();
  const found: UnreachableOfficial[] = [];
  for (const accounts of Map.groupBy(rows, ({ id }) => id).values()) {
    const reasons = accounts.map(whyNot);
    const [row] = accounts;
    const [reason] = reasons;
    // One chat that reaches her is enough.
    if (row === undefined || reason == null || reasons.includes(null)) continue;
    found.push({
      name: row.account_name ?? row.name ?? '',
      email: row.account_email ?? row.email ?? '',
      roleId: roleIdOf(row.role_id),
      organization: row.organization,
      environment: row.environment,
      ...reason,
      mailRefusedAt: row.mail_refused_at ?? row.account_mail_refused_at,
    });
  }
  return found.slice(0, most);
}

interface AccountRow {
  person_id: string | null;
  not_in_chat_at: number | null;
  platform: string | null;
  switched_off: number | null;
  unreachable_since: number | null;
  object_id: string | null;
  unreachable: string | null;
  changed_at: number | null;
}

/** Why this account reaches nobody; null when it does. */
function whyNot(row: AccountRow): Pick<UnreachableOfficial, 'why' | 'since'> | null {
  if (row.person_id === null) return { why: 'not-found', since: row.not_in_chat_at };
  if (row.switched_off === 1) return { why: 'switched-off', since: null };
  if (row.unreachable_since !== null) return { why: 'no-workspace', since: row.unreachable_since };
  if (row.platform !== 'teams') return null;
  if (row.object_id === null) return { why: 'never-met', since: null };
  if (row.unreachable === null) return null;
  return { why: row.unreachable as UnreachableOfficial['why'], since: row.changed_at };
}
