/**
 * What an input holds, in the shape of Slack's view.state.values: {value}, {selected_option}, {selected_options},
 * {selected_date}. Pure.
 */

const SHAPES = {
  plain_text_input: 'value',
  email_text_input: 'value',
  number_input: 'value',
  url_text_input: 'value',
  datepicker: 'selected_date',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
};

const INITIAL = {
  value: 'initial_value',
  selected_date: 'initial_date',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
};

export function initialState(element) {
  const shape = SHAPES[element.type];
  return { [shape]: element[INITIAL[shape]] ?? (shape === 'selected_options' ? [] : null) };
}

/** The chosen options of a select, radio or checkbox state. */
export function chosenOptions(state) {
  if (state.selected_options) return state.selected_options;
  return state.selected_option ? [state.selected_option] : [];
}

export function stateOfOptions(element, options) {
  return SHAPES[element.type] === 'selected_options'
    ? { selected_options: options }
    : { selected_option: options[0] ?? null };
}

/** As the workspace wants it: a text, or the values of the chosen options. */
export function wireValue(state) {
  if ('value' in state) return state.value ?? '';
  if ('selected_date' in state) return state.selected_date ?? '';
  return chosenOptions(state).map((option) => option.value);
}

export function isEmpty(state) {
  const value = wireValue(state);
  return typeof value === 'string' ? value.trim() === '' : value.length === 0;
}

/** What the workspace says this input holds, or null when it says nothing. */
export function heldState(values, blockId, actionId) {
  const inBlock = values?.[blockId]?.[actionId];
  if (inBlock || blockId !== undefined) return inBlock ?? null;
  // The bot gave no block_id; Slack made one up that the view does not show.
  return Object.values(values ?? {}).find((block) => block[actionId])?.[actionId] ?? null;
}
