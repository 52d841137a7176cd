import { roles } from '#content/catalogue.ts';
import { csvLine } from './csv.ts';

/** An event as auditors get it. Moments are ISO, in UTC; what was erased says so. */

interface Names {
  name: string;
  email: string | null;
}

export interface AuditedEvent {
  event: {
    seq: number;
    at: number;
    kind: string;
    request_id: string | null;
    item_id: string | null;
    actor_id: string | null;
    subject_id: string | null;
    platform: string | null;
    data: string;
    words_id: string | null;
    hash: string;
  };
  roleId: string | null;
  environment: string | null;
  organization: string | null;
  actor: Names | null;
  subject: Names | null;
  words: string | null;
}

const columns = [
  'number',
  'time',
  'event',
  'refusal',
  'request',
  'item',
  'role',
  'organization',
  'environment',
  'by',
  'by_name',
  'by_email',
  'about',
  'about_name',
  'about_email',
  'platform',
  'details',
  'text',
  'hash',
] as const;

const erased = '(erased)';

/** Who did it: a person, or the bot or the operator, who have no id. */
function cellsOf({ event, roleId, environment, organization, actor, subject, words }: AuditedEvent) {
  const data = JSON.parse(event.data) as { refusal?: string };
  const name = (id: string | null, names: Names | null) => (id === null ? null : (names?.name ?? erased));
  return {
    number: event.seq,
    time: new Date(event.at).toISOString(),
    event: event.kind,
    refusal: data.refusal ?? null,
    request: event.request_id,
    item: event.item_id,
    role: roles.find(({ id }) => id === roleId)?.label ?? roleId,
    organization,
    environment,
    by: event.actor_id,
    by_name: name(event.actor_id, actor),
    by_email: actor?.email ?? null,
    about: event.subject_id,
    about_name: name(event.subject_id, subject),
    about_email: subject?.email ?? null,
    platform: event.platform,
    details: data as Readonly<Record<string, unknown>>,
    text: event.words_id === null ? null : (words ?? erased),
    hash: event.hash,
  } satisfies Record<(typeof columns)[number], unknown>;
}

export const auditCsvHeader = csvLine(columns);

/** An event as a line of CSV. */
export function auditCsv(event: AuditedEvent): string {
  const cells = cellsOf(event);
  return csvLine(
    columns.map((column) => {
      const cell = cells[column];
      if (cell === null) return '';
      return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
    }),
  );
}

/** An event as JSON, on one line. */
export const auditJson = (event: AuditedEvent): string => JSON.stringify(cellsOf(event));

export const exportWords = {
  format: 'Say --format csv, json or lines.',
  moment: (option: string): string => `${option} takes a day or a moment in UTC: 2026-11-21, or 2026-11-21T14:30:00Z.`,
  person: (who: string): string =>
    `Nobody is known as “${who.slice(0, 100)}”. Give an address, an account such as slack:T0123456789/U0123456789, or an id.`,
  several: (who: string, ids: readonly string[]): string =>
    `${who.slice(0, 100)} is the address of several people: ${ids.join(', ')}. Give one of these ids.`,
  request: (id: string): string => `There is no request “${id.slice(0, 60)}”. “requests list” has their ids.`,
} as const;
