import type { ShownHolder } from '#domain/shown.ts';
import { addressOf } from './card.ts';
import { csvLine as safeLine } from './csv.ts';
import { chosenDisciplines } from './disciplines.ts';
import { roleDisplay } from './roles.ts';
import { bold, dated, moment, type Text } from './text.ts';
import { count, placeLabel } from './words.ts';

/** The words of "Who has what". */

export const whoHasWhatWords = {
  button: 'Who has what',
  title: 'Who has what',
  close: 'Done',
  none: 'Nobody is known here yet.',
  about: 'What this bot knows of your places. iQIES may know more: roles that nobody asked for here, or put on a list.',
  confirm: 'Confirm',
  strike: 'Strike',
  byList: 'A security-official role is confirmed by the list of the people who run this bot, not with a button.',
  earlier: 'Earlier rows',
  later: 'More rows',
  csv: 'CSV to copy',
  csvTitle: 'Who has what, as CSV',
  csvAbout: 'Copy the lines into a file that ends in .csv, or into a spreadsheet.',
  confirmStrike: {
    title: 'Strike this?',
    text: 'It no longer counts here, and the person is told. Nothing changes in iQIES.',
    yes: 'Strike',
    no: 'Keep it',
  },
} as const;

export const rowsShown = (from: number, to: number, all: number): Text => [
  `${from} to ${to} of ${count(all, 'row', 'rows')}.`,
];

const basisWords = {
  imported: 'from the operator’s list',
  requested: 'asked for here',
  confirmed: 'confirmed by an official',
  unconfirmed: 'recorded by the person, not confirmed',
  stated: 'stated, not checked',
} as const satisfies Record<ShownHolder['basis'], string>;

/** One row: who, what, where, since when and how it is known. */
export function holderLine(holder: ShownHolder): Text {
  const { person, since, basis, disciplines, lostAt } = holder;
  const label = roleDisplay(holder);
  if (basis === 'stated')
    return [
      bold(person.name),
      `${address(holder)}: ${label}. Said on `,
      dated(since),
      holder.back ? ' that the lost role is back; nobody has checked it.' : '; nobody has checked it.',
    ];
  if (lostAt !== null)
    return [
      bold(person.name),
      `${address(holder)}: ${label}. Lost in iQIES, as was said on `,
      dated(lostAt),
      '; it counts for nothing here until it is back.',
    ];
  return [
    bold(person.name),
    `${address(holder)}: ${label}. Since `,
    moment(since),
    `, ${basisWords[basis]}.`,
    ...(disciplines === null ? [] : [' ', ...chosenDisciplines(disciplines), '.']),
  ];
}

/** Whoever is in chat with what the platform says of her address; others as the operator's list has them. */
function address({ person }: ShownHolder): string {
  if (person.personId !== null) return `, ${addressOf(person)}`;
  return person.email === null || person.email === person.name ? '' : `, ${person.email}`;
}

export const csvHeader = csvLine([
  'Person',
  'E-mail',
  'Role',
  'Organization',
  'CCN or State',
  'Environment',
  'Since',
  'Basis',
  'Surveyor Disciplines',
]);

/** A row as CSV. The day is UTC's. */
export function holderCsv({
  person,
  role,
  organization,
  placeName,
  environment,
  since,
  basis,
  disciplines,
  lostAt,
}: ShownHolder) {
  const number =
    organization.kind === 'provider' ? organization.ccn : organization.kind === 'state' ? organization.code : '';
  const place = organization.kind === 'provider' ? (placeName ?? '') : placeLabel(organization, placeName);
  const day = new Date(since).toISOString().slice(0, 10);
  const chosen = (disciplines ?? []).join(' | ');
  return csvLine([
    person.name,
    person.email ?? '',
    role.label,
    place,
    number,
    environment,
    day,
    lostAt === null ? basisWords[basis] : 'lost in iQIES',
    chosen,
  ]);
}

/** A line of CSV in which no chat finds the end of its block. */
function csvLine(cells: readonly string[]): string {
  return safeLine(cells.map((cell) => cell.replaceAll('`', "'")));
}
