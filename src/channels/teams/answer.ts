import type { KnownPerson } from '#application/ledger.ts';
import type { Option } from '#views/elements.ts';
import type { Dialog, Executed, FoundCard } from './handlers.ts';
import { renderCard } from './render.ts';
import { renderDialog } from './render-dialog.ts';
import type { Card } from './shorten.ts';
import { cut } from './text.ts';

/** Answers to invokes in Teams' own words. */

/** An HTTP answer; the body is JSON, or empty. */
export interface Answer {
  status: number;
  body: object | null;
}

export const done: Answer = { status: 200, body: null };

const ok = (body: object): Answer => ({ status: 200, body });

/** A card as an attachment. */
export const attachment = (content: Card) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content });

/** An Action.Execute: words under the card, or a card in its place, for the one who pressed. */
export function executed(answer: Executed, opens: (action: string) => boolean, timeZone: string | null): Answer {
  if ('show' in answer && answer.show !== undefined) {
    const { contentType, content } = attachment(renderCard(answer.show, { opens, timeZone }));
    return ok({ statusCode: 200, type: contentType, value: content });
  }
  const value = 'say' in answer && answer.say !== undefined ? cut(answer.say, 2_000) : '';
  return ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value });
}

/** A dialog: another card, its last words, or its end. */
export function dialog(answer: Dialog, person: KnownPerson): Answer {
  if ('close' in answer) return done;
  if ('say' in answer) return ok({ task: { type: 'message', value: cut(answer.say, 2_000) } });
  const { form, ...again } = answer;
  const { card, ...frame } = renderDialog(form, { ...again, timeZone: person.timeZone });
  return ok({ task: { type: 'continue', value: { ...frame, card: attachment(card) } } });
}

/** As many choices as Teams asks for. */
const mostFound = 15;

/** What type-ahead found; Teams takes no value twice. */
export function found(options: readonly Option[]): Answer {
  const different = [...new Map(options.map((option) => [option.value, option])).values()];
  const results = different.slice(0, mostFound).map(({ value, label, about }) => ({
    value,
    title: cut(about === undefined ? label : `${label} (${about})`, 200),
  }));
  return ok({ statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results } });
}

const mostCards = 10;

/** What a search from the message box found, or words. Buttons in an inserted card are nobody's: it has none. */
export function composed(answer: readonly FoundCard[] | string): Answer {
  if (typeof answer === 'string') return ok({ composeExtension: { type: 'message', text: cut(answer, 1_000) } });
  const attachments = answer.slice(0, mostCards).map(({ title, about, message }) => ({
    ...attachment(renderCard(message, { opens: () => false, timeZone: null })),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: cut(title, 150), text: cut(about, 250) },
    },
  }));
  return ok({ composeExtension: { type: 'result', attachmentLayout: 'list', attachments } });
}
