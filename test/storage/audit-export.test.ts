import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideRequest } from '#application/decide-request.ts';
import { auditExport, type ExportOptions } from '#cli/commands/audit-export.ts';
import { csvLine } from '#copy/csv.ts';
import { depsOn, officialsAtBloomfield, pendingRequest } from './officials.ts';
import { emptyRecord, type TestRecord } from './record.ts';

/** What auditors get: a request that was rejected with words, and a refused click after it. */
let on: TestRecord;
const requestId = 'request-1';
beforeAll(async () => {
  on = await emptyRecord();
  const request = await pendingRequest(on);
  const [joan] = await officialsAtBloomfield(on, 1);
  if (joan === undefined) throw new Error('no official');
  await on.db.updateTable('account').set({ name: '=HYPERLINK("http://x","Joan")' }).execute();
  const rejection = { reason: 'other', words: '+1, "quoted"\n@SUM(A1)', betterRole: null } as const;
  const deeds = { person: joan, requestId: request.id, itemIds: [`${request.id}.1`] };
  await decideRequest(depsOn(on))({ ...deeds, deed: { deed: 'reject', rejection } });
  await decideRequest(depsOn(on, 'again'))({ ...deeds, deed: { deed: 'approve' } });
});
afterAll(async () => on.stop());

async function exported(options: Partial<ExportOptions>): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const { db } = on;
  const record = { database: { db } } as unknown as Parameters<typeof auditExport>[0];
  const sink = async (text: string) => void out.push(text);
  const code = await auditExport(record, { format: 'csv', ...options }, sink, (line) => void err.push(line));
  return { code, out: out.join(''), err: err.join('\n') };
}
const rows = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];

it('every change and every refusal is a line, with names, in UTC', async () => {
  const { code, out } = await exported({});
  expect(code).toBe(0);
  const lines = rows(out);
  expect(lines.map(({ number, event, refusal }) => [number, event, refusal])).toEqual([
    ['1', 'request-submitted', ''],
    ['2', 'item-rejected', ''],
    ['3', 'refused', 'already-rejected'],
  ]);
  expect(lines[1]).toMatchObject({ request: requestId, item: `${requestId}.1`, organization: 'ccn:165326' });
  expect(lines[1]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

it('no cell is a formula, whatever people are called and write', async () => {
  const { out } = await exported({});
  const lines = rows(out);
  expect(lines[1]?.by_name).toBe(`'=HYPERLINK("http://x","Joan")`);
  expect(lines[1]?.text).toBe(`'+1, "quoted" @SUM(A1)`);
  for (const line of lines) for (const cell of Object.values(line)) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
});

it.each(['=1', '+1', '-1', '@A', '\t=1', '\r=1', '\n=1', ' =1', '＝1'])(
  'a cell that begins like %j is text',
  (cell) => {
    expect((parse(csvLine([cell, 'x'])) as string[][])[0]?.[0]?.startsWith("'")).toBe(true);
  },
);

it('as JSON it is one array that holds the words as they were written', async () => {
  const { out } = await exported({ format: 'json' });
  const all = JSON.parse(out) as Record<string, unknown>[];
  expect(all[1]).toMatchObject({
    event: 'item-rejected',
    text: '+1, "quoted"\n@SUM(A1)',
    details: { reason: 'other' },
  });
  expect(out.trim().split('\n')).toHaveLength(5);
  expect(JSON.parse((await exported({ format: 'json', since: '2999-01-01' })).out)).toEqual([]);
});

it('a request, a person and a time narrow it down', async () => {
  const by = rows((await exported({})).out)[1]?.by ?? '';
  expect(rows((await exported({ person: by })).out).map(({ number }) => number)).toEqual(['2', '3']);
  expect(rows((await exported({ request: requestId })).out)).toHaveLength(3);
  const [first] = rows((await exported({})).out);
  expect(rows((await exported({ until: first?.time ?? '' })).out)).toEqual([]);
  expect(rows((await exported({ since: (first?.time ?? '').slice(0, 10) })).out)).toHaveLength(3);
  expect(rows((await exported({ until: (first?.time ?? '').slice(0, 10) })).out).length).toBeGreaterThan(0);
});

it.each<[Partial<ExportOptions>, string]>([
  [{ format: 'xml' }, 'Say --format csv, json or lines.'],
  [{ since: 'yesterday' }, '--since takes a day'],
  [{ until: '2026-02-30' }, '--until takes a day'],
  [{ request: 'nothing' }, 'There is no request “nothing”.'],
  [{ person: 'nobody@example.org' }, 'Nobody is known as “nobody@example.org”.'],
])('an option that can’t be used is said beside the export, not in it: %j', async (options, says) => {
  const { code, out, err } = await exported(options);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(says);
});

it('what was erased says so', async () => {
  await on.db.updateTable('private_text').set({ salt: null, value: null }).execute();
  await on.db.deleteFrom('account').execute();
  const [, rejected] = rows((await exported({})).out);
  expect(rejected).toMatchObject({ by_name: '(erased)', by_email: '', text: '(erased)' });
});
