import type { Deps } from '#application/deps.ts';
import type { Reading } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { shownRoles } from '#application/shown-roles.ts';
import type { RoleNotice } from '#application/task.ts';
import type { Message } from '#views/elements.ts';
import { roleNoticeMessage } from '#views/role-ends.ts';

/** A message about a role that ended, was lost or is back. */
export async function drawRoleNotice(deps: Deps, record: Reading, notice: RoleNotice): Promise<Message | null> {
  const { roleId, organization, environment } = notice;
  const at = { roleId, organization, environment, startedAt: 0, statementId: null, disciplines: null };
  const [role] = await shownRoles(deps.providers, [{ ...at, unconfirmed: false }]);
  if (role === undefined) return null;
  const name = async (id: string) => (await shownPerson(record, id)).name;
  switch (notice.about) {
    case 'role-removed':
      return roleNoticeMessage(role, {
        about: notice.about,
        by: await name(notice.by),
        reason: await record.text(notice.textId),
      });
    case 'role-lost':
      return roleNoticeMessage(role, { about: notice.about, by: await name(notice.by), grantId: notice.grantId });
    case 'role-back':
      return roleNoticeMessage(role, { about: notice.about, by: await name(notice.by) });
    case 'colleague-lost': {
      const whose = await holderName(record, notice.grantId);
      return roleNoticeMessage(role, { about: notice.about, by: await name(notice.by), whose });
    }
    case 'colleague-back':
      return roleNoticeMessage(role, { about: notice.about, whose: await name(notice.of), grantId: notice.grantId });
  }
}

async function holderName(record: Reading, grantId: string): Promise<string> {
  const grant = await record.grant(grantId);
  if (grant === null) return '';
  return grant.personId === null ? grant.name || grant.email || '' : (await shownPerson(record, grant.personId)).name;
}
