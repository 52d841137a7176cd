import type { KnownPerson } from '#application/ledger.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import type { PersonId } from '#domain/person.ts';
import type { ClickContext } from './click.ts';

/** Five a second for a whole minute: no hand does that. */
const mostAMinute = 300;
const minuteMs = 60_000;
const mostPeople = 10_000;

/**
 * How much each person pressed and sent lately, in this process. It is not counted in the record: a write for each click
 * would be the load that it keeps away, and a few times as much over a few bots is as harmless.
 */
const pressed = new Map<PersonId, { since: number; count: number }>();

/** Whether a person presses and sends faster than any hand. The first time in a minute it is recorded, so that no flood fills the record. */
export async function tooFast({ deps, log }: ClickContext, person: KnownPerson, deed: string): Promise<boolean> {
  const now = deps.now();
  const before = pressed.get(person.personId);
  const current = before !== undefined && now - before.since < minuteMs ? before : { since: now, count: 0 };
  if (current !== before) {
    if (pressed.size >= mostPeople) pressed.clear();
    pressed.set(person.personId, current);
  }
  current.count += 1;
  if (current.count <= mostAMinute) return false;
  if (current.count === mostAMinute + 1) {
    log.warn(
      { personId: person.personId },
      'a person presses faster than any hand, and is not listened to for a minute',
    );
    await noteRefusal(deps)(person, 'too-many-clicks', deed);
  }
  return true;
}
