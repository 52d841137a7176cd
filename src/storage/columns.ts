import { personalData } from './personal-data.ts';
import type { Tables } from './tables.ts';

/**
 * Every column of a table by its name, in place of a star: what a server has understood of such a query stays true when a
 * newer bot adds a column (fixed.ts). That none is missing is what the test of `personalData` sees to.
 */
export const columnsOf = <Table extends keyof Tables>(table: Table) =>
  Object.keys(personalData[table]).map(
    (column) => `${table}.${column}`,
  ) as `${Table}.${keyof Tables[Table] & string}`[];
