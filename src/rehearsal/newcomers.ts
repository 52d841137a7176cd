import type { CastGroup, CastPerson } from './cast/cast.ts';
import { keep, readKept } from './keep.ts';
import type { WorkspacePerson } from './slack/contract.ts';

/** Who is in the workspace, and who of the absent joined it in this rehearsal. */
export interface Newcomers {
  /** Those who are there when the workspace starts. */
  people: WorkspacePerson[];
  /** Notes that somebody joins. @returns her as the workspace wants her; null when she is not one of the absent */
  join(id: string): WorkspacePerson | null;
}

/** @param file keeps who joined between two runs: the bot remembers her account, so she must still be there */
export function openNewcomers(cast: readonly CastGroup[], file: string): Newcomers {
  const all = cast.flatMap((group) => group.people);
  const kept = readKept(file);
  const joined = new Set<unknown>(Array.isArray(kept) ? kept : []);
  return {
    people: all.filter(({ id, absent }) => !absent || joined.has(id)).map(accountOf),
    join(id) {
      const person = all.find((one) => one.id === id && one.absent);
      if (!person) return null;
      joined.add(id);
      keep(file, [...joined]);
      return accountOf(person);
    },
  };
}

/** What the workspace knows of a person of the cast. */
export function accountOf({ absent: _absent, handout: _handout, ...person }: CastPerson): WorkspacePerson {
  return person;
}
