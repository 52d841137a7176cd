import { facts } from '#content/facts.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { trainingFirst } from './card.ts';
import { dateFormat } from './date-format.ts';
import { bold, type Text } from './text.ts';
import { list, placeLabel } from './words.ts';

/** Pending Requests with the columns of iQIES, as far as they are known here (001:228, 004:375). */

/** Places that have the same officials: one entry under the columns. */
export interface PendingPlaces {
  items: readonly ShownItem[];
  officials: readonly ShownPerson[];
}

/** One request: a line for each column. `more` counts the places that are left out. */
export function pendingColumns(
  request: ShownRequest,
  groups: readonly PendingPlaces[],
  more: number,
  timeZone: string | null,
): Text {
  const { role, environment, submittedAt, answers } = request;
  return [
    ...column('User Role', trainingFirst(environment, role.label)),
    ...groups.flatMap(({ items, officials }) => [
      ...column(placeColumn(items), list(items.map(placeWords), 5)),
      ...column(facts.officialNameColumn.value, list(officials.map(({ name }) => name)) || noInformation),
      ...column(facts.officialContactColumn.value, contacts(officials)),
    ]),
    ...(more > 0 ? [`And ${more} more.\n`] : []),
    ...(answers.surveyorStanding === null
      ? []
      : column('Surveyor', answers.surveyorStanding === 'new' ? 'New' : 'Existing')),
    ...column('Request Date', requestDate(submittedAt, timeZone)),
  ];
}

/** What iQIES prints in an empty column (004:647). */
const noInformation = 'No information';

const column = (name: string, value: string): Text => [bold(name), `: ${value}\n`];

function placeColumn([item]: readonly ShownItem[]): string {
  const names = { provider: 'Provider', state: 'State', contractor: 'Contractor', cms: 'Organization' } as const;
  return names[item?.organization.kind ?? 'cms'];
}

/** "BLOOMFIELD CARE CENTER (165326), BLOOMFIELD, IA, Nursing home". */
const placeWords = ({ organization, placeName, placeDetail }: ShownItem): string =>
  [placeLabel(organization, placeName), placeDetail].filter(Boolean).join(', ');

const contacts = (officials: readonly ShownPerson[]): string =>
  list(officials.flatMap(({ email }) => (email === null ? [] : [email]))) || noInformation;

/** MM/DD/YYYY in the person's own time zone, as iQIES writes it. */
function requestDate(ms: number, timeZone: string | null): string {
  try {
    return numbersIn(ms, timeZone ?? 'UTC');
  } catch {
    // A platform may name a time zone that this machine does not know.
    return numbersIn(ms, 'UTC');
  }
}

const numbersIn = dateFormat({ year: 'numeric', month: '2-digit', day: '2-digit' });
