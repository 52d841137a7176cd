import { type Fit, isHers, type StepId } from '#domain/checklist.ts';
import type { PersonId } from '#domain/person.ts';
import { requesterProblem } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import { wakeChecklist } from './checklist-nudge.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Writing } from './ledger.ts';
import { readChecklist } from './show-checklist.ts';

/** What a person does with her own checklist (rules, section 8): starts it, says what fits, ticks, and ends it. */

/** Her answers to what fits her. */
export interface Choice extends Fit {
  nudge: boolean;
}

/**
 * Starts her list, or makes it fit anew; what was ticked stays.
 * @param inviteId of a list that was started for her: from now on whoever did it sees how far she is
 */
export function startChecklist(deps: Deps) {
  const { ledger, settings, now } = deps;
  return (person: KnownPerson, choice: Choice, inviteId: string | null): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const { personId } = person;
      const at = now();
      const problem = requesterProblem(person.account, settings.guestsMayRequest);
      // Without an address one can prepare everything, and ask once it is there.
      if (problem !== null && problem !== 'email-missing') return refused(record, person, problem, 'checklist', at);
      const invite = inviteId === null ? null : await record.checklists.invite(inviteId);
      if (inviteId !== null && invite?.personId !== personId)
        return refused(record, person, 'invite-unknown', 'checklist', at);
      const before = await record.checklists.of(personId);
      const { account, environment, surveyor, nudge } = choice;
      await record.checklists.save({
        personId,
        account,
        environment,
        surveyor,
        nudge,
        startedAt: before?.startedAt ?? at,
        chosenAt: at,
        // Asked for again, it may come again.
        nudgedAt: before?.nudge === nudge ? before.nudgedAt : null,
        closedAt: null,
      });
      const data = { account, environment, surveyor, reminder: nudge };
      await record.record({ kind: 'checklist-started', ...by(person), data }, at);
      if (invite !== null && (await record.checklists.answerInvite(invite.inviteId, 'started', at)))
        await record.enqueue({ kind: 'invite', inviteId: invite.inviteId, personId }, at);
      await wakeChecklist(deps, record, person, at);
      await showAnew(record, personId, at);
      return yes(null);
    });
}

/** She says that a step is done, or that it is not after all. The same again changes nothing. */
export function tickStep(deps: Deps) {
  const { ledger, now } = deps;
  return (person: KnownPerson, step: StepId, done: boolean): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const at = now();
      const found = await readChecklist(record, person.personId);
      const refusal =
        found === null || found.list.closedAt !== null ? 'checklist-none' : tickProblem(found.steps, step);
      if (refusal !== null) return refused(record, person, refusal, done ? 'tick' : 'untick', at);
      if (!(await record.checklists.tick(person.personId, step, done ? at : null))) return yes(null);
      await record.record({ kind: done ? 'step-ticked' : 'step-unticked', ...by(person), data: { step } }, at);
      await wakeChecklist(deps, record, person, at);
      await showAnew(record, person.personId, at);
      return yes(null);
    });
}

/** Why a step is not hers to tick; null when it is. */
function tickProblem(
  steps: readonly { id: StepId; done: { by: 'her' | 'seen' } | null }[],
  id: StepId,
): Refusal | null {
  const step = steps.find((one) => one.id === id);
  if (step === undefined || !isHers(id)) return 'step-not-yours';
  return step.done?.by === 'seen' ? 'step-seen' : null;
}

/** She ends her list. Nothing that she asked for changes, and nobody sees how far she is any more. */
export function closeChecklist({ ledger, now }: Deps) {
  return (person: KnownPerson): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const { personId } = person;
      const at = now();
      const list = await record.checklists.of(personId);
      if (list === null) return refused(record, person, 'checklist-none', 'close-checklist', at);
      if (list.closedAt !== null) return yes(null);
      await record.checklists.save({ ...list, closedAt: at });
      // Opened again by herself it is hers alone.
      for (const inviteId of await record.checklists.endInvites(personId, at))
        await record.enqueue({ kind: 'invite', inviteId, personId }, at);
      await record.record({ kind: 'checklist-closed', ...by(person) }, at);
      await showAnew(record, personId, at);
      return yes(null);
    });
}

async function showAnew(record: Writing, personId: PersonId, at: number): Promise<void> {
  await record.enqueue({ kind: 'checklist', personId }, at);
  await record.enqueue({ kind: 'home', personId }, at);
}

const by = ({ personId, identity }: KnownPerson) => ({ actorId: personId, platform: identity.platform });

async function refused(
  record: Writing,
  person: KnownPerson,
  refusal: Refusal,
  deed: string,
  at: number,
): Promise<Answer<null>> {
  await record.record({ kind: 'refused', ...by(person), data: { refusal, deed } }, at);
  return no(refusal);
}
