import type { Block, Message, Page } from '#views/elements.ts';
import { renderBlocks } from './render-block.ts';
import { pressInMessage } from './render-button.ts';
import { renderInput } from './render-input.ts';
import { type Card, shortened } from './shorten.ts';
import { cut } from './text.ts';

/** Channel-neutral messages and pages to Adaptive Cards. It translates and shortens; it decides nothing. */

/** How a card is shown. */
export interface Shown {
  /** Whether a button's action opens a dialog. */
  opens: (action: string) => boolean;
  /** The reader's; null where several people read the card or it isn't known. */
  timeZone: string | null;
}

/** Cards of this size are shown at once in every client and pass every way into Teams. */
const messageAim = 28_000;
/** A page is read by one person, who asked for it. */
const pageAim = 60_000;

/** A message as a card. Its fallback also belongs in the activity's `summary`. */
export function renderCard(message: Message, shown: Shown): Card {
  const card = drawn(message.blocks, shown, messageAim);
  return { ...card, fallbackText: cut(message.fallback, 1_000) };
}

/** My Profile as a card, as wide as the conversation. */
export function renderProfile(page: Page, shown: Shown): Card {
  return { ...drawn(page.blocks, shown, pageAim), msteams: { width: 'Full' } };
}

function drawn(blocks: readonly Block[], { opens, timeZone }: Shown, aim: number): Card {
  const press = pressInMessage(opens);
  const input = renderInput({ press, required: false });
  return shortened((longestText) => cardOf(renderBlocks(blocks, { press, input, timeZone, longestText })), aim);
}

/** The frame of every card. */
export const cardOf = (body: Card['body']): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
});
