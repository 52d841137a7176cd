import type { ShownItem } from '#domain/shown.ts';

/** Items that read the same in one sentence: same state, same people, same moment. Order of first appearance. */
export function grouped(items: readonly ShownItem[], sameAs: (item: ShownItem) => string): ShownItem[][] {
  const groups = new Map<string, ShownItem[]>();
  for (const item of items) {
    const key = sameAs(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

/** The state of an item as a key: equal where one sentence fits both. */
export function stateKey(item: ShownItem): string {
  const { state } = item;
  const officials = item.officials.map((official) => official.personId ?? official.name).join(',');
  const sent = item.sentAt === null ? '' : 'sent';
  return state.status === 'pending' || state.status === 'outside'
    ? `${JSON.stringify(state)}|${officials}|${sent}`
    : `${JSON.stringify(state)}|${sent}|${item.unconfirmed}|${JSON.stringify([item.over ?? null, item.movedTo ?? null])}`;
}

/** Ids of items as a button carries them: the request and the positions, short enough for a hundred of them. */
export function itemsValue(items: readonly Pick<ShownItem, 'id'>[]): string {
  const [first] = items;
  if (!first) return '';
  const requestId = first.id.slice(0, first.id.lastIndexOf('.'));
  return `${requestId}|${items.map((item) => item.id.slice(requestId.length + 1)).join(',')}`;
}
