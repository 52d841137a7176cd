import type * as slack from '#rehearsal/slack/contract.ts';
import type { JsonObject, ShownDialog, ShownMessage } from '#rehearsal/teams/contract.ts';
import { isJson, type Json, list, text } from '#test/views/shown.ts';

/** What a person sees in Teams, in the shape in which the stories read a screen of Slack. */

export function shownAsSlack(message: ShownMessage): slack.ShownMessage {
  const { id, conversationId, from, text: said, summary, cards, edited } = message;
  const blocks = cards.flatMap((card) => blocksOf(card));
  // A channel's conversation ends with the post that is answered; the post itself is no answer.
  const post = conversationId.split(';messageid=')[1] ?? null;
  const threadTs = post === id ? null : post;
  return { channel: 'own', ts: id, from, text: said || summary, blocks, edited, ephemeral: false, threadTs };
}

/** Words that only she saw: under a card, or as the end of a dialog. */
export const whisper = (words: string, number: number): slack.ShownMessage => ({
  channel: 'own',
  ts: `whisper-${number}`,
  from: 'bot',
  text: words,
  blocks: [],
  edited: false,
  ephemeral: true,
  threadTs: null,
});

export function viewOf(dialog: ShownDialog): slack.ShownView {
  const card = dialog.card ?? {};
  const carried = carriedBy(card);
  const wrong = wrongIn(card);
  return {
    id: 'dialog',
    version: dialog.version,
    view: {
      type: 'modal',
      callback_id: carried.form,
      title: { type: 'plain_text', text: dialog.title },
      private_metadata: JSON.stringify(carried.memo),
      blocks: blocksOf(card),
    },
    values: Object.fromEntries(Object.entries(dialog.values).map(([id, value]) => [id, { [id]: { value } }])),
    errors: { ...dialog.errors, ...(wrong === '' ? {} : { wrong }) },
    state: dialog.state,
  };
}

export const homeOf = (message: ShownMessage): slack.ShownView => ({
  id: message.id,
  version: 1,
  view: { type: 'home', blocks: message.cards.flatMap((card) => blocksOf(card)) },
  values: {},
  errors: {},
  state: 'ready',
});

/** The form that a dialog's buttons name, and what it carries. */
function carriedBy(card: Json): { form: string; memo: Record<string, string>; inputs: string[] } {
  const found = JSON.stringify(card).match(/"form":"([^"]*)"/)?.[1] ?? '';
  let memo: Record<string, string> = {};
  let inputs: string[] = [];
  walk(card, (one) => {
    if (!isJson(one.data)) return;
    if (isJson(one.data.memo)) memo = one.data.memo as Record<string, string>;
    if (Array.isArray(one.data.inputs)) inputs = one.data.inputs as string[];
  });
  return { form: found, memo, inputs };
}

/** What a dialog says is wrong: at its field, on top of it, or in a dialog of its own. */
export function wrongIn(card: Json): string {
  if (carriedBy(card).form === 'problem') return JSON.stringify(card);
  const found: string[] = [];
  walk(card, (one) => {
    if (one.type === 'TextRun' && one.color === 'attention') found.push(text(one.text));
    if (one.type === 'Container' && one.style === 'attention')
      found.push(...list(one.items).flatMap((item) => list(item.inlines).map((run) => text(run.text))));
  });
  return found.join('\n');
}

function walk(value: unknown, see: (one: Json) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, see);
  else if (isJson(value)) {
    see(value);
    for (const one of Object.values(value)) walk(one, see);
  }
}

const blocksOf = (card: Json): JsonObject[] => list(card.body).flatMap(blockOf);

function blockOf(element: Json): JsonObject[] {
  switch (element.type) {
    case 'TextBlock':
      return [{ type: 'section', text: { type: 'plain_text', text: text(element.text).replace(/\\(.)/g, '$1') } }];
    case 'RichTextBlock': {
      const words = list(element.inlines)
        .map((inline) => text(inline.text))
        .join('');
      return [{ type: 'section', text: { type: 'plain_text', text: words.replace(/^(ℹ️|⚠️|⛔|✅) /u, '') } }];
    }
    case 'Container':
      return list(element.items).flatMap(blockOf);
    case 'ColumnSet':
      return list(element.columns).flatMap((column) => list(column.items).flatMap(blockOf));
    case 'ActionSet': {
      const elements = list(element.actions)
        .map(buttonOf)
        .filter(({ action_id: action }) => !/^(submit|close|search:.*)$/.test(String(action)));
      return elements.length === 0 ? [] : [{ type: 'actions', elements }];
    }
    default:
      return text(element.id).endsWith('-search') ? [] : [inputOf(element)];
  }
}

function buttonOf(action: Json): JsonObject {
  const label = { type: 'plain_text', text: text(action.title) };
  if (action.type === 'Action.ShowCard' && isJson(action.card)) {
    const [inside = {}] = list(action.card.actions);
    const asks = list(action.card.body).flatMap((part) => list(part.inlines).map((run) => text(run.text).trim()));
    const confirm = { title: { text: asks[0] ?? '' }, text: { text: asks.slice(1).join('\n') } };
    return { ...buttonOf(inside), text: label, confirm };
  }
  const data = isJson(action.data) ? action.data : {};
  const id = action.type === 'Action.Execute' ? text(action.verb) : text(data.action);
  const style = { positive: 'primary', destructive: 'danger' }[text(action.style)];
  return {
    type: 'button',
    action_id: id,
    text: label,
    ...(data.value === undefined ? {} : { value: text(data.value) }),
    ...(style === undefined ? {} : { style }),
    ...(action.url === undefined ? {} : { url: text(action.url) }),
  };
}

function inputOf(element: Json): JsonObject {
  const options = list(element.choices).map(({ title, value }) => {
    const [label = '', ...about] = text(title).split(' – ');
    const description = about.length === 0 ? {} : { description: { text: about.join(' – ') } };
    return { text: { type: 'plain_text', text: label }, value: text(value), ...description };
  });
  const box =
    element.title === undefined ? [] : [{ text: { text: text(element.title) }, value: text(element.valueOn) }];
  return {
    type: 'input',
    label: { type: 'plain_text', text: text(element.label).replace(/ \(optional\)$/, '') },
    element: {
      type: text(element.type),
      action_id: text(element.id),
      options: [...options, ...box],
      ...startOf(element, options),
    },
  };
}

function startOf(element: Json, options: readonly JsonObject[]): JsonObject {
  const value = text(element.value);
  if (value === '') return {};
  if (element.type !== 'Input.ChoiceSet') return { initial_value: value };
  const chosen = element.isMultiSelect === true ? value.split(',') : [value];
  const initial = options.filter((option) => chosen.includes(text(option.value)));
  return element.isMultiSelect === true ? { initial_options: initial } : { initial_option: initial[0] ?? {} };
}
