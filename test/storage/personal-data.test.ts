import { afterAll, beforeAll, expect, it } from 'vitest';
import { personalData } from '#storage/personal-data.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
beforeAll(async () => {
  on = await emptyRecord();
});
afterAll(async () => on.stop());

const sorted = (names: readonly string[]) => [...names].sort();

it('every column of every table says whether it holds something of people: a new one can’t be forgotten', async () => {
  const tables = (await on.db.introspection.getTables()).filter(({ isView }) => !isView);
  const made = Object.fromEntries(
    tables.map(({ name, columns }) => [name, sorted(columns.map((column) => column.name))]),
  );
  const said = Object.fromEntries(
    Object.entries(personalData).map(([name, columns]) => [name, sorted(Object.keys(columns))]),
  );
  expect(said).toEqual(made);
});

it('what is emptied or deleted with a person stands in a table that says whose row it is', () => {
  for (const [table, columns] of Object.entries(personalData)) {
    const holds = Object.values(columns) as string[];
    if (!holds.some((one) => ['text', 'emptied', 'deleted'].includes(one))) continue;
    expect(
      holds.some((one) => ['person', 'request', 'role'].includes(one)),
      table,
    ).toBe(true);
  }
});
