import type { Deps } from './deps.ts';
import type { KnownPerson } from './ledger.ts';

/** The reminder to log in every 45 days, for those who want it (rules, section 5: "Lost in iQIES"). */

/** Switches it on or off; the same again changes nothing. */
export function chooseReminder({ ledger, now }: Deps) {
  return ({ personId, identity }: KnownPerson, on: boolean): Promise<void> =>
    ledger.change(async (record) => {
      if (((await record.remindedSince(personId)) !== null) === on) return;
      await record.remindFrom(personId, on ? now() : null);
      await record.record(
        { kind: 'reminder-chosen', actorId: personId, platform: identity.platform, data: { on } },
        now(),
      );
    });
}
