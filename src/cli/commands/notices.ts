import { handleNotice, showNotice } from '#application/operator-notices.ts';
import { noticeList, noticeWords } from '#copy/operator-notices.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { words } from '../options.ts';
import { notDone, type Print, done as wasDone } from '../print.ts';

/** The most that are printed. */
const most = 200;

/**
 * Prints what the operator should see: open ones first, the newest of each first. With --done it marks one as handled.
 * @returns 1 when there is no notice with the key
 */
async function notices({ deps }: Record, { done }: { done?: string }, print: Print): Promise<number> {
  if (done !== undefined) {
    const outcome = await handleNotice(deps)(done);
    if (outcome === 'unknown') return notDone(print, noticeList.unknown);
    return wasDone(print, { handled: noticeList.done, before: noticeList.before }[outcome], { key: done });
  }
  const all = await deps.ledger.read(async (record) => {
    const shown = [];
    for (const notice of await record.notices(most + 1)) shown.push(await showNotice(record, notice));
    return shown;
  });
  for (const notice of all.slice(0, most)) {
    const at = new Date(notice.at).toISOString();
    const said = noticeWords(notice);
    const { key, about, names, words: written, doneAt } = notice;
    const facts = {
      key,
      at,
      about,
      names,
      words: written,
      doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
    };
    print(doneAt === null ? noticeList.open(at, said, key) : noticeList.handled(at, said), facts);
  }
  if (all.length > most) print(noticeList.more(most), null);
  if (all.some(({ doneAt }) => doneAt === null)) print(noticeList.howToClose, null);
  if (all.length === 0) print(noticeList.empty, null);
  return 0;
}

export const noticesCommand = onRecord(
  {
    group: null,
    name: 'notices',
    about: 'what the operator should see, open ones first; --done marks one as handled',
    json: 'a notice',
    examples: ['notices', 'notices --done KEY'],
    takes: {},
    options: { done: words('<key>', 'the key that stands under the notice') },
  },
  notices,
);
