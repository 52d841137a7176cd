import { auditWords as say, wrongWords } from '#copy/audit.ts';
import { checkChain } from '#storage/audit-check.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { words } from '../options.ts';
import { notDone, type Print } from '../print.ts';

/**
 * Checks the hash chain of the record, and says what is wrong with the first event that does not fit. A chain whose end was
 * cut off holds; a head that was noted before tells. @returns 1 when it is broken, or the head is not in it
 */
async function auditVerify({ database }: Record, { head }: { head?: string }, print: Print): Promise<number> {
  const wanted = head?.trim().toLowerCase();
  if (wanted !== undefined && !/^[0-9a-f]{64}$/.test(wanted)) return notDone(print, say.headMalformed);
  const { events, head: last, found, broken } = await checkChain(database.db, wanted);
  if (broken !== null) {
    const { seq, at, wrong } = broken;
    print(`${say.breaks(seq, at, events)}\n${wrongWords(seq, wrong)}`, {
      holds: false,
      goodEvents: events,
      breaksAt: seq,
      wrong: wrongWords(seq, wrong),
    });
    if (wanted !== undefined && found === null) print(say.headUnchecked, null);
    return 1;
  }
  print(say.holds(events, last), {
    holds: true,
    events,
    head: last,
    ...(wanted === undefined ? {} : { given: wanted, givenAt: found }),
  });
  if (wanted === undefined) return 0;
  print(found === null ? say.headMissing : say.headFound(found, events - found), null);
  return found === null ? 1 : 0;
}

export const auditVerifyCommand = onRecord(
  {
    group: 'audit',
    name: 'verify',
    about: 'checks the hash chain, and says where it breaks',
    json: 'whether it holds',
    examples: ['audit verify', 'audit verify --head HASH'],
    takes: {},
    options: {
      head: words(
        '<hash>',
        'a head that was noted before, from the log or an earlier check: is its event still there?',
      ),
    },
  },
  auditVerify,
);
