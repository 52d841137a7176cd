import * as say from '#copy/moved.ts';
import type { ShownItem } from '#domain/shown.ts';
import type { Block } from './elements.ts';
import { itemsValue } from './grouped.ts';

/** "Move to ...", for what waits because its facility has another number. */
export function moveBlocks(items: readonly ShownItem[]): Block[] {
  const to = items[0]?.movedTo;
  if (!to || items[0]?.state.status !== 'held') return [];
  const button = {
    action: 'move-to',
    label: say.moveButton(to),
    value: itemsValue(items),
    look: 'primary',
    confirm: say.confirmMove(to),
  } as const;
  return [{ kind: 'buttons', buttons: [button] }];
}
