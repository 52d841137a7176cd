import type { ProviderTables } from './provider-tables.ts';

/** Every table of the ledger. Text ids, JSON as text, times as integer milliseconds, booleans as 0 or 1. */
export interface Tables extends ProviderTables {}
