import { isJson, type Json, list, type Read, type ShownButton, type ShownField, text } from './shown.ts';

/** What Slack shows of these blocks. */
export function readSlack(blocks: unknown): Read {
  const read: Read = { buttons: [], fields: [], words: [] };
  for (const block of list(blocks)) readBlock(block, read);
  return read;
}

function readBlock(block: Json, { buttons, fields, words }: Read): void {
  if (isJson(block.text)) words.push(textOf(block.text));
  if (block.type === 'context') words.push(...list(block.elements).map(textOf));
  if (block.type === 'rich_text') words.push(...list(block.elements).map(richText));
  if (block.type === 'actions') buttons.push(...list(block.elements).map(buttonOf));
  if (isJson(block.accessory)) buttons.push(buttonOf(block.accessory));
  if (block.type === 'input' && isJson(block.element)) {
    words.push(textOf(block.label), textOf(block.hint), ...optionWords(block.element));
    fields.push(fieldOf(block.element));
  }
}

const textOf = (value: unknown): string => {
  if (!isJson(value)) return '';
  const words = text(value.text);
  return value.type === 'mrkdwn' ? unmarked(words) : words;
};

function unmarked(words: string): string {
  return words
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<[^|>]*\|([^>]*)>/g, '$1')
    .replace(/^```|```$/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const richText = (part: Json): string =>
  list(part.elements)
    .map((element) => text(element.text) || text(element.fallback))
    .join('');

function buttonOf(button: Json): ShownButton {
  const confirm = isJson(button.confirm) ? button.confirm : null;
  return {
    action: text(button.action_id),
    value: button.value === undefined ? undefined : text(button.value),
    label: textOf(button.text),
    look: button.style === undefined ? undefined : text(button.style),
    asks: confirm === null ? undefined : [confirm.title, confirm.text, confirm.confirm].map(textOf).join(' / '),
  };
}

const optionWords = (element: Json): string[] =>
  [...list(element.options), ...list(element.initial_options)].flatMap((option) => [
    textOf(option.text),
    textOf(option.description),
  ]);

const kinds: Readonly<Record<string, string>> = {
  radio_buttons: 'choice',
  static_select: 'pick',
  multi_static_select: 'several',
  multi_external_select: 'search',
  plain_text_input: 'words',
  checkboxes: 'ticks',
  datepicker: 'date',
};

function fieldOf(element: Json): ShownField {
  const initial = isJson(element.initial_option) ? [element.initial_option] : list(element.initial_options);
  const first = element.initial_value ?? element.initial_date;
  const started = first === undefined ? [] : [text(first)];
  return {
    id: text(element.action_id),
    kind: kinds[text(element.type)] ?? text(element.type),
    options: list(element.options).map(({ value }) => text(value)),
    starts: [...initial.map(({ value }) => text(value)), ...started],
    most: typeof element.max_length === 'number' ? element.max_length : undefined,
  };
}
