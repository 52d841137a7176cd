import type { CastGroup, CastPerson, Handout } from '../cast/cast.ts';
import type { WorkspacePerson } from '../slack/contract.ts';
import type { TeamsPerson } from '../teams/contract.ts';

/** What the person chooser of the page shows. */
export interface Chooser {
  people: ShownPerson[];
  groups: { name: string; ids: string[]; absent: CastPerson[] }[];
  /** What the page offers to copy while one is a person, by user id. */
  handouts: Record<string, Handout>;
}

/** A person and where she is. */
type ShownPerson = WorkspacePerson & {
  inSlack: boolean;
  inTeams: boolean;
  /** In Teams, and can still join Slack. */
  joins?: true;
};

/** A person's time zone; of people without one, what the workspace's Web API says of them. */
export function zoneOf(person: WorkspacePerson | TeamsPerson): string {
  return person.timeZone ?? 'America/New_York';
}

/** @param people those in the workspace now @param cast the groups; people of none of them come last
 *  @param teams those with an account in Teams, under the same ids */
export function chooserOf(
  people: WorkspacePerson[],
  cast: readonly CastGroup[] = [],
  teams: readonly TeamsPerson[] = [],
): Chooser {
  const inSlack = new Set(people.map(({ id }) => id));
  const inTeams = new Set(teams.map(({ id }) => id));
  const isHere = ({ id }: { id: string }) => inSlack.has(id) || inTeams.has(id);
  const groups = cast.map(({ name, people: members }) => ({
    name,
    ids: members.filter(isHere).map(({ id }) => id),
    absent: members.filter((member) => !isHere(member)),
  }));
  const grouped = new Set(groups.flatMap(({ ids }) => ids));
  const others = people.map(({ id }) => id).filter((id) => !grouped.has(id));
  if (others.length > 0) groups.push({ name: cast.length > 0 ? 'Others' : 'People', ids: others, absent: [] });
  const onlyTeams = teams.filter(({ id }) => !inSlack.has(id));
  const noCast = onlyTeams.filter(({ id }) => !grouped.has(id));
  if (noCast.length > 0) groups.push({ name: 'On Teams only', ids: noCast.map(({ id }) => id), absent: [] });
  const handouts = cast
    .flatMap((group) => group.people)
    .flatMap(({ id, handout }) => (handout ? [[id, handout] as const] : []));
  return {
    people: [
      ...people.map((person) => ({ ...shown(person), inSlack: true, inTeams: inTeams.has(person.id) })),
      ...onlyTeams.map((person) => ({
        ...shown(person),
        inSlack: false,
        inTeams: true,
        ...(grouped.has(person.id) ? { joins: true as const } : {}),
      })),
    ],
    groups,
    handouts: Object.fromEntries(handouts),
  };
}

function shown<P extends WorkspacePerson | TeamsPerson>(person: P): P & { timeZone: string } {
  return { ...person, timeZone: zoneOf(person) };
}
