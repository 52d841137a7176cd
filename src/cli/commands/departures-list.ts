import { showDeparture } from '#application/show-departure.ts';
import * as say from '#copy/departure-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { departureFacts } from '../departure-facts.ts';
import { flag } from '../options.ts';
import type { Print } from '../print.ts';

/** The most that are printed. */
const most = 200;

/** Prints officials who are reported to have left, or said that they leave; the newest first. */
export async function departuresList({ deps }: Record, { open }: { open?: boolean }, print: Print): Promise<number> {
  const found = await deps.ledger.read(async (record) => {
    const shown = [];
    for (const { id, openedAt } of await record.departures.list(open ?? false, most)) {
      const departure = await showDeparture(deps, record, id, null);
      if (departure !== null) shown.push({ departure, openedAt });
    }
    return shown;
  });
  for (const { departure, openedAt } of found)
    print(say.departureLine(departure, openedAt), departureFacts(departure, openedAt));
  if (found.length === 0) print(open ? say.noneOpen : say.none, null);
  return 0;
}

export const departuresListCommand = onRecord(
  {
    group: 'departures',
    name: 'list',
    about: 'who was reported, or said so; newest first',
    json: 'an official who left or is about to',
    examples: ['departures list --open'],
    takes: {},
    options: { open: flag('only those that wait for something') },
  },
  departuresList,
);
