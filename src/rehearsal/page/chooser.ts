import type { CastGroup, CastPerson, Handout } from '../cast/cast.ts';
import type { WorkspacePerson } from '../slack/contract.ts';

/** What the person chooser of the page shows. */
export interface Chooser {
  people: WorkspacePerson[];
  groups: { name: string; ids: string[]; absent: CastPerson[] }[];
  /** What the page offers to copy while one is a person, by user id. */
  handouts: Record<string, Handout>;
}

/** A person's time zone; of people without one, what the workspace's Web API says of them. */
export function zoneOf(person: WorkspacePerson): string {
  return person.timeZone ?? 'America/New_York';
}

/** @param people those in the workspace now @param cast the groups; people of none of them come last */
export function chooserOf(people: WorkspacePerson[], cast: readonly CastGroup[] = []): Chooser {
  const here = new Set(people.map(({ id }) => id));
  const groups = cast.map(({ name, people: members }) => ({
    name,
    ids: members.filter(({ id }) => here.has(id)).map(({ id }) => id),
    absent: members.filter(({ id }) => !here.has(id)),
  }));
  const grouped = new Set(groups.flatMap(({ ids }) => ids));
  const others = people.map(({ id }) => id).filter((id) => !grouped.has(id));
  if (others.length > 0) groups.push({ name: cast.length > 0 ? 'Others' : 'People', ids: others, absent: [] });
  const handouts = cast
    .flatMap((group) => group.people)
    .flatMap(({ id, handout }) => (handout ? [[id, handout] as const] : []));
  return {
    people: people.map((person) => ({ ...person, timeZone: zoneOf(person) })),
    groups,
    handouts: Object.fromEntries(handouts),
  };
}
