import { joining } from '#copy/joining.ts';
import { plain } from '#copy/text.ts';
import type { Pair } from '#domain/joining.ts';
import type { ShownPerson } from '#domain/shown.ts';
import type { Message } from './elements.ts';

/** Asks one side whether the account on the other platform is hers too. */
export function joinOfferMessage(pair: Pair, other: ShownPerson): Message {
  const text = joining.offer(other);
  const value = `${pair.slack}|${pair.teams}`;
  return {
    fallback: plain(text),
    blocks: [
      { kind: 'text', text },
      {
        kind: 'buttons',
        buttons: [
          { action: 'join-yes', label: joining.yes, value, look: 'primary' },
          { action: 'join-no', label: joining.no, value },
        ],
      },
    ],
  };
}

/** Both are one person now. */
export function joinedMessage(): Message {
  return { fallback: joining.joined, blocks: [{ kind: 'text', text: [joining.joined] }] };
}
