import type { LedgerTables } from './ledger-tables.ts';
import type { ProviderTables } from './provider-tables.ts';

/** Every table of the database. */
export type Tables = LedgerTables & ProviderTables;
