import type { PersonId } from '#domain/person.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Writing } from './ledger.ts';

/** The reminder to log in every 45 days, for those who want it (rules, section 5: "Lost in iQIES"). */

export const logInEveryDays = 45;
const everyMs = logInEveryDays * 24 * 60 * 60 * 1000;

/** Switches it on or off; the same again changes nothing. */
export function chooseReminder({ ledger, now }: Deps) {
  return ({ personId, identity }: KnownPerson, on: boolean): Promise<void> =>
    ledger.change(async (record) => {
      if (((await record.remindedSince(personId)) !== null) === on) return;
      await record.remindFrom(personId, on ? now() : null);
      if (on) await wakeAt(record, personId, now() + everyMs, now());
      await record.record(
        { kind: 'reminder-chosen', actorId: personId, platform: identity.platform, data: { on } },
        now(),
      );
    });
}

/** Whoever still wants it is reminded once every 45 days, and not for days that have passed. */
export function remindToLogIn({ ledger, now }: Deps) {
  return ({ personId: named }: { personId: PersonId }): Promise<void> =>
    ledger.change(async (record) => {
      // Her identity may have been joined to another since.
      const person = await record.person(named);
      const since = person === null ? null : await record.remindedSince(person.personId);
      if (person === null || since === null) return;
      const { personId } = person;
      const at = now();
      if (at < since + everyMs) return wakeAt(record, personId, since + everyMs, at);
      // A switched-off account is reminded of nothing, also when it is switched on again.
      if (person.account.switchedOff) return record.remindFrom(personId, null);
      await record.remindFrom(personId, at);
      await record.enqueue({ kind: 'tell', personId, notice: { about: 'log-in' } }, at);
      await wakeAt(record, personId, at + everyMs, at);
    });
}

const wakeAt = (record: Writing, personId: PersonId, dueAt: number, at: number): Promise<void> =>
  record.enqueueAt({ kind: 'due', matter: { about: 'log-in', personId } }, dueAt, at);
