/** Views, messages, and the composition objects of Block Kit with their fields.
 *  https://docs.slack.dev/reference/block-kit/composition-objects and https://docs.slack.dev/reference/views */
import type { Shapes } from './shape.ts';

const VIEW = { private_metadata: 'string', callback_id: 'string', external_id: 'string' };

export const OBJECTS: Shapes = {
  modal: {
    required: { type: 'string', title: 'plain', blocks: 'block[]' },
    optional: { submit: 'plain', close: 'plain', clear_on_close: 'boolean', notify_on_close: 'boolean', ...VIEW },
  },
  home: { required: { type: 'string', blocks: 'block[]' }, optional: VIEW },
  message: { optional: { text: 'string', blocks: 'block[]' } },
  options: { optional: { options: '=option[]', option_groups: '=option_group[]' } },
  plain_text: { required: { type: 'string', text: 'string' }, optional: { emoji: 'boolean' } },
  mrkdwn: { required: { type: 'string', text: 'string' }, optional: { verbatim: 'boolean' } },
  raw_text: { required: { type: 'string', text: 'string' } },
  raw_number: { required: { type: 'string', value: 'number', text: 'string' } },
  option: { required: { text: 'text' }, optional: { value: 'string', description: 'text', url: 'string' } },
  option_group: { required: { label: 'plain', options: '=option[]' } },
  confirm: {
    required: { title: 'plain', text: 'text', confirm: 'plain', deny: 'plain' },
    optional: { style: 'primary|danger' },
  },
  dispatch_action_config: { required: { trigger_actions_on: 'on_enter_pressed|on_character_entered[]' } },
  conversation_filter: {
    optional: {
      include: 'im|mpim|private|public[]',
      exclude_external_shared_channels: 'boolean',
      exclude_bot_users: 'boolean',
    },
  },
  slack_file: { optional: { id: 'string', url: 'string' } },
  'image-element': {
    required: { type: 'image', alt_text: 'string' },
    optional: { image_url: 'string', slack_file: '=slack_file' },
  },
  feedback_button: { required: { text: 'plain', value: 'string' }, optional: { accessibility_label: 'string' } },
  column_settings: { optional: { align: 'left|center|right', is_wrapped: 'boolean' } },
  url_source: { required: { type: 'url', url: 'string', text: 'string' } },
};
