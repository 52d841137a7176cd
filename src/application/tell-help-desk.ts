import { isOpen } from '#domain/departure.ts';
import type { Deps, Settings } from './deps.ts';
import type { Writing } from './ledger.ts';
import { tellDeparture } from './tell-departure.ts';

/** So many open cases are looked at: far more than there ever are. */
const mostCases = 500;

/** Whoever came to the help desk gets the open cases; who has them already gets nothing more. */
export async function tellHelpDesk(record: Writing, settings: Settings, at: number): Promise<void> {
  if (settings.helpDesk.length === 0) return;
  for (const { id, state } of await record.departures.list(true, mostCases))
    if (isOpen(state)) await tellDeparture(record, settings, id, at);
}

/** The same at a start, after the operator's list of the help desk changed. */
export function tellNewHelpDesk({ ledger, settings, now }: Deps) {
  return (): Promise<void> => ledger.change((record) => tellHelpDesk(record, settings, now()));
}
