import { stopReview } from '#application/review.ts';
import { reviewCommand as say } from '#copy/role-review.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { done, notDone, type Print } from '../print.ts';

/** Ends an open review. @returns 1 when none is open */
export async function reviewStop({ deps }: Record, print: Print): Promise<number> {
  const answer = await stopReview(deps)();
  return answer.ok ? done(print, say.stopped) : notDone(print, say.noneOpen);
}

export const reviewStopCommand = onRecord(
  {
    group: 'review',
    name: 'stop',
    about: 'ends an open review',
    json: 'whether it was ended',
    examples: ['review stop'],
    takes: {},
    options: {},
  },
  (record, _given, print) => reviewStop(record, print),
);
