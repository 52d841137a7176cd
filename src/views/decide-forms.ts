import { roles } from '#content/catalogue.ts';
import { asksFor, theyCould, whoAsks } from '#copy/card.ts';
import { details, formWords, rejecting as words } from '#copy/forms.ts';
import { reasons } from '#copy/reasons.ts';
import { talk } from '#copy/talk.ts';
import { inOrAt, list, placeLabel } from '#copy/words.ts';
import { type ItemId, offeredReasons } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import { decidedThereBlocks } from './after-decision.ts';
import { answered, followsNote, requestCard } from './card.ts';
import type { Block, Form } from './elements.ts';
import { itemsValue } from './grouped.ts';
import { talkBlocks } from './talk.ts';

/** Where an official says why not. The items stand in the memo; who may decide is looked up when it is sent. */
export function rejectForm(request: ShownRequest, itemIds: readonly ItemId[]): Form {
  const items = request.items.filter((item) => itemIds.includes(item.id));
  const places = list(
    items.map((item) => placeLabel(item.organization, item.placeName)),
    5,
  );
  return {
    name: 'reject',
    title: words.title,
    submit: words.title,
    close: formWords.close,
    memo: { items: itemsValue(items) },
    blocks: [
      { kind: 'text', text: words.about(request.requester.name, request.role.label, `${inOrAt(items)} ${places}`) },
      {
        kind: 'input',
        type: 'choice',
        id: 'reason',
        label: words.reason,
        hint: words.reasonHint,
        options: offeredReasons.map((value) => ({ value, label: reasons[value].choose })),
      },
      {
        kind: 'input',
        type: 'pick',
        id: 'better-role',
        label: words.betterRole,
        optional: true,
        options: roles
          .filter((role) => role.category === request.role.category && role.id !== request.role.id)
          .map(({ id, label }) => ({ value: id, label })),
      },
      {
        kind: 'input',
        type: 'words',
        id: 'words',
        label: words.words,
        hint: words.wordsHint,
        optional: true,
        multiline: true,
        most: 500,
        starts: '',
      },
    ],
  };
}

/** The card as a dialog, for an official who opens it from My Profile. */
export function cardForm(request: ShownRequest, viewer: PersonId, hers: readonly ItemId[]): Form {
  const { blocks } = requestCard(request, viewer, hers);
  return { name: 'card', title: details.card, submit: null, close: formWords.finish, memo: {}, blocks };
}

/** So many organizations stand in one text: none is cut off, however long their names are. */
const linesInOne = 6;

/** Everything about a request that is an official's to know: all her organizations with their state. */
export function requestDetails(request: ShownRequest, itemIds: readonly ItemId[]): Form {
  const items = request.items.filter((item) => itemIds.includes(item.id));
  const pages: Block[] = [];
  for (let from = 0; from < items.length; from += linesInOne)
    pages.push({
      kind: 'text',
      text: [
        items
          .slice(from, from + linesInOne)
          .map(line)
          .join('\n'),
      ],
    });
  return {
    name: 'details',
    title: details.title,
    submit: null,
    close: formWords.finish,
    memo: {},
    blocks: [
      { kind: 'heading', text: asksFor(request) },
      { kind: 'text', text: theyCould(request.role) },
      ...answered(request),
      { kind: 'note', text: whoAsks(request) },
      ...followsNote(request),
      ...pages,
      ...decidedThereBlocks(request, items),
      ...talkBlocks(request, talk.earlier, 50),
    ],
  };
}

function line(item: ShownItem): string {
  const detail = item.placeDetail === null ? '' : `, ${item.placeDetail}`;
  const state =
    item.state.status === 'pending' ? 'waiting' : item.state.status === 'active' ? 'done in iQIES' : item.state.status;
  return `${placeLabel(item.organization, item.placeName)}${detail}: ${state}`;
}
