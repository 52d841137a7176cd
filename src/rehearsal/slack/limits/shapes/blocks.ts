/** Every block type of Block Kit with its fields. https://docs.slack.dev/reference/block-kit/blocks */
import type { Shape, Shapes } from './shape.ts';

const IMAGE_SOURCE = { image_url: 'string', slack_file: '=slack_file' };

function block(required: Shape['required'], optional: Shape['optional'] = {}): Shape {
  return { required: { type: 'string', ...required }, optional: { block_id: 'string', ...optional } };
}

export const BLOCKS: Shapes = {
  actions: block({ elements: 'element[]' }),
  alert: block({ text: 'text' }, { level: 'default|info|warning|error|success' }),
  card: block(
    {},
    {
      hero_image: '=image-element',
      icon: '=image-element',
      title: 'text',
      subtitle: 'text',
      body: 'text',
      actions: 'element[]',
    },
  ),
  carousel: block({ elements: 'block[]' }),
  container: block(
    { child_blocks: 'block[]' },
    {
      title: 'plain',
      rich_text_title: '=rich_text',
      subtitle: 'text',
      width: 'narrow|standard|wide|full',
      icon: '=image-element',
      is_collapsible: 'boolean',
      default_collapsed: 'boolean',
      has_header_divider: 'boolean',
    },
  ),
  context: block({ elements: 'context-element[]' }),
  context_actions: block({ elements: 'element[]' }),
  data_table: block(
    { rows: 'cell[][]', caption: 'string' },
    { page_size: 'integer', row_header_column_index: 'integer' },
  ),
  divider: block({}),
  file: block({ source: 'string', external_id: 'string' }),
  header: block({ text: 'plain' }),
  image: block({ alt_text: 'string' }, { title: 'plain', ...IMAGE_SOURCE }),
  input: block(
    { label: 'plain', element: 'element' },
    { hint: 'plain', optional: 'boolean', dispatch_action: 'boolean' },
  ),
  markdown: block({ text: 'string' }),
  plan: block({ title: 'string' }, { tasks: 'block[]' }),
  rich_text: block({ elements: 'rich[]' }),
  section: block({}, { text: 'text', fields: 'text[]', accessory: 'element', expand: 'boolean' }),
  table: block({ rows: 'cell[][]' }, { column_settings: '=column_settings[]' }),
  task_card: block(
    { task_id: 'string', title: 'string', status: 'pending|in_progress|complete|error' },
    { details: '=rich_text', output: '=rich_text', sources: '=url_source[]' },
  ),
  video: block(
    { video_url: 'string', thumbnail_url: 'string', alt_text: 'string', title: 'plain' },
    {
      title_url: 'string',
      author_name: 'string',
      provider_name: 'string',
      provider_icon_url: 'string',
      description: 'plain',
    },
  ),
};
