import { createHash } from 'node:crypto';
import type { Deps } from '#application/deps.ts';
import { showNotice } from '#application/operator-notices.ts';
import { noticeWords } from '#copy/operator-notices.ts';
import { operatorLetter } from '#views/letter.ts';
import type { DrawnMail } from './draw-mail.ts';

/** Notices come at once, and then an hour's together: a storm of them is one e-mail. */
const gatherMs = 60 * 60 * 1000;
const mostShown = 30;
const mostAtOnce = 500;

/** It is too early for this e-mail. */
export class NotYet extends Error {
  override name = 'NotYet';
  readonly until: number;
  constructor(until: number) {
    super('not yet');
    this.until = until;
  }
}

/** What the operator was not written about yet; null when there is nothing. @throws NotYet */
export async function drawForOperator({ ledger, now }: Deps, to: string): Promise<DrawnMail | null> {
  const drawn = await ledger.read(async (record) => {
    const { notices, lastAt } = await record.noticesToMail(mostAtOnce);
    if (notices.length === 0) return null;
    if (lastAt !== null && lastAt + gatherMs > now()) throw new NotYet(lastAt + gatherMs);
    const shown = [];
    for (const notice of notices.slice(0, mostShown)) shown.push(await showNotice(record, notice));
    return { keys: notices.map(({ key }) => key), shown };
  });
  if (drawn === null) return null;
  const { keys, shown } = drawn;
  return {
    to,
    timeZone: null,
    letter: operatorLetter(
      shown.map((notice) => ({ at: notice.at, words: noticeWords(notice) })),
      keys.length,
    ),
    once: `operator-${createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 32)}`,
    afterwards: () => ledger.change((record) => record.noteMailed(keys, now())),
  };
}
