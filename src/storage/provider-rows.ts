import { states } from '#content/states.ts';
import { type CcnProblem, parseCcn } from '#domain/ccn.ts';
import { dateIn } from './provider-dates.ts';
import { type Recognised, typeInWords } from './provider-layouts.ts';
import type { ProviderTables } from './provider-tables.ts';

export type NewProvider = Omit<ProviderTables['provider'], 'list_id'>;

/** One line of a file: a provider, or why the line is skipped. */
type ReadRow = { ok: true; provider: NewProvider } | { ok: false; reason: string };

/** Longer texts are cut; the longest of the CMS files have 50. */
const longestText = 200;

/** Reads one record of a file. `fallbackAsOf` is the file's own date, for rows that name none. */
export function readRow(file: Recognised, record: readonly string[], fallbackAsOf: string): ReadRow {
  if (record.length !== file.width) return { ok: false, reason: `has ${record.length} columns, not ${file.width}` };
  const value = (column: Parameters<Recognised['value']>[1]) => clean(file.value(record, column));
  const typed = value('ccn');
  const parsed = parseCcn(typed, states);
  if (!parsed.ok) return { ok: false, reason: `CCN "${typed.slice(0, 20)}": ${problems[parsed.problem]}` };
  const { ccn, kind } = parsed;
  const name = value('name');
  if (name === '') return { ok: false, reason: `${ccn} has no name` };
  const [address, city, state] = [value('address'), value('city').replace(/[\s,]+$/, ''), value('state')];
  if (`${name}${city}${address}`.includes('\uFFFD'))
    return { ok: false, reason: `${ccn} "${name.slice(0, 50)}": is not written in UTF-8, save the file as UTF-8` };
  return {
    ok: true,
    provider: {
      ccn,
      name,
      type: file.layout.type ?? typeInWords(value('type'), kind),
      address: address || null,
      city: city || null,
      state: /^[A-Z]{2}$/i.test(state) ? state.toUpperCase() : parsed.state,
      zip: value('zip') || null,
      chain: value('chain') || null,
      facility_id: value('facilityId').toUpperCase() || null,
      as_of: dateIn(value('asOf')) ?? fallbackAsOf,
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
} as const satisfies Record<CcnProblem, string>;

/** What the files write where there is nothing. */
const nothing = /^(?:-|not available|legal business name not available|n\/a)$/i;

function clean(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim().slice(0, longestText);
  return nothing.test(plain) ? '' : plain;
}
