/** Limits of inputs. */
import { isObject, objectsIn } from '../../../slack/json.ts';
import { partsOfCard } from '../../cards/tree.ts';
import type { JsonObject } from '../../contract.ts';
import { CARDS_IN_TEAMS, TYPE_AHEAD, VALIDATION } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { card, choice, messageWith } from '../samples.ts';

const text = (fields: JsonObject) => messageWith(card([{ type: 'Input.Text', id: 'a', ...fields }]));
const choices = (fields: JsonObject) =>
  messageWith(card([{ type: 'Input.ChoiceSet', id: 'a', choices: [choice('x')], ...fields }]));
const INPUTS = ['Input.Text', 'Input.ChoiceSet', 'Input.Toggle', 'Input.Number', 'Input.Date', 'Input.Time'];

export const INPUT_ROWS: readonly LimitRow[] = [
  {
    id: 'input-ids-differ',
    what: 'two inputs of a card have different ids',
    source: VALIDATION,
    by: 'message',
    accepted: () => messageWith(card(['a', 'b'].map((id) => ({ type: 'Input.Text', id })))),
    refused: () => messageWith(card(['a', 'a'].map((id) => ({ type: 'Input.Text', id })))),
    kinds: ['AdaptiveCard'],
    check({ value }) {
      const ids = partsOfCard(value).inputs.map(({ id }) => id);
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      return twice === undefined ? null : `the input id ${String(twice)} stands twice`;
    },
  },
  {
    id: 'input-id-has-letters',
    what: 'the id of an input is not empty',
    source: VALIDATION,
    by: 'message',
    accepted: () => text({}),
    refused: () => text({ id: '' }),
    kinds: INPUTS,
    check: ({ value }) => (value.id === '' ? 'the id is empty' : null),
  },
  {
    id: 'required-says-so',
    what: 'an input that is required has a label and an error message',
    source: VALIDATION,
    by: 'message',
    accepted: () => text({ isRequired: true, label: 'Name', errorMessage: 'Give a name.' }),
    refused: () => text({ isRequired: true, label: 'Name' }),
    kinds: INPUTS,
    check: ({ value }) =>
      value.isRequired === true && !(value.label && value.errorMessage) ? 'needs label and errorMessage' : null,
  },
  {
    id: 'regex-works',
    what: 'the pattern of an input is a regular expression',
    source: VALIDATION,
    by: 'message',
    accepted: () => text({ regex: '^[0-9]+$' }),
    refused: () => text({ regex: '([0-9' }),
    kinds: ['Input.Text'],
    check: ({ value }) => (isPattern(value.regex) ? null : 'the pattern is none'),
  },
  {
    id: 'longest-text-counts',
    what: 'the longest length of an input is at least 1',
    source: VALIDATION,
    by: 'message',
    accepted: () => text({ maxLength: 1 }),
    refused: () => text({ maxLength: 0 }),
    kinds: ['Input.Text'],
    check: ({ value: { maxLength } }) => (typeof maxLength === 'number' && maxLength < 1 ? 'must be at least 1' : null),
  },
  {
    id: 'choices-without-comma',
    what: 'where several may be chosen no value has a comma: the client joins them with commas',
    source: CARDS_IN_TEAMS,
    by: 'message',
    accepted: () => choices({ isMultiSelect: true }),
    refused: () => choices({ isMultiSelect: true, choices: [choice('x,y')] }),
    kinds: ['Input.ChoiceSet'],
    check: ({ value }) =>
      value.isMultiSelect === true && objectsIn(value.choices).some((one) => String(one.value).includes(','))
        ? 'a value has a comma'
        : null,
  },
  {
    id: 'choice-values-differ',
    what: 'the values of two choices differ, and none is empty',
    source: CARDS_IN_TEAMS,
    by: 'message',
    accepted: () => choices({ choices: [choice('x'), choice('y')] }),
    refused: () => choices({ choices: [choice('x'), choice('x')] }),
    kinds: ['Input.ChoiceSet'],
    check({ value }) {
      const values = objectsIn(value.choices).map((one) => one.value);
      return new Set(values).size === values.length && !values.includes('') ? null : 'a value stands twice or is empty';
    },
  },
  {
    id: 'type-ahead-is-filtered',
    what: 'choices that are searched for (choices.data) stand in a menu of style filtered',
    source: TYPE_AHEAD,
    by: 'message',
    accepted: () => choices({ style: 'filtered', 'choices.data': { type: 'Data.Query', dataset: 'd' } }),
    refused: () => choices({ style: 'expanded', 'choices.data': { type: 'Data.Query', dataset: 'd' } }),
    kinds: ['Input.ChoiceSet'],
    check: ({ value }) =>
      isObject(value['choices.data']) && value.style !== 'filtered' ? 'choices.data needs style filtered' : null,
  },
  {
    id: 'something-to-choose',
    what: 'a menu has choices, or searches for them',
    source: CARDS_IN_TEAMS,
    by: 'message',
    accepted: () => choices({}),
    refused: () => choices({ choices: [] }),
    kinds: ['Input.ChoiceSet'],
    check: ({ value }) =>
      isObject(value['choices.data']) || objectsIn(value.choices).length > 0 ? null : 'there is nothing to choose',
  },
];

function isPattern(regex: unknown): boolean {
  if (typeof regex !== 'string') return true;
  try {
    new RegExp(regex, 'g');
    return true;
  } catch {
    return false;
  }
}
