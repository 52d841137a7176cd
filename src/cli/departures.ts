import { closeDeparture } from '#application/answer-departure.ts';
import { shownPerson } from '#application/officials.ts';
import { recordRemoval } from '#application/record-removal.ts';
import { showDeparture } from '#application/show-departure.ts';
import * as say from '#copy/departure-list.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** The most that are printed. */
const most = 200;

/** Prints officials who are reported to have left, or said that they leave; the newest first. */
export async function departuresList({ deps }: Record, { open }: { open?: boolean }, print: Print): Promise<number> {
  const lines = await deps.ledger.read(async (record) => {
    const found: string[] = [];
    for (const { id, openedAt } of await record.departures.list(open ?? false, most)) {
      const shown = await showDeparture(deps, record, id, null);
      if (shown !== null) found.push(say.departureLine(shown, openedAt));
    }
    return found;
  });
  for (const line of lines) print(line);
  if (lines.length === 0) print(open ? say.noneOpen : say.none);
  return 0;
}

/** Prints one case with what was said and the next step. @returns 1 when there is none with this id */
export async function departuresShow({ deps }: Record, id: string, print: Print): Promise<number> {
  const lines = await deps.ledger.read(async (record) => {
    const departure = await record.departures.of(id);
    const shown = await showDeparture(deps, record, id, null);
    if (departure === null || shown === null) return null;
    const said: string[] = [];
    for (const { personId, says, at } of await record.departures.sayings(id))
      said.push(say.sayingLine((await shownPerson(record, personId)).name, says, at));
    return say.departureInFull(shown, departure.openedAt, said);
  });
  for (const line of lines ?? [say.unknown(id)]) print(line);
  return lines === null ? 1 : 0;
}

/** Records that the Service Center removed the role. @returns 1 when nothing was recorded */
export async function departuresRecordRemoval({ deps }: Record, id: string, print: Print): Promise<number> {
  const answer = await recordRemoval(deps)(null, id);
  print(answer.ok ? say.recorded : answer.refusal === 'departure-unknown' ? say.unknown(id) : say.settledBefore);
  return answer.ok ? 0 : 1;
}

/** Closes a case because she is still there. @returns 1 when nothing was open */
export async function departuresStillHere({ deps }: Record, id: string, print: Print): Promise<number> {
  const answer = await closeDeparture(deps)(id);
  print(answer.ok ? say.closed : answer.refusal === 'departure-unknown' ? say.unknown(id) : say.settledBefore);
  return answer.ok ? 0 : 1;
}
