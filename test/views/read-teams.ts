import { chosenValues } from '#channels/teams/choice-values.ts';
import { isJson, type Json, list, type Read, type ShownButton, type ShownField, text } from './shown.ts';

/** What Teams shows of a card, without what every form has there: the buttons that send, close and search. */
export function readTeams(card: unknown): Read {
  const read: Read = { buttons: [], fields: [], words: [] };
  if (isJson(card)) for (const element of list(card.body)) readElement(element, read);
  return read;
}

/** The buttons of every form: submit, close, search. */
export function formButtons(card: unknown): { action: string; label: string }[] {
  const read: Read = { buttons: [], fields: [], words: [] };
  if (isJson(card)) for (const element of list(card.body)) readElement(element, read, true);
  return read.buttons.filter(isOfForm).map(({ action, label }) => ({ action, label }));
}

const isOfForm = ({ action }: ShownButton) => /^(submit|close|search:.*)$/.test(action);

function readElement(element: Json, read: Read, all = false): void {
  const { buttons, fields, words } = read;
  switch (element.type) {
    case 'TextBlock':
      words.push(text(element.text).replace(/\\(.)/g, '$1'));
      return;
    case 'RichTextBlock':
      words.push(
        unsigned(
          list(element.inlines)
            .map((inline) => text(inline.text))
            .join(''),
        ),
      );
      return;
    case 'Container':
      for (const inside of list(element.items)) readElement(inside, read, all);
      return;
    case 'ColumnSet':
      for (const column of list(element.columns))
        for (const inside of list(column.items)) readElement(inside, read, all);
      return;
    case 'ActionSet':
      buttons.push(
        ...list(element.actions)
          .map(buttonOf)
          .filter((button) => all || !isOfForm(button)),
      );
      return;
    default:
      if (text(element.id).endsWith('-search')) return;
      words.push(text(element.label).replace(/ \(optional\)$/, ''), text(element.title));
      words.push(...list(element.choices).flatMap(({ title }) => text(title).split(' – ')));
      fields.push(fieldOf(element));
  }
}

/** The sign before an alert is a picture. */
const unsigned = (words: string): string => words.replace(/^(ℹ️|⚠️|⛔|✅) /u, '');

function buttonOf(action: Json): ShownButton {
  const face = {
    label: text(action.title),
    look: action.style === undefined ? undefined : { positive: 'primary', destructive: 'danger' }[text(action.style)],
  };
  if (action.type === 'Action.ShowCard' && isJson(action.card)) {
    const [inside] = list(action.card.actions);
    const question = list(action.card.body).flatMap((element) => list(element.inlines).map((part) => text(part.text)));
    return {
      ...named(inside ?? {}),
      ...face,
      asks: [...question.map((part) => part.trim()), inside?.title].join(' / '),
    };
  }
  return { ...named(action), ...face, asks: undefined };
}

function named(action: Json): { action: string; value: string | undefined } {
  const data = isJson(action.data) ? action.data : {};
  const value = data.value === undefined ? undefined : text(data.value);
  return { action: action.type === 'Action.Execute' ? text(action.verb) : text(data.action), value };
}

function fieldOf(element: Json): ShownField {
  const several = element.isMultiSelect === true;
  const options = list(element.choices).flatMap(({ value }) => (several ? chosenValues(value) : [text(value)]));
  const value = element.value === undefined ? [] : several ? chosenValues(element.value) : [text(element.value)];
  const id = text(element.id);
  switch (element.type) {
    case 'Input.Toggle':
      return { id, kind: 'ticks', options: [text(element.valueOn)], starts: value, most: undefined };
    case 'Input.Text':
      return { id, kind: 'words', options: [], starts: value, most: Number(element.maxLength) };
    case 'Input.Date':
      return { id, kind: 'date', options: [], starts: value, most: undefined };
    default: {
      const search = element['choices.data'] !== undefined;
      const kind = search ? 'search' : several ? 'several' : element.style === 'expanded' ? 'choice' : 'pick';
      return { id, kind, options: search ? [] : options, starts: value, most: undefined };
    }
  }
}
