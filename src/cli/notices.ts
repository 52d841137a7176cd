import { handleNotice, showNotice } from '#application/operator-notices.ts';
import { noticeList, noticeWords } from '#copy/operator-notices.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** The most that are printed. */
const most = 200;

/**
 * Prints what the operator should see: open ones first, the newest of each first. With --done it marks one as handled.
 * @returns 1 when there is no notice with the key
 */
export async function notices({ deps }: Record, { done }: { done?: string }, print: Print): Promise<number> {
  if (done !== undefined) {
    const outcome = await handleNotice(deps)(done);
    print({ handled: noticeList.done, before: noticeList.before, unknown: noticeList.unknown }[outcome]);
    return outcome === 'unknown' ? 1 : 0;
  }
  const all = await deps.ledger.read(async (record) => {
    const shown = [];
    for (const notice of await record.notices(most + 1)) shown.push(await showNotice(record, notice));
    return shown;
  });
  for (const notice of all.slice(0, most)) {
    const at = new Date(notice.at).toISOString();
    const words = noticeWords(notice);
    print(notice.doneAt === null ? noticeList.open(at, words, notice.key) : noticeList.handled(at, words));
  }
  if (all.length > most) print(noticeList.more(most));
  if (all.some(({ doneAt }) => doneAt === null)) print(noticeList.howToClose);
  if (all.length === 0) print(noticeList.empty);
  return 0;
}
