import { cardWords } from '#copy/cards.ts';
import type { Input, Option } from '#views/elements.ts';
import { choiceValue, choiceValues, chosenValues } from './choice-values.ts';
import { type Press, renderButton } from './render-button.ts';
import { type CardPart, cut, literal, run } from './text.ts';

/** What is known about a form besides what it asks. */
export interface Entered {
  press: Press;
  /** Whether the client may hold back what isn't filled in; never where "Back" has to keep a half-filled form. */
  required: boolean;
  /** What Teams sent for each input, where the form is shown again. */
  typed?: Readonly<Record<string, string>>;
  wrong?: { field: string | null; text: string } | null;
  /** What the Search button of an input found. */
  found?: Readonly<Record<string, readonly Option[]>>;
}

/** An input with its label, what is wrong with it, and its hint. */
export function renderInput(entered: Entered): (input: Input) => CardPart[] {
  return (input) => {
    const { wrong } = entered;
    return [
      ...fields(input, entered),
      ...(wrong?.field === input.id ? [below(wrong.text, { color: 'attention', weight: 'bolder' })] : []),
      ...(input.hint === undefined ? [] : [below(input.hint, { isSubtle: true, size: 'small' })]),
      ...(input.type === 'search' ? searchBelow(input.id, entered) : []),
    ];
  };
}

function fields(input: Input, { required, typed, found }: Entered): CardPart[] {
  const again = typed !== undefined && Object.hasOwn(typed, input.id) ? typed[input.id] : undefined;
  const base = {
    id: input.id,
    label: literal(cut(input.optional ? cardWords.optional(input.label) : input.label, 300)),
    ...(required && !input.optional ? { isRequired: true, errorMessage: missing[input.type] } : {}),
  };
  switch (input.type) {
    case 'choice':
      return [
        {
          type: 'Input.ChoiceSet',
          ...base,
          style: 'expanded',
          wrap: true,
          choices: input.options.map((option) => choice(option.value, markless(titleOf(option)))),
          ...withValue(again ?? input.chosen),
        },
      ];
    case 'pick':
      return [
        {
          type: 'Input.ChoiceSet',
          ...base,
          style: 'compact',
          choices: input.options.map((option) => choice(option.value, titleOf(option))),
          ...withValue(again ?? input.chosen),
        },
      ];
    case 'picks':
      return [
        {
          type: 'Input.ChoiceSet',
          ...base,
          style: 'compact',
          isMultiSelect: true,
          wrap: true,
          choices: input.options.map((option) => choice(choiceValue(option.value), titleOf(option))),
          ...withValue(again ?? choiceValues(valuesOf(input.chosen))),
        },
      ];
    case 'search':
      return [search(input, base, again, found?.[input.id])];
    case 'words':
      return [
        {
          type: 'Input.Text',
          ...base,
          ...(input.multiline ? { isMultiline: true } : {}),
          maxLength: input.most,
          ...(input.placeholder === undefined ? {} : { placeholder: input.placeholder }),
          ...withValue(cut(again ?? input.starts, input.most)),
        },
      ];
    case 'date':
      return [{ type: 'Input.Date', ...base, ...withValue(again ?? input.starts ?? undefined) }];
    case 'ticks':
      return ticks(input, base, again);
  }
}

const missing = {
  choice: cardWords.chooseOne,
  pick: cardWords.chooseOne,
  picks: cardWords.chooseSome,
  search: cardWords.chooseSome,
  words: cardWords.writeIt,
  date: cardWords.chooseDay,
  ticks: cardWords.tickIt,
} as const satisfies Record<Input['type'], string>;

/** A client with type-ahead asks while one types; what the Search button found is listed to tick, for those without. */
function search(
  input: Extract<Input, { type: 'search' }>,
  base: object,
  again: string | undefined,
  found: readonly Option[] | undefined,
): CardPart {
  const known = new Map([...input.chosen, ...(found ?? [])].map((option) => [option.value, option]));
  const chosen = again === undefined ? valuesOf(input.chosen) : chosenValues(again);
  for (const value of chosen) if (!known.has(value)) known.set(value, { value, label: value });
  const choices = [...known.values()].map((option) => choice(choiceValue(option.value), titleOf(option)));
  return {
    type: 'Input.ChoiceSet',
    ...base,
    isMultiSelect: true,
    ...(found === undefined || found.length === 0
      ? { style: 'filtered', 'choices.data': { type: 'Data.Query', dataset: input.id } }
      : { style: 'expanded', wrap: true }),
    placeholder: input.placeholder,
    choices,
    ...withValue(choiceValues(chosen)),
  };
}

function searchBelow(id: string, { press, typed, found }: Entered): CardPart[] {
  const button = renderButton({ action: `search:${id}`, label: cardWords.search }, press);
  const before = typed?.[`${id}-search`] ?? '';
  const results = found?.[id];
  return [
    ...(results === undefined ? [] : [below(cardWords.found(results.length), { weight: 'bolder' })]),
    {
      type: 'ColumnSet',
      spacing: 'small',
      columns: [
        {
          type: 'Column',
          width: 'stretch',
          items: [
            {
              type: 'Input.Text',
              id: `${id}-search`,
              label: cardWords.searchHere,
              maxLength: 100,
              ...withValue(cut(before, 100)),
            },
          ],
        },
        {
          type: 'Column',
          width: 'auto',
          verticalContentAlignment: 'bottom',
          items: [{ type: 'ActionSet', actions: [button] }],
        },
      ],
    },
  ];
}

function ticks(input: Extract<Input, { type: 'ticks' }>, base: object, again: string | undefined): CardPart[] {
  const [only, ...others] = input.options;
  if (only === undefined) return [];
  if (others.length > 0) {
    const choices = input.options.map((option) => choice(choiceValue(option.value), markless(titleOf(option))));
    const value = again ?? choiceValues(input.ticked);
    const shape = { style: 'expanded', isMultiSelect: true, wrap: true, choices };
    return [{ type: 'Input.ChoiceSet', ...base, ...shape, ...withValue(value) }];
  }
  const value = choiceValue(only.value);
  const ticked = again === undefined ? input.ticked.includes(only.value) : again === value;
  const title = markless(cut(only.label, 300));
  return [
    { type: 'Input.Toggle', ...base, title, wrap: true, valueOn: value, ...(ticked ? { value } : {}) },
    ...(only.about === undefined ? [] : [below(only.about, { isSubtle: true, size: 'small' })]),
  ];
}

const choice = (value: string, title: string) => ({ title, value });

const titleOf = ({ label, about }: Option): string =>
  literal(cut(about === undefined ? label : `${label} – ${about}`, 300));

/** Choices with a circle or a box are Markdown in some clients and not in others: signs that look the same are neither. */
function markless(title: string): string {
  return title
    .replaceAll('*', '∗')
    .replaceAll('`', 'ˋ')
    .replaceAll('~', '∼')
    .replaceAll('_', '\u2060_\u2060')
    .replaceAll('](', ']\u2060(');
}

const valuesOf = (options: readonly Option[]): string[] => options.map(({ value }) => value);

const withValue = (value: string | undefined) => (value === undefined || value === '' ? {} : { value });

const below = (words: string, look: Readonly<Record<string, unknown>>): CardPart => ({
  type: 'RichTextBlock',
  spacing: 'small',
  inlines: [run(cut(words, 600), look)],
});
