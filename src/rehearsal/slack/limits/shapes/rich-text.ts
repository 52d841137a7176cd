/** What a rich_text block is made of. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
import type { Shape, Shapes } from './shape.ts';

const STYLED = { style: 'any' };

function piece(required: Shape['required'], optional: Shape['optional'] = {}): Shape {
  return { required: { type: 'string', ...required }, optional };
}

export const RICH_TEXT: Shapes = {
  rich_text_section: piece({ elements: 'inline[]' }),
  rich_text_list: piece(
    { elements: 'rich[]', style: 'bullet|ordered' },
    { indent: 'integer', offset: 'integer', border: 'integer' },
  ),
  rich_text_quote: piece({ elements: 'inline[]' }, { border: 'integer' }),
  rich_text_preformatted: piece({ elements: 'inline[]' }, { border: 'integer', language: 'string' }),
};

/** Kept apart from the rest because their types are words that others use too. */
export const INLINES: Shapes = {
  'inline-text': piece({ text: 'string' }, STYLED),
  'inline-link': piece({ url: 'string' }, { text: 'string', unsafe: 'boolean', ...STYLED }),
  'inline-user': piece({ user_id: 'string' }, STYLED),
  'inline-channel': piece({ channel_id: 'string' }, STYLED),
  'inline-usergroup': piece({ usergroup_id: 'string' }, STYLED),
  'inline-team': piece({ team_id: 'string' }, STYLED),
  'inline-emoji': piece({ name: 'string' }, { unicode: 'string', url: 'string', ...STYLED }),
  'inline-date': piece({ timestamp: 'integer', format: 'string' }, { url: 'string', fallback: 'string', ...STYLED }),
  'inline-broadcast': piece({ range: 'here|channel|everyone' }, STYLED),
  'inline-color': piece({ value: 'string' }, STYLED),
};
