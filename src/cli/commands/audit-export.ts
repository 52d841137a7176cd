import { once } from 'node:events';
import { auditCsv, auditCsvHeader, auditJson, exportWords as say } from '#copy/audit-export.ts';
import { readEvents, type Wanted } from '#storage/audit-export.ts';
import { findPeople, idsOf } from '#storage/find-person.ts';
import type { Record } from '../../app.ts';
import { namedBy } from '../account.ts';
import { onRecord } from '../command.ts';
import { usually, words } from '../options.ts';

export interface ExportOptions {
  format: string;
  since?: string;
  until?: string;
  request?: string;
  person?: string;
}

/** Takes text; resolves when there is room for more. */
type Sink = (text: string) => Promise<void>;

/** Standard output, at the speed of whoever reads it. */
const toStandardOutput: Sink = async (text) => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};

/**
 * Prints the record for auditors, a batch at a time. @returns 1 when an option can't be used: the sentence goes to standard
 * error, because standard output is the export
 */
export async function auditExport(
  { database: { db } }: Record,
  options: ExportOptions,
  sink: Sink,
  complain: (line: string) => void = console.error,
): Promise<number> {
  const wanted = await readWanted(db, options);
  if (typeof wanted === 'string') {
    complain(wanted);
    return 1;
  }
  const { format } = options;
  if (format === 'csv') await sink(`${auditCsvHeader}\n`);
  if (format === 'json') await sink('[');
  let first = true;
  for await (const events of readEvents(db, wanted)) {
    if (format === 'csv') await sink(events.map((event) => `${auditCsv(event)}\n`).join(''));
    else if (format === 'lines') await sink(events.map((event) => `${auditJson(event)}\n`).join(''));
    else await sink(jsonPart(events.map(auditJson), first));
    first = false;
  }
  if (format === 'json') await sink('\n]\n');
  return 0;
}

/** One event a line, in one array. */
const jsonPart = (lines: readonly string[], first: boolean): string => `${first ? '' : ','}\n${lines.join(',\n')}`;

/** What is to be exported; a sentence when an option can't be used. */
async function readWanted(db: Record['database']['db'], options: ExportOptions): Promise<Wanted | string> {
  const { format, since, until, request, person } = options;
  if (!['csv', 'json', 'lines'].includes(format)) return say.format;
  const from = since === undefined ? null : momentOf(since, 0);
  if (from === undefined) return say.moment('--since');
  const to = until === undefined ? null : momentOf(until, dayMs);
  if (to === undefined) return say.moment('--until');
  if (request !== undefined) {
    const known = await db.selectFrom('request').select('id').where('id', '=', request).executeTakeFirst();
    if (known === undefined) return say.request(request);
  }
  const people = person === undefined ? null : await findPeople(db, namedBy(person));
  if (people !== null && people.length !== 1)
    return people.length === 0 ? say.person(person ?? '') : say.several(person ?? '', people);
  const personIds = people === null ? null : await idsOf(db, people[0] ?? '');
  return { since: from, until: to, requestId: request ?? null, personIds };
}

const dayMs = 24 * 60 * 60 * 1000;

/** A day (`dayMs` more for its end) or a moment, in UTC; undefined when it is neither. */
function momentOf(text: string, ofDay: number): number | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!day && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined;
  const at = Date.parse(text);
  // 2026-02-30 is taken by no calendar.
  if (Number.isNaN(at) || (day && new Date(at).toISOString().slice(0, 10) !== text)) return undefined;
  return day ? at + ofDay : at;
}

export const auditExportCommand = onRecord(
  {
    group: 'audit',
    name: 'export',
    about: 'prints every change and every refusal, for auditors',
    json: 'an event, whatever --format says',
    examples: ['audit export --format csv --since 2026-11-01 > record.csv'],
    takes: {},
    options: {
      format: usually('<format>', 'csv', 'csv, json (one array) or lines (one JSON object a line)'),
      since: words('<moment>', 'from this day or moment on, in UTC: 2026-11-21 or 2026-11-21T14:30:00Z'),
      until: words('<moment>', 'up to this day, which is included, or this moment, which is not'),
      request: words('<id>', 'one request only'),
      person: words('<person>', 'what somebody did, what was done about her, and her requests: address, account or id'),
    },
  },
  (record, options, _print, asJson) =>
    auditExport(record, { ...options, ...(asJson ? { format: 'lines' } : {}) }, toStandardOutput),
);
