/** Which control draws which Block Kit element that holds a value. */
import { choices } from './choices.js';
import { combobox } from './combobox.js';
import { dateInput } from './date-input.js';
import { textInput } from './text-input.js';

const CONTROLS = {
  plain_text_input: textInput,
  email_text_input: textInput,
  number_input: textInput,
  url_text_input: textInput,
  datepicker: dateInput,
  radio_buttons: choices,
  checkboxes: choices,
  static_select: combobox,
  external_select: combobox,
  multi_static_select: combobox,
  multi_external_select: combobox,
};

/** null for an element that is no such control. */
export function makeControl(element, env) {
  return Object.hasOwn(CONTROLS, element.type) ? CONTROLS[element.type](element, env) : null;
}
