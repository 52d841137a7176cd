/** The smallest good payloads that hold a given part: what the rows' payloads are made from. */
import type { Json, JsonObject } from '../contract.ts';
import type { Way } from './row.ts';
import { BLOCKS } from './shapes/blocks.ts';
import { ELEMENTS } from './shapes/elements.ts';
import { ELEMENTS_IN, SURFACES } from './surfaces.ts';

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const chars = (count: number) => 'x'.repeat(count);
export const option = (value: string, fields: JsonObject = {}) => ({ text: plain('Option'), value, ...fields });

/** So many things, made from their numbers. */
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const modal = (blocks: Json, fields: JsonObject = {}): JsonObject => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks,
  ...fields,
});
export const home = (blocks: Json, fields: JsonObject = {}): JsonObject => ({ type: 'home', blocks, ...fields });
export const message = (blocks: Json): JsonObject => ({ text: 'Words', blocks });

const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }] };
const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A picture' };
const cells = (columns: number) => many(columns, () => ({ type: 'raw_text', text: 'x' }));
const feedback = { text: plain('Good'), value: 'good' };
const task = { task_id: 't', title: 'Task', status: 'pending' };

const BLOCK_FIELDS: Readonly<Record<string, JsonObject>> = {
  actions: { elements: [{ type: 'button', action_id: 'a', text: plain('Go') }] },
  alert: { text: plain('Mind this') },
  card: { title: mrkdwn('Card') },
  carousel: { elements: [{ type: 'card', title: mrkdwn('Card') }] },
  container: { title: plain('Box'), child_blocks: [{ type: 'divider' }] },
  context: { elements: [mrkdwn('Note')] },
  context_actions: { elements: [{ type: 'icon_button', icon: 'trash', text: plain('Delete') }] },
  data_table: { caption: 'Table', rows: [cells(2), cells(2)] },
  file: { source: 'remote', external_id: 'f' },
  header: { text: plain('Heading') },
  image: { image_url: 'https://example.com/a.png', alt_text: 'A picture' },
  input: { label: plain('Label'), element: { type: 'plain_text_input', action_id: 'a' } },
  markdown: { text: '**Words**' },
  plan: { title: 'Plan' },
  rich_text: { elements: rich.elements },
  section: { text: mrkdwn('Words') },
  table: { rows: [cells(2), cells(2)] },
  task_card: task,
  video: {
    video_url: 'https://example.com/v',
    thumbnail_url: 'https://example.com/t.png',
    alt_text: 'A film',
    title: plain('Film'),
  },
};

const ELEMENT_FIELDS: Readonly<Record<string, JsonObject>> = {
  button: { text: plain('Go') },
  checkboxes: { options: [option('a')] },
  feedback_buttons: { positive_button: feedback, negative_button: feedback },
  icon_button: { icon: 'trash', text: plain('Delete') },
  multi_static_select: { options: [option('a'), option('b')] },
  number_input: { is_decimal_allowed: false },
  overflow: { options: [option('a'), option('b')] },
  radio_buttons: { options: [option('a')] },
  static_select: { options: [option('a')] },
  workflow_button: { text: plain('Run'), workflow: { trigger: { url: 'https://slack.com/shortcuts/x/y' } } },
};

const HOLDERS: Readonly<Record<string, (fields: JsonObject) => [kind: string, fields: JsonObject]>> = {
  option: (fields) => ['static_select', { options: [option('a', fields)] }],
  option_group: (fields) => [
    'static_select',
    { option_groups: [{ label: plain('Group'), options: [option('a')], ...fields }] },
  ],
  confirm: (fields) => [
    'button',
    {
      confirm: {
        title: plain('Sure?'),
        text: plain('It is final.'),
        confirm: plain('Yes'),
        deny: plain('No'),
        ...fields,
      },
    },
  ],
  dispatch_action_config: (fields) => ['plain_text_input', { dispatch_action_config: fields }],
  'image-element': (fields) => ['context', { elements: [{ ...image, ...fields }] }],
  feedback_button: (fields) => ['feedback_buttons', { positive_button: { ...feedback, ...fields } }],
  conversation_filter: (fields) => ['conversations_select', { filter: fields }],
  column_settings: (fields) => ['table', { column_settings: [fields] }],
};

/** A good block of this type, with these fields changed. */
export function block(type: string, fields: JsonObject = {}): JsonObject {
  return { type, ...BLOCK_FIELDS[type], ...fields };
}

/** A good element of this type, with these fields changed. Groups take the place of the options. */
export function element(type: string, fields: JsonObject = {}): JsonObject {
  const { options, ...own }: JsonObject = { ...ELEMENT_FIELDS[type] };
  const listed = options === undefined || 'option_groups' in fields ? {} : { options };
  return { type, action_id: 'a', ...own, ...listed, ...fields };
}

/** The smallest block that holds this element. */
export function around(held: JsonObject): JsonObject {
  const holds = (name: string) => ELEMENTS_IN[name]?.includes(String(held.type));
  if (holds('input')) return block('input', { element: held });
  return block(holds('context_actions') ? 'context_actions' : 'actions', { elements: [held] });
}

/** The smallest payload that holds a part of this kind with these fields, and the way it goes. */
export function holding(kind: string, fields: JsonObject): { by: Way; payload: JsonObject } {
  if (kind === 'modal') return { by: 'modal', payload: modal([block('section')], fields) };
  if (kind === 'home') return { by: 'home', payload: home([block('section')], fields) };
  if (kind === 'message') return { by: 'message', payload: { text: 'Words', ...fields } };
  const holder = HOLDERS[kind];
  if (holder) return holding(...holder(fields));
  if (BLOCKS[kind]) return inView(block(kind, fields));
  if (ELEMENTS[kind]) return inView(around(element(kind, fields)));
  throw new Error(`no sample holds a ${kind}`);
}

/** A block in a modal, or in a message when Slack shows it nowhere else. */
function inView(shown: JsonObject): { by: Way; payload: JsonObject } {
  const inModal = SURFACES[String(shown.type)]?.includes('modal');
  return inModal ? { by: 'modal', payload: modal([shown]) } : { by: 'message', payload: message([shown]) };
}
