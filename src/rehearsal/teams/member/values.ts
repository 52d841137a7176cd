/** The values of inputs, as Microsoft's renderer keeps and sends them: always text, several choices joined by commas. */
import { objectsIn, textOf } from '../../slack/json.ts';
import type { FoundChoice, JsonObject } from '../contract.ts';

export type Values = { [inputId: string]: string };

/** What stands in the inputs when a card is first shown. Inputs that hold nothing are left out. */
export function firstValues(inputs: readonly JsonObject[]): Values {
  const values: Values = {};
  for (const input of inputs) {
    const value = firstValue(input);
    if (value !== '') values[String(input.id)] = value;
  }
  return values;
}

function firstValue(input: JsonObject): string {
  const given = typeof input.value === 'number' ? String(input.value) : (textOf(input.value) ?? '');
  switch (input.type) {
    case 'Input.Toggle':
      return given === onOf(input) ? onOf(input) : offOf(input);
    case 'Input.ChoiceSet': {
      // A value that is not among the choices shows nothing chosen.
      const known = objectsIn(input.choices).map(({ value }) => value);
      return (input.isMultiSelect === true ? given.split(',') : [given]).filter((one) => known.includes(one)).join(',');
    }
    default:
      return given;
  }
}

/** The value that typing or choosing gives an input. @throws when a person could not type or choose that */
export function typedValue(
  input: JsonObject,
  given: string | readonly string[],
  found: readonly FoundChoice[],
): string {
  const list = typeof given === 'string' ? [given] : given;
  const [text = ''] = list;
  const id = String(input.id);
  switch (input.type) {
    case 'Input.ChoiceSet':
      return chosen(input, input.isMultiSelect === true ? list.flatMap(separated) : list.filter(Boolean), found);
    case 'Input.Toggle':
      if (text === 'true' || text === onOf(input)) return onOf(input);
      if (text === 'false' || text === offOf(input)) return offOf(input);
      throw new Error(`${id} is on or off, not ${text}`);
    case 'Input.Number':
      if (text !== '' && !Number.isFinite(Number(text))) throw new Error(`${id} takes a number, not ${text}`);
      return text;
    case 'Input.Date':
      if (text !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error(`${id} takes a date, not ${text}`);
      return text;
    case 'Input.Time':
      if (text !== '' && !/^\d{2}:\d{2}$/.test(text)) throw new Error(`${id} takes a time, not ${text}`);
      return text;
    default: {
      const { maxLength, isMultiline } = input;
      if (typeof maxLength === 'number' && text.length > maxLength)
        throw new Error(`${id} takes at most ${maxLength} characters`);
      if (isMultiline !== true && text.includes('\n')) throw new Error(`${id} has one line`);
      return text;
    }
  }
}

const separated = (text: string): string[] => text.split(',').filter(Boolean);

function chosen(input: JsonObject, values: readonly string[], found: readonly FoundChoice[]): string {
  const id = String(input.id);
  const offered = [...objectsIn(input.choices).map(({ value }) => value), ...found.map(({ value }) => value)];
  if (values.length > 1 && input.isMultiSelect !== true) throw new Error(`${id} takes one choice`);
  for (const value of values) {
    if (!offered.includes(value))
      throw new Error(`${id} offers no ${value}; it offers: ${offered.join(', ') || 'nothing'}`);
  }
  return [...new Set(values)].join(',');
}

/** What a client that checks its inputs would not send, by input id: the text it shows. */
export function faultsOf(inputs: readonly JsonObject[], values: Values): Values {
  const faults: Values = {};
  for (const input of inputs) {
    const id = String(input.id);
    if (!isGood(input, values[id] ?? '')) faults[id] = textOf(input.errorMessage) ?? 'This value is not valid.';
  }
  return faults;
}

function isGood(input: JsonObject, value: string): boolean {
  const isSet = input.type === 'Input.Toggle' && input.isRequired === true ? value === onOf(input) : value !== '';
  if (!isSet) return input.isRequired !== true;
  const { regex, min, max } = input;
  if (input.type === 'Input.Text' && typeof regex === 'string') return new RegExp(regex).test(value);
  if (input.type === 'Input.Number')
    return !(typeof min === 'number' && Number(value) < min) && !(typeof max === 'number' && Number(value) > max);
  // Dates and times of one form compare as text.
  return (
    !(typeof min === 'string' && min !== '' && value < min) && !(typeof max === 'string' && max !== '' && value > max)
  );
}

function onOf(input: JsonObject): string {
  return textOf(input.valueOn) ?? 'true';
}

function offOf(input: JsonObject): string {
  return textOf(input.valueOff) ?? 'false';
}
