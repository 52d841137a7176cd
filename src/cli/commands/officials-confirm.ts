import { confirmOfficial } from '#application/confirm-official.ts';
import { roleById } from '#content/catalogue.ts';
import { refusals } from '#copy/refusals.ts';
import { confirming as say } from '#copy/request-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Confirms one of them. @returns 1 when there is nothing to confirm; the sentence says why */
export async function officialsConfirm({ deps }: Record, grantId: string, print: Print): Promise<number> {
  const answer = await confirmOfficial(deps)(grantId);
  if (!answer.ok)
    return notDone(print, answer.refusal === 'grant-unknown' ? say.unknown(grantId) : refusals[answer.refusal]);
  const role = roleById(answer.value.roleId).label;
  return done(print, say.done(role, answer.value.organization), {
    id: grantId,
    role,
    organization: answer.value.organization,
  });
}

export const officialsConfirmCommand = onRecord(
  {
    group: 'officials',
    name: 'confirm',
    about: 'confirms one of them: from then on its person decides here',
    json: 'what was confirmed, or why nothing was',
    examples: ['officials confirm ID'],
    takes: { id: one('<id>', 'as “officials unconfirmed” prints it') },
    options: {},
  },
  (record, { id }, print) => officialsConfirm(record, id, print),
);
