import { losing, removing } from '#copy/role-ends.ts';
import { csvHeader, holderCsv, holderLine, rowsShown, whoHasWhatWords as say } from '#copy/who-has-what.ts';
import { firstName } from '#copy/words.ts';
import type { ShownHolder } from '#domain/shown.ts';
import type { Block, Button, Form } from './elements.ts';

/** So many rows stand in the dialog at a time, and in the CSV. */
export const holdersPerPage = 20;
export const csvPerPage = 100;

export interface HoldersShown {
  holders: readonly ShownHolder[];
  all: number;
  page: number;
}

/** Opens the list, on an official's Home. */
export const whoHasWhatButton: Button = { action: 'who-has-what', label: say.button };

/** Who has what: a page of rows, with what an official can do about statements. */
export function holdersForm(shown: HoldersShown): Form {
  return {
    name: 'who-has-what',
    title: say.title,
    submit: null,
    close: say.close,
    memo: {},
    blocks: [
      { kind: 'note', text: [say.about] },
      ...(shown.all === 0 ? [{ kind: 'text', text: [say.none] } as const] : []),
      ...shown.holders.flatMap((holder) => holderBlocks(holder, shown.page)),
      ...foot(shown, holdersPerPage, 'holders', shown.all === 0 ? [] : [{ action: 'holders-csv', label: say.csv }]),
    ],
  };
}

function holderBlocks(holder: ShownHolder, page: number): Block[] {
  const { statementId, maySettle, role, back } = holder;
  const row: Block = { kind: 'text', text: holderLine(holder) };
  if (statementId === null) return [row, ...endButtons(holder, page)];
  if (!maySettle) return [row];
  const value = `${statementId}|${page}`;
  const strike: Button = { action: 'strike-statement', label: say.strike, value, confirm: say.confirmStrike };
  if (role.official && !back)
    return [row, { kind: 'note', text: [say.byList] }, { kind: 'buttons', buttons: [strike] }];
  const confirm: Button = { action: 'confirm-statement', label: say.confirm, value, look: 'primary' };
  return [row, { kind: 'buttons', buttons: [confirm, strike] }];
}

/** What an official can say of a role that is known here. */
function endButtons({ mayEnd, role, lostAt, basis, ref, person }: ShownHolder, page: number): Block[] {
  if (!mayEnd || basis === 'unconfirmed') return [];
  const value = `${ref}|${page}`;
  const remove: Button[] = role.official ? [] : [{ action: 'remove-role', label: removing.button, value }];
  const lost: Button =
    lostAt === null
      ? { action: 'role-lost', label: losing.button, value, confirm: losing.confirm(firstName(person)) }
      : { action: 'role-back', label: losing.backButton, value, confirm: losing.confirmBack(firstName(person)) };
  return [{ kind: 'buttons', buttons: [lost, ...remove] }];
}

/** The same as lines to copy; each page begins with the names of the columns. */
export function holdersCsvForm(shown: HoldersShown): Form {
  return {
    name: 'holders-csv',
    title: say.csvTitle,
    submit: null,
    close: say.close,
    memo: {},
    blocks: [
      { kind: 'note', text: [say.csvAbout] },
      { kind: 'copy', lines: [csvHeader, ...shown.holders.map(holderCsv)] },
      ...foot(shown, csvPerPage, 'csv', []),
    ],
  };
}

/** Which rows these are, and the ways to the others. */
function foot({ all, page, holders }: HoldersShown, most: number, list: string, more: readonly Button[]): Block[] {
  const from = page * most;
  const buttons: Button[] = [
    ...(page > 0 ? [{ action: `${list}-earlier`, label: say.earlier, value: `${page - 1}` }] : []),
    ...(from + holders.length < all ? [{ action: `${list}-later`, label: say.later, value: `${page + 1}` }] : []),
    ...more,
  ];
  return [
    ...(all > holders.length ? [{ kind: 'note', text: rowsShown(from + 1, from + holders.length, all) } as const] : []),
    ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
  ];
}
