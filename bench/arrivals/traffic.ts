import type { Task } from '#application/task.ts';
import type { RequestId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import { type Chance, seeded } from './chance.ts';

/** When people press, and what is to be sent then. */

/** Something that makes messages due. */
export interface Arrival {
  at: number;
  tasks: Task[];
  /** No press: a time that came. */
  byTime: boolean;
}

const minute = 60_000;

/** People in workspaces, those who decide among them. */
export interface Crowd {
  chance: Chance;
  /** A requester and her officials, in one workspace. */
  pick(): { requester: PersonId; officials: PersonId[] };
}

/** So many people share a facility; it has one official, often two, sometimes three (assumed). */
const peopleOfFacility = 60;

/** @param workspaces sizes differ by much: most are small, few are large */
export function crowd(people: number, workspaces: number, seed = 1): Crowd {
  const chance = seeded(seed);
  const sizes = Array.from({ length: workspaces }, () => (workspaces === 1 ? 1 : chance.around(1, 1.5)));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const upTo: number[] = [];
  sizes.reduce((sum, size, n) => {
    upTo[n] = sum + (size / whole) * people;
    return upTo[n];
  }, 0);
  return {
    chance,
    pick() {
      const person = chance.next() * people;
      const n = indexIn(upTo, person);
      const size = Math.max(1, Math.round((upTo[n] ?? 0) - (upTo[n - 1] ?? 0)));
      const facility = chance.below(Math.ceil(size / peopleOfFacility));
      // The same ones each time, without a list of all.
      const many = 1 + Number((facility * 7 + n) % 10 >= 5) + Number((facility * 7 + n) % 10 === 9);
      return {
        requester: `W${n}/p${chance.below(size)}` as PersonId,
        officials: Array.from({ length: many }, (_, one) => `W${n}/f${facility}o${one}` as PersonId),
      };
    },
  };
}

function indexIn(upTo: readonly number[], value: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One in three has opened Home once (assumed): only what she has before her is kept true. */
function hasOpenedHome(personId: string): boolean {
  let sum = 0;
  for (const letter of personId) sum = (sum * 31 + letter.charCodeAt(0)) % 30_011;
  return sum % 3 === 0;
}

const ofBefore = 'before';
/** Whether a request was asked for before the run began: its messages stand already. */
export const isOfBefore = (requestId: string): boolean => requestId.startsWith(ofBefore);

/**
 * Requests that are asked for between two moments, and the later steps of others: what would come after the end comes
 * at the beginning instead, as what was asked for before.
 * @param early how much the first minutes are preferred: 1 is even, 2 has half of all in the first quarter
 */
export function requests(
  { chance, pick }: Crowd,
  { from, to, asks, early = 1 }: { from: number; to: number; asks: number; early?: number },
): Arrival[] {
  const found: Arrival[] = [];
  const length = to - from;
  for (let n = 0; n < asks; n += 1) {
    const { requester, officials } = pick();
    const at = length * chance.next() ** early;
    const decidedAt = at + chance.around(45 * minute, 1.2);
    const sentAt = decidedAt + chance.around(15 * minute, 1);
    const doneAt = sentAt + chance.around(12 * 60 * minute, 1);
    const keepTrue = (requestId: RequestId): Task[] => [
      ...officials.map((personId): Task => ({ kind: 'card', requestId, personId })),
      { kind: 'status', requestId, personId: requester },
      ...[requester, ...officials]
        .filter(hasOpenedHome)
        .map((personId): Task => ({ kind: 'home', personId, opened: true })),
    ];
    const step = (when: number, about: 'approved' | 'active' | null) => {
      const requestId = `${when < length ? 'r' : ofBefore}${n}` as RequestId;
      const by = officials[0] ?? requester;
      const told: Task[] =
        about === null ? [] : [{ kind: 'tell', personId: requester, notice: { about, requestId, itemIds: [], by } }];
      found.push({ at: from + (when % length), tasks: [...keepTrue(requestId), ...told], byTime: false });
    };
    step(at, null);
    step(decidedAt, 'approved');
    step(sentAt, null);
    step(doneAt, 'active');
  }
  return found.sort((a, b) => a.at - b.at);
}

/** So many officials who are reminded at the same moment. */
export function reminders({ pick }: Crowd, at: number, many: number): Arrival[] {
  const whom = new Set<PersonId>();
  while (whom.size < many) whom.add(pick().officials[0] as PersonId);
  return [...whom].map((personId) => ({
    at,
    tasks: [{ kind: 'due', matter: { about: 'reminder', personId } }],
    byTime: true,
  }));
}

export const together = (...lists: Arrival[][]): Arrival[] => lists.flat().sort((a, b) => a.at - b.at);
