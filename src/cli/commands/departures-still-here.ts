import { closeDeparture } from '#application/answer-departure.ts';
import * as say from '#copy/departure-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Closes a case because she is still there. @returns 1 when nothing was open */
export async function departuresStillHere({ deps }: Record, id: string, print: Print): Promise<number> {
  const answer = await closeDeparture(deps)(id);
  if (answer.ok) return done(print, say.closed, { id });
  return notDone(print, answer.refusal === 'departure-unknown' ? say.unknown(id) : say.settledBefore);
}

export const departuresStillHereCommand = onRecord(
  {
    group: 'departures',
    name: 'still-here',
    about: 'closes it, because the official is still there',
    json: 'what was closed, or why nothing was',
    examples: ['departures still-here ID'],
    takes: { id: one('<id>', 'as “departures list” prints it') },
    options: {},
  },
  (record, { id }, print) => departuresStillHere(record, id, print),
);
