import type { Deps } from './deps.ts';
import type { KeptNotice, Reading } from './ledger.ts';
import { shownPerson } from './officials.ts';

/** What the operator should see, with the names that are needed to act on it. */

export interface ShownNotice {
  key: string;
  about: KeptNotice['about'];
  at: number;
  doneAt: number | null;
  /** Who and where, in this order, as far as the notice says. */
  names: readonly string[];
  /** What a person wrote. null: nothing was written, or it was erased. */
  words: string | null;
}

/** A notice with names in place of ids, and with the words that belong to it. */
export async function showNotice(record: Reading, notice: KeptNotice): Promise<ShownNotice> {
  const { key, about, at, doneAt, personId, grantId, detail, textId } = notice;
  const person = personId === undefined ? null : await shownPerson(record, personId);
  const grant = grantId === undefined ? null : await record.grant(grantId);
  const names = [person?.name, grant?.email, grant?.organization, detail].flatMap((part) => (part ? [part] : []));
  return { key, about, at, doneAt, names, words: textId === undefined ? null : await record.text(textId) };
}

/** Marks a notice as handled. @returns 'before' when it was handled already, 'unknown' when there is none with this key */
export function handleNotice({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return (key: string): Promise<'handled' | 'before' | 'unknown'> =>
    ledger.change(async (record) => {
      if ((await record.notice(key)) === null) return 'unknown';
      if (!(await record.handleNotice(key, now()))) return 'before';
      await record.record({ kind: 'notice-handled', platform: 'command-line', data: { notice: key } }, now());
      return 'handled';
    });
}
