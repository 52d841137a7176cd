import { afterBusinessDays } from '#domain/business-days.ts';
import { currentStep, lastDone } from '#domain/checklist.ts';
import type { PersonId } from '#domain/person.ts';
import type { Deps } from './deps.ts';
import { openDraftOf } from './fill-form.ts';
import type { KnownPerson, Writing } from './ledger.ts';
import { officeOf } from './office.ts';
import { type ReadChecklist, readChecklist } from './show-checklist.ts';

/** What time brings to a checklist: one reminder for her who wants it, and a form that waits as long as she does. */

const dayMs = 24 * 60 * 60 * 1000;
/** A form is kept 30 days after it was touched; while its person waits for HARP it is touched so often. */
const touchEveryMs = 7 * dayMs;
/** Whoever did not get through by then begins a new form. */
const formWaitsMs = 180 * dayMs;

/** Sees to it that the list is looked at again. */
export async function wakeChecklist(deps: Deps, record: Writing, person: KnownPerson, at: number): Promise<void> {
  const found = await readChecklist(record, person.personId);
  const dueAt = found === null ? null : nextLook(deps, found, person, at);
  if (dueAt === null) return;
  await record.enqueueAt({ kind: 'due', matter: { about: 'checklist', personId: person.personId } }, dueAt, at);
}

function nextLook(deps: Deps, found: ReadChecklist, person: KnownPerson, at: number): number | null {
  const { list, steps } = found;
  if (list.closedAt !== null || currentStep(steps) === null) return null;
  const touchAt = found.request === null && at < list.startedAt + formWaitsMs ? at + touchEveryMs : null;
  const due = [nudgeAt(deps, found, person), touchAt].filter((one) => one !== null);
  return due.length === 0 ? null : Math.max(Math.min(...due), at + 1);
}

/** When she is reminded; null when she is not, or was. */
function nudgeAt(deps: Deps, { list, steps }: ReadChecklist, { timeZone }: KnownPerson): number | null {
  if (!list.nudge || list.nudgedAt !== null) return null;
  const since = Math.max(list.chosenAt, lastDone(steps) ?? 0);
  return afterBusinessDays(since, deps.settings.times.nudgeAfter, officeOf(deps, timeZone, null));
}

/** Looks at a list: reminds once, and touches the form that waits. */
export function lookAtChecklist(deps: Deps) {
  const { ledger, now } = deps;
  return async ({ personId: named }: { personId: PersonId }): Promise<void> => {
    const waits = await ledger.change(async (record) => {
      // Her identity may have been joined to another since.
      const person = await record.person(named);
      const found = person === null ? null : await readChecklist(record, person.personId);
      if (person === null || found === null || person.account.switchedOff || found.list.closedAt !== null) return null;
      const at = now();
      const due = currentStep(found.steps) === null ? null : nudgeAt(deps, found, person);
      if (due !== null && due <= at) {
        await record.checklists.save({ ...found.list, nudgedAt: at });
        const { personId } = person;
        await record.enqueue({ kind: 'tell', personId, notice: { about: 'checklist-nudge' } }, at);
      }
      await wakeChecklist(deps, record, person, at);
      return found.request === null && at < found.list.startedAt + formWaitsMs ? person : null;
    });
    const draft = waits === null ? null : await openDraftOf(deps)(waits);
    // What she works on now needs no help to stay, and is not written over.
    if (draft !== null && draft.updatedAt < now() - touchEveryMs / 2) await deps.drafts.save(draft);
  };
}
