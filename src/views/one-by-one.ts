import { asksFor, noLongerYours } from '#copy/card.ts';
import { formWords } from '#copy/forms.ts';
import { becameOf, placeRow, oneByOne as say } from '#copy/one-by-one.ts';
import type { ItemId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import type { Block, Button, Form } from './elements.ts';
import { itemsValue } from './grouped.ts';

/** Two blocks a place: with the rest of the dialog far from Slack's 100. */
const onOnePage = 20;

/** Who looks at which places of a request, and where she is. */
export interface OneByOne {
  viewer: PersonId;
  /** The places that waited for her when the dialog opened; they stay in it, with what became of them. */
  itemIds: readonly ItemId[];
  /** The places that she is an official for now. */
  hers: readonly ItemId[];
  page: number;
  /** Why the last click did nothing. */
  note: string | null;
}

/** The dialog as it is true now: each place with its own Approve and Reject, or with what became of it. */
export function oneByOneForm(request: ShownRequest, { viewer, itemIds, hers, page, note }: OneByOne): Form {
  const opened = request.items.filter(({ id }) => itemIds.includes(id));
  const items = opened.filter(({ id }) => hers.includes(id));
  const last = Math.max(0, Math.ceil(items.length / onOnePage) - 1);
  const at = Math.min(Math.max(page, 0), last);
  const here = items.slice(at * onOnePage, (at + 1) * onOnePage);
  const gone = opened.length - items.length;
  return {
    name: 'one-by-one',
    title: say.title,
    submit: null,
    close: formWords.finish,
    memo: { items: itemsValue(opened), page: String(at) },
    blocks: [
      ...(note === null ? [] : [{ kind: 'alert', level: 'warning', text: note } as const]),
      ...(items.length === 0
        ? [{ kind: 'text', text: [noLongerYours(request)] } as const]
        : [
            { kind: 'text', text: [{ bold: asksFor(request) }] } as const,
            ...(gone > 0 ? [{ kind: 'note', text: [say.notYours(gone)] } as const] : []),
            ...here.flatMap((item) => rowBlocks(request, item, viewer)),
            ...pager(at, last, here.length, items.length),
            ...restBlocks(request, items),
          ]),
    ],
  };
}

function rowBlocks(request: ShownRequest, item: ShownItem, viewer: PersonId): Block[] {
  const row: Block = { kind: 'text', text: placeRow(item, becameOf(item, request.requester, viewer)) };
  if (item.state.status !== 'pending') return [row];
  const value = itemsValue([item]);
  const buttons: Button[] = [
    { action: 'approve-one', label: 'Approve', value, look: 'primary' },
    { action: 'reject-one', label: 'Reject', value, look: 'danger' },
  ];
  return [row, { kind: 'buttons', buttons }];
}

function pager(at: number, last: number, here: number, all: number): Block[] {
  if (last === 0) return [];
  const from = at * onOnePage;
  const buttons: Button[] = [
    ...(at > 0 ? [{ action: 'one-page-earlier', label: say.earlier, value: String(at - 1) }] : []),
    ...(at < last ? [{ action: 'one-page-later', label: say.later, value: String(at + 1) }] : []),
  ];
  return [
    { kind: 'divider' },
    { kind: 'note', text: [say.page(from + 1, from + here, all)] },
    { kind: 'buttons', buttons },
  ];
}

function restBlocks(request: ShownRequest, items: readonly ShownItem[]): Block[] {
  const pending = items.filter(({ state }) => state.status === 'pending');
  if (pending.length === 0) return [];
  const button: Button = {
    action: 'approve-rest',
    label: say.approveRest(pending.length),
    value: itemsValue(pending),
    confirm: say.confirmRest(request, pending.length),
  };
  return [{ kind: 'divider' }, { kind: 'buttons', buttons: [button] }];
}
