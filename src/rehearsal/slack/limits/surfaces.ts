/** Where Slack shows which block, and which elements stand in it: each block's own page in
 *  https://docs.slack.dev/reference/block-kit/blocks */
import type { Surface } from './row.ts';

const ALL: readonly Surface[] = ['modal', 'home', 'message'];

export const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  actions: ALL,
  alert: ['modal'],
  card: ALL,
  carousel: ['message', 'home'],
  container: ['message'],
  context: ALL,
  context_actions: ['message'],
  data_table: ['message'],
  divider: ALL,
  // A file block comes back from Slack; an app cannot send one.
  file: [],
  header: ALL,
  image: ALL,
  input: ALL,
  markdown: ['message'],
  plan: ['message'],
  rich_text: ALL,
  section: ALL,
  table: ['message', 'home'],
  task_card: ['message'],
  video: ALL,
};

const MENUS = ['channels', 'conversations', 'external', 'static', 'users'].flatMap((of) => [
  `${of}_select`,
  `multi_${of}_select`,
]);
const CHOICES = [...MENUS, 'checkboxes', 'datepicker', 'radio_buttons', 'timepicker'];
const BUTTONS = ['button', 'overflow', 'workflow_button'];

export const ELEMENTS_IN: Readonly<Record<string, readonly string[]>> = {
  actions: [...CHOICES, ...BUTTONS, 'datetimepicker', 'rich_text_input'],
  card: ['button'],
  context_actions: ['feedback_buttons', 'icon_button'],
  input: [
    ...CHOICES,
    'datetimepicker',
    'email_text_input',
    'file_input',
    'number_input',
    'plain_text_input',
    'rich_text_input',
    'url_text_input',
  ],
  section: [...CHOICES, ...BUTTONS, 'image'],
};

/** The blocks that stand in a block. */
export const BLOCKS_IN: Readonly<Record<string, readonly string[]>> = {
  carousel: ['card'],
  container: [
    'actions',
    'context',
    'divider',
    'file',
    'header',
    'image',
    'input',
    'rich_text',
    'section',
    'table',
    'video',
  ],
  plan: ['task_card'],
};
