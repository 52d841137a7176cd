import { shownPerson } from '#application/officials.ts';
import { showDeparture } from '#application/show-departure.ts';
import * as say from '#copy/departure-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { departureFacts } from '../departure-facts.ts';
import { one } from '../options.ts';
import { notDone, type Print } from '../print.ts';

/** Prints one case with what was said and the next step. @returns 1 when there is none with this id */
export async function departuresShow({ deps }: Record, id: string, print: Print): Promise<number> {
  const found = await deps.ledger.read(async (record) => {
    const departure = await record.departures.of(id);
    const shown = await showDeparture(deps, record, id, null);
    if (departure === null || shown === null) return null;
    const said = [];
    for (const { personId, says, at } of await record.departures.sayings(id))
      said.push({ name: (await shownPerson(record, personId)).name, says, at });
    return { shown, openedAt: departure.openedAt, said };
  });
  if (found === null) return notDone(print, say.unknown(id));
  const { shown, openedAt, said } = found;
  const lines = say.departureInFull(
    shown,
    openedAt,
    said.map(({ name, says, at }) => say.sayingLine(name, says, at)),
  );
  print(lines.join('\n'), {
    ...departureFacts(shown, openedAt),
    said: said.map(({ at, ...one }) => ({ ...one, at: new Date(at).toISOString() })),
  });
  return 0;
}

export const departuresShowCommand = onRecord(
  {
    group: 'departures',
    name: 'show',
    about: 'one of them: who said what, the ticket, and what to do next',
    json: 'the official, with what was said',
    examples: ['departures show ID'],
    takes: { id: one('<id>', 'as “departures list” prints it') },
    options: {},
  },
  (record, { id }, print) => departuresShow(record, id, print),
);
