import type { CardPart } from './text.ts';

/** A card with its elements in the body. */
export type Card = CardPart & { body: CardPart[] };

/** Teams refuses a message near 100 KB and asks for 80 KB; some of that is the envelope. */
const mostBytes = 76_000;

const bytesOf = (card: Card): number => Buffer.byteLength(JSON.stringify(card));

/**
 * The card with its texts as long as they fit: one long text never costs a whole card.
 * @param draw the card with no text longer than so many characters
 * @param aim bytes that are worth cutting long texts for; below that a card is shown at once everywhere
 */
export function shortened(draw: (longestText: number) => Card, aim: number): Card {
  for (const longest of [4_000, 2_000, 900]) {
    const card = draw(longest);
    if (bytesOf(card) <= aim) return card;
  }
  for (const longest of [900, 400, 200, 100]) {
    const card = draw(longest);
    if (bytesOf(card) <= mostBytes) return card;
  }
  const card = draw(100);
  while (bytesOf(card) > mostBytes) card.body.pop();
  return card;
}
