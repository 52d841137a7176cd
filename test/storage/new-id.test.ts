import { expect, it } from 'vitest';
import { newRowId } from '#storage/new-id.ts';

it('no id is given twice, and none begins as an option of a command or a formula of a table does', () => {
  const ids = Array.from({ length: 5_000 }, newRowId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^\w[\w-]{15}$/);
});
