/** Limits of buttons, inputs and pickers. https://docs.slack.dev/reference/block-kit/block-elements */
import { elementPage, objectPage } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { around, element, modal } from '../samples.ts';
import { ELEMENTS } from '../shapes/elements.ts';
import { formed, longest, longestString, numberFrom, numberTo } from './make.ts';

const about = (id: string, kind: string, field: string, page: string) => ({
  id,
  kind,
  field,
  source: elementPage(page),
});
const named = (first: string, field: string) => [
  first,
  ...Object.keys(ELEMENTS).filter((name) => name !== first && ELEMENTS[name]?.optional?.[field] !== undefined),
];
const CONFIRM = objectPage('confirmation-dialog');
const TEXT_INPUT = 'plain-text-input';

export const ELEMENT_ROWS: readonly LimitRow[] = [
  longestString(
    { id: 'action-id-255', kind: named('button', 'action_id'), field: 'action_id', source: elementPage('button') },
    255,
  ),
  longest(
    {
      id: 'button-text-75',
      kind: ['button', 'workflow_button', 'icon_button', 'feedback_button'],
      field: 'text',
      source: elementPage('button'),
    },
    75,
  ),
  longestString(about('button-value-2000', 'button', 'value', 'button'), 2000),
  longestString(about('button-url-3000', 'button', 'url', 'button'), 3000),
  longestString(
    {
      id: 'accessibility-label-75',
      kind: [...named('button', 'accessibility_label'), 'feedback_button'],
      field: 'accessibility_label',
      source: elementPage('button'),
    },
    75,
  ),
  longest({ id: 'confirm-title-100', kind: 'confirm', field: 'title', source: CONFIRM }, 100),
  longest({ id: 'confirm-text-300', kind: 'confirm', field: 'text', source: CONFIRM }, 300),
  longest({ id: 'confirm-confirm-30', kind: 'confirm', field: 'confirm', source: CONFIRM }, 30),
  longest({ id: 'confirm-deny-30', kind: 'confirm', field: 'deny', source: CONFIRM }, 30),
  longest(
    {
      id: 'placeholder-150',
      kind: named('plain_text_input', 'placeholder'),
      field: 'placeholder',
      source: elementPage(TEXT_INPUT),
    },
    150,
  ),
  numberFrom(about('min-length-0', 'plain_text_input', 'min_length', TEXT_INPUT), 0),
  numberTo(about('min-length-3000', 'plain_text_input', 'min_length', TEXT_INPUT), 3000),
  numberFrom(about('max-length-1', 'plain_text_input', 'max_length', TEXT_INPUT), 1),
  numberTo(about('max-length-3000', 'plain_text_input', 'max_length', TEXT_INPUT), 3000),
  longestString(about('initial-value-3000', 'plain_text_input', 'initial_value', TEXT_INPUT), 3000),
  ordered('lengths-in-order', 'plain_text_input', 'min_length', 'max_length', TEXT_INPUT, (number) => number),
  ordered('values-in-order', 'number_input', 'min_value', 'max_value', 'number-input', String),
  numberFrom(about('max-files-1', 'file_input', 'max_files', 'file-input'), 1),
  numberTo(about('max-files-10', 'file_input', 'max_files', 'file-input'), 10),
  numberFrom(about('min-lines-1', 'rich_text_input', 'min_lines', 'rich-text-input'), 1),
  numberTo(about('max-lines-100', 'rich_text_input', 'max_lines', 'rich-text-input'), 100),
  formed(
    about('date-form', 'datepicker', 'initial_date', 'date-picker'),
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    '2026-11-21',
    '21.11.2026',
  ),
  formed(about('time-form', 'timepicker', 'initial_time', 'time-picker'), /^([01]\d|2[0-3]):[0-5]\d$/, '22:25', '10pm'),
  numberTo(about('date-time-10-digits', 'datetimepicker', 'initial_date_time', 'datetime-picker'), 9_999_999_999),
  numberFrom(about('date-time-from', 'datetimepicker', 'initial_date_time', 'datetime-picker'), 1_000_000_000),
];

// The smaller field must not be larger than the larger one.
function ordered(
  id: string,
  kind: string,
  low: string,
  high: string,
  page: string,
  make: (number: number) => number | string,
): LimitRow {
  const payload = (least: number) => modal([around(element(kind, { [low]: make(least), [high]: make(10) }))]);
  return {
    id,
    what: `${kind}: ${low} is not above ${high}`,
    source: elementPage(page),
    error: null,
    by: 'modal',
    accepted: () => payload(10),
    refused: () => payload(11),
    kinds: [kind],
    check: ({ value }) => (Number(value[low]) > Number(value[high]) ? `must not be above ${high}` : null),
  };
}
