import { states } from '#content/states.ts';
import { parseCcn } from '#domain/ccn.ts';
import { facilityIdColumn, type Layout, typeInWords } from './provider-layouts.ts';
import type { ProviderTables } from './provider-tables.ts';

export type NewProvider = Omit<ProviderTables['provider'], 'list_id'>;

/** One line of a file: a provider, or why the line is skipped. */
export type ReadRow = { ok: true; provider: NewProvider } | { ok: false; reason: string };

/** Reads one record of a file by the names of its columns. `fallbackAsOf` is the file's own date. */
export function readRow(
  layout: Layout,
  header: readonly string[],
  record: readonly string[],
  fallbackAsOf: string,
): ReadRow {
  if (record.length !== header.length)
    return { ok: false, reason: `has ${record.length} columns, not ${header.length}` };
  const values = new Map(header.map((name, index) => [name.trim().toLowerCase(), clean(record[index] ?? '')]));
  const value = (column: string | undefined) => (column === undefined ? '' : (values.get(column) ?? ''));
  const { columns } = layout;
  const typed = value(columns.ccn);
  const parsed = parseCcn(typed, states);
  if (!parsed.ok) return { ok: false, reason: `CCN "${typed.slice(0, 20)}": ${problems[parsed.problem]}` };
  const name = value(columns.name);
  if (name === '') return { ok: false, reason: `${parsed.ccn} has no name` };
  return {
    ok: true,
    provider: {
      ccn: parsed.ccn,
      name: name.slice(0, 200),
      type: layout.type ?? typeInWords(value(columns.type)),
      address: value(columns.address) || null,
      city: value(columns.city).replace(/,+$/, '') || null,
      state: /^[A-Z]{2}$/i.test(value(columns.state)) ? value(columns.state).toUpperCase() : parsed.state,
      zip: value(columns.zip) || null,
      chain: value(columns.chain) || null,
      facility_id: value(facilityIdColumn).toUpperCase() || null,
      as_of: dateIn(value(columns.asOf)) ?? fallbackAsOf,
    },
  };
}

const problems = {
  empty: 'is empty',
  'five-digits': 'has five characters; a leading 0 got lost',
  spreadsheet: 'was changed by a spreadsheet',
  'letter-for-digit': 'has a letter where a digit belongs',
  length: 'has the wrong length',
  state: 'starts with no State’s code',
  pattern: 'is not built like a CCN',
} as const;

/** What the files write where there is nothing. */
function clean(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  return trimmed === '-' || /^(?:not available|legal business name not available|n\/a)$/i.test(trimmed) ? '' : trimmed;
}

/** A date somewhere in a text ("synthea-2018-02", "NH_2026-08-01.csv", "07/01/2022") as yyyy, yyyy-mm or yyyy-mm-dd. */
export function dateIn(text: string): string | null {
  const us = /(?<!\d)(\d{2})\/(\d{2})\/(\d{4})(?!\d)/.exec(text);
  if (us) return `${us[3]}-${us[1]}-${us[2]}`;
  const iso = /(?<!\d)((?:19|20)\d{2})(?:[-_](0[1-9]|1[0-2])(?:[-_](0[1-9]|[12]\d|3[01]))?)?(?!\d)/.exec(text);
  return iso ? [iso[1], iso[2], iso[3]].filter(Boolean).join('-') : null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A stored date as people read it: "Feb 2018", "2025". */
export function dateInWords(date: string): string {
  const [year = '', month] = date.split('-');
  return month === undefined ? year : `${months[Number(month) - 1] ?? ''} ${year}`.trim();
}

/** The words a provider is found by: lower case, without marks; name, city, State, type. */
export function wordsOf({ name, city, state, type, facility_id }: NewProvider): string[] {
  const stateName = states.find(({ code }) => code === state)?.name ?? '';
  return [
    ...new Set([
      ...words(name),
      ...words(city ?? ''),
      ...words(state ?? ''),
      ...words(stateName),
      ...words(type),
      ...words(facility_id ?? ''),
    ]),
  ];
}

/** A text as search words. Apostrophes join ("st. mary's" is st, marys); everything else that is no letter parts. */
export function words(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).map((word) => word.slice(0, 40));
}
