/** Limits of options and the menus that hold them.
 *  https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
import type { JsonObject } from '../../contract.ts';
import { objectsIn } from '../../json.ts';
import { optionsOf } from '../../views/elements.ts';
import { elementPage, objectPage } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { around, element, many, modal, option, plain } from '../samples.ts';
import { listFrom, listOf, longest, longestString, numberFrom } from './make.ts';

const OPTION = objectPage('option');
const GROUP = objectPage('option-group');
const STATIC = ['static_select', 'multi_static_select'];
const EXTERNAL = ['external_select', 'multi_external_select'];
const MULTI = ['static', 'external', 'users', 'conversations', 'channels'].map((of) => `multi_${of}_select`);

const numbered = (index: number) => option(`v${index}`);
const group = (index: number) => ({ label: plain(`Group ${index}`), options: [numbered(index)] });
const one = (held: JsonObject) => modal([around(held)]);

export const OPTION_ROWS: readonly LimitRow[] = [
  longest({ id: 'option-text-75', kind: 'option', field: 'text', source: OPTION }, 75),
  longestString({ id: 'option-value-150', kind: 'option', field: 'value', source: OPTION }, 150),
  longest({ id: 'option-description-75', kind: 'option', field: 'description', source: OPTION }, 75),
  longest({ id: 'group-label-75', kind: 'option_group', field: 'label', source: GROUP }, 75),
  listOf({ id: 'group-options-100', kind: 'option_group', field: 'options', source: GROUP }, 100, numbered),
  listOf(
    { id: 'select-options-100', kind: STATIC, field: 'options', source: elementPage('select-menu') },
    100,
    numbered,
  ),
  listFrom({ id: 'select-options-1', kind: STATIC, field: 'options', source: elementPage('select-menu') }, 1, numbered),
  listOf(
    { id: 'option-groups-100', kind: STATIC, field: 'option_groups', source: elementPage('select-menu') },
    100,
    group,
  ),
  listOf(
    { id: 'radio-options-10', kind: 'radio_buttons', field: 'options', source: elementPage('radio-button-group') },
    10,
    numbered,
  ),
  listOf(
    { id: 'checkboxes-options-10', kind: 'checkboxes', field: 'options', source: elementPage('checkboxes') },
    10,
    numbered,
  ),
  listFrom(
    {
      id: 'choice-options-1',
      kind: ['radio_buttons', 'checkboxes'],
      field: 'options',
      source: elementPage('checkboxes'),
    },
    1,
    numbered,
  ),
  listOf(
    { id: 'overflow-options-5', kind: 'overflow', field: 'options', source: elementPage('overflow-menu') },
    5,
    numbered,
  ),
  // The page named this minimum until 2025; kept, because an app that heeds it is right either way.
  listFrom(
    { id: 'overflow-options-2', kind: 'overflow', field: 'options', source: elementPage('overflow-menu') },
    2,
    numbered,
  ),
  numberFrom(
    { id: 'max-selected-1', kind: MULTI, field: 'max_selected_items', source: elementPage('multi-select-menu') },
    1,
  ),
  numberFrom({ id: 'min-query-0', kind: EXTERNAL, field: 'min_query_length', source: elementPage('select-menu') }, 0),
  {
    id: 'options-or-groups',
    what: 'a static menu has options or option_groups, and not both',
    source: elementPage('select-menu'),
    error: null,
    by: 'modal',
    accepted: () => one(element('static_select', { option_groups: [group(1)] })),
    refused: () => one(element('static_select', { options: [numbered(1)], option_groups: [group(2)] })),
    kinds: STATIC,
    check: ({ value }) =>
      (value.options === undefined) === (value.option_groups === undefined) ? 'needs options or option_groups' : null,
  },
  {
    id: 'initial-option-offered',
    what: 'an initial option is one of the options, exactly',
    source: elementPage('select-menu'),
    error: null,
    by: 'modal',
    accepted: () => one(element('static_select', { initial_option: option('a') })),
    refused: () => one(element('static_select', { initial_option: option('b') })),
    kinds: [...STATIC, 'radio_buttons', 'checkboxes'],
    check: ({ value }) => {
      const offered = new Set(optionsOf(value).map(exactly));
      const initial = [...objectsIn([value.initial_option]), ...objectsIn(value.initial_options)];
      return initial.every((chosen) => offered.has(exactly(chosen))) ? null : 'an initial option is not offered';
    },
  },
  {
    id: 'initial-options-1',
    what: 'a list of initial options is not empty',
    source: elementPage('checkboxes'),
    error: null,
    by: 'modal',
    accepted: () => one(element('checkboxes', { initial_options: [option('a')] })),
    refused: () => one(element('checkboxes', { initial_options: [] })),
    kinds: ['checkboxes', 'multi_static_select', 'multi_external_select'],
    check: ({ value }) =>
      Array.isArray(value.initial_options) && value.initial_options.length === 0 ? 'must not be empty' : null,
  },
  {
    id: 'initial-options-fit',
    what: 'no more initial options than max_selected_items',
    source: elementPage('multi-select-menu'),
    error: null,
    by: 'modal',
    accepted: () => one(element('multi_static_select', { initial_options: [option('a')], max_selected_items: 1 })),
    refused: () =>
      one(element('multi_static_select', { initial_options: [option('a'), option('b')], max_selected_items: 1 })),
    kinds: MULTI,
    check: ({ value }) =>
      typeof value.max_selected_items === 'number' && objectsIn(value.initial_options).length > value.max_selected_items
        ? 'more initial options than may be selected'
        : null,
  },
  {
    id: 'option-values-differ',
    what: 'no two options of a choice have the same value',
    source: OPTION,
    error: null,
    by: 'modal',
    accepted: () => one(element('radio_buttons', { options: [numbered(1), numbered(2)] })),
    refused: () => one(element('radio_buttons', { options: [numbered(1), numbered(1)] })),
    kinds: ['radio_buttons', 'checkboxes', 'static_select', 'multi_static_select'],
    check: ({ value }) => {
      const values = optionsOf(value).map((offered) => offered.value);
      return new Set(values).size < values.length ? 'two options have the same value' : null;
    },
  },
  {
    id: 'option-has-value',
    what: 'an option outside of an overflow menu has a value',
    source: OPTION,
    error: null,
    by: 'modal',
    accepted: () => one(element('static_select', { options: [option('a')] })),
    refused: () => one(element('static_select', { options: [{ text: plain('Option') }] })),
    kinds: ['option'],
    check: ({ value, parent }) => (value.value === undefined && parent?.kind !== 'overflow' ? 'needs a value' : null),
  },
  {
    id: 'option-url-overflow',
    what: 'only options of an overflow menu have a url',
    source: OPTION,
    error: null,
    by: 'modal',
    accepted: () =>
      one(element('overflow', { options: many(2, (index) => ({ ...numbered(index), url: 'https://x.example' })) })),
    refused: () => one(element('static_select', { options: [option('a', { url: 'https://x.example' })] })),
    kinds: ['option'],
    check: ({ value, parent }) =>
      value.url !== undefined && parent?.kind !== 'overflow' ? 'must not have a url' : null,
  },
  {
    id: 'option-text-plain',
    what: 'only radio buttons and checkboxes have options in mrkdwn',
    source: OPTION,
    error: null,
    by: 'modal',
    accepted: () =>
      one(element('radio_buttons', { options: [option('a', { text: { type: 'mrkdwn', text: '*A*' } })] })),
    refused: () => one(element('static_select', { options: [option('a', { text: { type: 'mrkdwn', text: '*A*' } })] })),
    kinds: ['mrkdwn'],
    check: ({ parent }) =>
      parent?.kind === 'option' && !['radio_buttons', 'checkboxes'].includes(parent.parent?.kind ?? '')
        ? 'must be plain_text'
        : null,
  },
];

const exactly = (offered: JsonObject) =>
  JSON.stringify(Object.entries(offered).toSorted(([a], [b]) => (a < b ? -1 : 1)));
