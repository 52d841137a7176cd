import {
  type SealedWorkspace,
  type Workspaces,
  type WorkspaceWriting,
  waitsForWorkspace,
} from '#application/slack-workspaces.ts';
import { roles } from '#content/catalogue.ts';
import { withRetry } from './busy.ts';
import type { Db } from './database.ts';
import { grantOf } from './rows.ts';
import type { Tables } from './tables.ts';

/** Slack workspaces that installed the bot, in the database. */
export function openWorkspaces(db: Db): Workspaces {
  return {
    async all() {
      return (await db.selectFrom('slack_workspace').selectAll().orderBy('name').orderBy('team_id').execute()).map(of);
    },
    async one(teamId) {
      const row = await db.selectFrom('slack_workspace').selectAll().where('team_id', '=', teamId).executeTakeFirst();
      return row === undefined ? null : of(row);
    },
    async reseal(teamId, from, to) {
      await withRetry(() =>
        db
          .updateTable('slack_workspace')
          .set({ sealed: to })
          .where('team_id', '=', teamId)
          .where('sealed', '=', from)
          .execute(),
      );
    },
    useOnce: (nonce, expiresAt, now) =>
      withRetry(async () => {
        await db.deleteFrom('slack_install').where('expires_at', '<', now).execute();
        const used = await db
          .insertInto('slack_install')
          .values({ nonce, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column('nonce').doNothing())
          .returning('nonce')
          .execute();
        return used.length === 1;
      }),
  };
}

const of = (row: Tables['slack_workspace']): SealedWorkspace => ({
  teamId: row.team_id,
  name: row.name,
  url: row.url,
  appId: row.app_id,
  botId: row.bot_id,
  botUserId: row.bot_user_id,
  scopes: row.scopes.split(','),
  installedAt: row.installed_at,
  sealed: row.sealed,
});

/** Installations as a part of a change of the record. */
export const workspaceWriting = (db: Db): Omit<WorkspaceWriting, 'setReach'> => ({
  async keep({ teamId, name, url, appId, botId, botUserId, scopes, installedAt, sealed }) {
    const row = {
      name,
      url,
      app_id: appId,
      bot_id: botId,
      bot_user_id: botUserId,
      scopes: scopes.join(','),
      sealed,
      installed_at: installedAt,
    };
    await db
      .insertInto('slack_workspace')
      .values({ team_id: teamId, ...row })
      .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
      .execute();
  },
  async remove(teamId, installedAt) {
    const gone = await db
      .deleteFrom('slack_workspace')
      .where('team_id', '=', teamId)
      .where('installed_at', '=', installedAt)
      .returning('team_id')
      .execute();
    return gone.length === 1;
  },
});

/** Notes who can be written to. @returns where those whose standing changed may decide */
export async function setReach(
  db: Db,
  teams: Parameters<WorkspaceWriting['setReach']>[0],
  since: number | null,
  now: number,
): ReturnType<WorkspaceWriting['setReach']> {
  const otherwise = since === null ? 'is not' : 'is';
  const changing = await db
    .selectFrom('account')
    .select('scope')
    .distinct()
    .where('platform', '=', 'slack')
    .where('unreachable_since', otherwise, null)
    .execute();
  const meant = (scope: string) => ('of' in teams ? teams.of.includes(scope) : !teams.except.includes(scope));
  const scopes = changing.map(({ scope }) => scope).filter(meant);
  if (scopes.length === 0) return [];
  const organizations = await db
    .selectFrom('role_grant')
    .leftJoin('person', 'person.id', 'role_grant.person_id')
    .selectAll('role_grant')
    .where('role_id', 'in', officialRoles)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb(
        eb.fn.coalesce('person.joined_into', 'role_grant.person_id'),
        'in',
        eb
          .selectFrom('account')
          .select('person_id')
          .where('platform', '=', 'slack')
          .where('scope', 'in', scopes)
          .where('unreachable_since', otherwise, null),
      ),
    )
    .execute();
  await db
    .updateTable('account')
    .set({ unreachable_since: since })
    .where('platform', '=', 'slack')
    .where('scope', 'in', scopes)
    .where('unreachable_since', otherwise, null)
    .execute();
  if (since === null) await wake(db, now);
  return organizations.map((row) => grantOf(row).organization);
}

/** What waited for a workspace is tried again; what waits for another one goes on waiting then. */
async function wake(db: Db, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('platform', 'in', ['slack', 'any'])
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('last_error', '=', waitsForWorkspace)
    .execute();
}

const officialRoles = roles.filter(({ official }) => official).map(({ id }) => id);
