import { auditWords as say, wrongWords } from '#copy/audit.ts';
import { checkChain } from '#storage/audit-check.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/**
 * Checks the hash chain of the record, and says what is wrong with the first event that does not fit. A chain whose end was
 * cut off holds; a head that was noted before tells. @returns 1 when it is broken, or the head is not in it
 */
export async function auditVerify({ database }: Record, { head }: { head?: string }, print: Print): Promise<number> {
  const wanted = head?.trim().toLowerCase();
  if (wanted !== undefined && !/^[0-9a-f]{64}$/.test(wanted)) {
    print(say.headMalformed);
    return 1;
  }
  const { events, head: last, found, broken } = await checkChain(database.db, wanted);
  if (broken !== null) {
    print(say.breaks(broken.seq, broken.at, events));
    print(wrongWords(broken.seq, broken.wrong));
    if (wanted !== undefined && found === null) print(say.headUnchecked);
    return 1;
  }
  print(say.holds(events, last));
  if (wanted === undefined) return 0;
  print(found === null ? say.headMissing : say.headFound(found, events - found));
  return found === null ? 1 : 0;
}
