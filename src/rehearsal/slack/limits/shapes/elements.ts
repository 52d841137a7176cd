/** Every block element of Block Kit with its fields. https://docs.slack.dev/reference/block-kit/block-elements */
import type { Shape, Shapes } from './shape.ts';

const CONFIRMED = { confirm: '=confirm' };
const FOCUSED = { focus_on_load: 'boolean' };
const MENU = { placeholder: 'plain', ...CONFIRMED, ...FOCUSED };
const MULTI = { ...MENU, max_selected_items: 'integer' };
const TYPED = {
  placeholder: 'plain',
  ...FOCUSED,
  initial_value: 'string',
  dispatch_action_config: '=dispatch_action_config',
};
const LISTED = { options: '=option[]', option_groups: '=option_group[]' };
const CONVERSATIONS = { default_to_current_conversation: 'boolean', filter: '=conversation_filter' };
const RESPONDING = { response_url_enabled: 'boolean' };

function element(required: Shape['required'], optional: Shape['optional'] = {}): Shape {
  return { required: { type: 'string', ...required }, optional: { action_id: 'string', ...optional } };
}

export const ELEMENTS: Shapes = {
  button: element(
    { text: 'plain' },
    { url: 'string', value: 'string', style: 'primary|danger', accessibility_label: 'string', ...CONFIRMED },
  ),
  channels_select: element({}, { initial_channel: 'string', ...MENU, ...RESPONDING }),
  checkboxes: element({ options: '=option[]' }, { initial_options: '=option[]', ...CONFIRMED, ...FOCUSED }),
  conversations_select: element({}, { initial_conversation: 'string', ...MENU, ...CONVERSATIONS, ...RESPONDING }),
  datepicker: element({}, { initial_date: 'string', ...MENU }),
  datetimepicker: element({}, { initial_date_time: 'integer', ...CONFIRMED, ...FOCUSED }),
  email_text_input: element({}, TYPED),
  external_select: element({}, { initial_option: '=option', min_query_length: 'integer', ...MENU }),
  feedback_buttons: element({ positive_button: '=feedback_button', negative_button: '=feedback_button' }),
  file_input: element({}, { filetypes: 'string[]', max_files: 'integer' }),
  icon_button: element(
    { icon: 'string', text: 'plain' },
    { value: 'string', accessibility_label: 'string', visible_to_user_ids: 'string[]', ...CONFIRMED },
  ),
  multi_channels_select: element({}, { initial_channels: 'string[]', ...MULTI }),
  multi_conversations_select: element({}, { initial_conversations: 'string[]', ...MULTI, ...CONVERSATIONS }),
  multi_external_select: element({}, { initial_options: '=option[]', min_query_length: 'integer', ...MULTI }),
  multi_static_select: element({}, { initial_options: '=option[]', ...LISTED, ...MULTI }),
  multi_users_select: element({}, { initial_users: 'string[]', ...MULTI }),
  number_input: element({ is_decimal_allowed: 'boolean' }, { min_value: 'string', max_value: 'string', ...TYPED }),
  overflow: element({ options: '=option[]' }, CONFIRMED),
  plain_text_input: element({}, { multiline: 'boolean', min_length: 'integer', max_length: 'integer', ...TYPED }),
  radio_buttons: element({ options: '=option[]' }, { initial_option: '=option', ...CONFIRMED, ...FOCUSED }),
  rich_text_input: element({}, { ...TYPED, initial_value: '=rich_text', min_lines: 'integer', max_lines: 'integer' }),
  static_select: element({}, { initial_option: '=option', ...LISTED, ...MENU }),
  timepicker: element({}, { initial_time: 'string', timezone: 'string', ...MENU }),
  url_text_input: element({}, TYPED),
  users_select: element({}, { initial_user: 'string', ...MENU }),
  workflow_button: element(
    { text: 'plain', workflow: 'any' },
    { style: 'primary|danger', accessibility_label: 'string', ...CONFIRMED },
  ),
};
