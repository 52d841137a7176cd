import { showInvite } from '#application/checklist-invites.ts';
import type { Deps } from '#application/deps.ts';
import type { Reading } from '#application/ledger.ts';
import { showChecklist } from '#application/show-checklist.ts';
import type { Task } from '#application/task.ts';
import type { PersonId } from '#domain/person.ts';
import { checklistMessage, nudgeMessage } from '#views/checklist.ts';
import { inviteMessage } from '#views/checklist-invites.ts';
import type { Message } from '#views/elements.ts';

/** Her checklist as it is now, or one that somebody started for her; null when there is none. */
export async function drawChecklist(
  deps: Deps,
  record: Reading,
  task: Extract<Task, { kind: 'checklist' | 'invite' }>,
): Promise<Message | null> {
  if (task.kind === 'invite') {
    const invite = await showInvite(deps, record, task.inviteId, task.personId);
    return invite === null ? null : inviteMessage(invite);
  }
  const list = await showChecklist(deps, record, task.personId);
  return list === null ? null : checklistMessage(list);
}

/** The one reminder, if there still is something to do when she reads it. */
export async function drawChecklistNudge(deps: Deps, record: Reading, reader: PersonId): Promise<Message | null> {
  const list = await showChecklist(deps, record, reader);
  return list === null ? null : nudgeMessage(list);
}
