import { join } from 'node:path';
import { lists } from '#rehearsal/start.ts';

/** The bundled officials with a few facilities: what a test needs that looks at neither searching nor time. */
export const shortLists = { ...lists, providers: [join(import.meta.dirname, '..', 'slack', 'facilities.csv')] };
