import { states } from '#content/states.ts';
import type { Organization } from '#domain/organization.ts';
import type { Provider } from '#domain/provider.ts';
import type { ShownPerson } from '#domain/shown.ts';

/** Names and lists as people read them. */

/** "A", "A and B", "A, B and C"; after `most` names: "A, B and 4 more". */
export function list(names: readonly string[], most = 10): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The first word of a name, for the second mention of a person. */
export const firstName = (person: ShownPerson): string => person.name.trim().split(/\s+/)[0] || person.name;

/** "Joan Lee and Raj Patel". */
export const nameList = (people: readonly ShownPerson[]): string =>
  list(
    people.map((person) => person.name),
    5,
  );

/** "1 facility", "3 facilities". */
export const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What an organization is called: the name with its CCN, the State, CMS, the contractor. */
export function placeLabel(organization: Organization, name: string | null): string {
  switch (organization.kind) {
    case 'provider':
      return name === null ? `CCN ${organization.ccn}` : `${name} (${organization.ccn})`;
    case 'state':
      return states.find((state) => state.code === organization.code)?.name ?? organization.code;
    case 'cms':
      return 'CMS';
    case 'contractor':
      return organization.name;
  }
}

/** An organization without its number, where the number was said before. */
export function shortPlace(organization: Organization, name: string | null): string {
  return organization.kind === 'provider' && name !== null ? name : placeLabel(organization, name);
}

/** What the officials of an organization are called. */
export function officialTitle(organization: Organization): string {
  switch (organization.kind) {
    case 'provider':
      return 'Provider Security Official (PSO)';
    case 'state':
      return 'State Agency Security Official';
    case 'cms':
      return 'CMS Security Official';
    case 'contractor':
      return "contractor's Security Official";
  }
}

/** What stands under a facility in the type-ahead: type and the date of the list. */
export const providerAbout = ({ type, asOf }: Provider): string => `${type}, list of ${asOf}`;

/** "in" a State, "at" a facility, CMS or a contractor. */
export const inOrAt = (items: readonly { organization: Organization }[]): 'in' | 'at' =>
  items[0]?.organization.kind === 'state' ? 'in' : 'at';
