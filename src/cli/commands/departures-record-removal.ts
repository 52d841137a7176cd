import { recordRemoval } from '#application/record-removal.ts';
import * as say from '#copy/departure-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Records that the Service Center removed the role. @returns 1 when nothing was recorded */
export async function departuresRecordRemoval({ deps }: Record, id: string, print: Print): Promise<number> {
  const answer = await recordRemoval(deps)(null, id);
  if (answer.ok) return done(print, say.recorded, { id });
  return notDone(print, answer.refusal === 'departure-unknown' ? say.unknown(id) : say.settledBefore);
}

export const departuresRecordRemovalCommand = onRecord(
  {
    group: 'departures',
    name: 'record-removal',
    about: 'once the Service Center removed the role in iQIES: it ends here, too, and what waits there is kept',
    json: 'what was recorded, or why nothing was',
    examples: ['departures record-removal ID'],
    takes: { id: one('<id>', 'as “departures list” prints it') },
    options: {},
  },
  (record, { id }, print) => departuresRecordRemoval(record, id, print),
);
