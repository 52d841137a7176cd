import type { Text } from '#copy/text.ts';
import type { Block, Button, Input } from '#views/elements.ts';
import { type Press, renderButton, renderButtons } from './render-button.ts';
import { type CardPart, cut, escapeMarkdown, type RunLook, run, runs } from './text.ts';

/** What all blocks of one card have in common. */
export interface Drawing {
  press: Press;
  input: (input: Input) => CardPart[];
  timeZone: string | null;
  longestText: number;
}

/** Channel-neutral blocks as elements of a card. It translates and cuts; it decides nothing. */
export function renderBlocks(blocks: readonly Block[], drawing: Drawing): CardPart[] {
  const parts: CardPart[] = [];
  let above: Block['kind'] | null = null;
  for (const block of blocks) {
    const [first, ...rest] = renderBlock(block, drawing);
    if (first !== undefined) parts.push({ ...first, ...apart(above, block.kind) }, ...rest);
    if (first !== undefined || (block.kind === 'divider' && parts.length > 0)) above = block.kind;
  }
  return parts;
}

/** What stands between two blocks. A card has no line of its own: the element below carries it. */
function apart(above: Block['kind'] | null, here: Block['kind']): RunLook {
  if (above === 'divider') return { separator: true, spacing: 'large' };
  // Buttons belong to the text above them; the next text begins something else.
  return above === 'buttons' && here === 'text' ? { spacing: 'large' } : {};
}

function renderBlock(block: Block, drawing: Drawing): CardPart[] {
  const { longestText, timeZone, press, input } = drawing;
  switch (block.kind) {
    case 'heading':
      return [heading(block.text)];
    case 'text':
      return row(paragraph(block.text, drawing), block.button, press);
    case 'note':
      return [{ ...paragraph(block.text, drawing, { isSubtle: true, size: 'small' }), spacing: 'small' }];
    case 'alert':
      return [alert(block.level, cut(block.text, longestText))];
    case 'copy':
      return block.lines.length === 0 ? [] : [copyBlock(block.lines)];
    case 'quotes':
      return block.quotes.flatMap(({ from, at, words }) => [
        {
          type: 'RichTextBlock',
          inlines: [
            run(cut(from, 150), { weight: 'bolder' }),
            ...runs([', ', { at }], 100, timeZone, { isSubtle: true, size: 'small' }),
          ],
        },
        box('emphasis', 'small', [run(cut(words, longestText) || ' ')]),
      ]);
    case 'divider':
      return [];
    case 'buttons':
      return renderButtons(block.buttons, press);
    case 'input':
      return input(block);
  }
}

/** The one element that a screen reader takes for a heading is a TextBlock, and its text is Markdown. */
const heading = (text: string): CardPart => ({
  type: 'TextBlock',
  style: 'heading',
  text: escapeMarkdown(cut(text, 300)),
  size: 'large',
  weight: 'bolder',
  wrap: true,
  spacing: 'large',
});

const paragraph = (text: Text, { longestText, timeZone }: Drawing, look: RunLook = {}): CardPart => {
  const inlines = runs(text, longestText, timeZone, look);
  return { type: 'RichTextBlock', inlines: inlines.length > 0 ? inlines : [run(' ')] };
};

/** So long may a label beside a text be; a longer one, or one that unfolds a question, stands below it. */
const longestBeside = 16;

function row(text: CardPart, button: Button | undefined, press: Press): CardPart[] {
  if (button === undefined) return [text];
  const [below] = renderButtons([button], press);
  if (below === undefined) return [text];
  if (button.confirm !== undefined || button.label.length > longestBeside)
    return [text, { ...below, spacing: 'small' }];
  const action = { type: 'ActionSet', actions: [renderButton(button, press)] };
  return [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', verticalContentAlignment: 'center', items: [text] },
        { type: 'Column', width: 'auto', verticalContentAlignment: 'center', items: [action] },
      ],
    },
  ];
}

const levels = {
  info: { style: 'accent', sign: 'ℹ️' },
  warning: { style: 'warning', sign: '⚠️' },
  error: { style: 'attention', sign: '⛔' },
  success: { style: 'good', sign: '✅' },
} as const;

/** A coloured box; the sign says the same to who doesn't see the colour. */
export function alert(level: keyof typeof levels, text: string): CardPart {
  const { style, sign } = levels[level];
  return box(style, 'medium', [run(`${sign} ${text}`)]);
}

/** Lines to copy, each as it is, in one text that can be selected as a whole. */
const copyBlock = (lines: readonly string[]): CardPart =>
  box('emphasis', 'small', [run(lines.join('\n'), { fontType: 'monospace' })]);

const box = (style: string, spacing: string, inlines: CardPart[]): CardPart => ({
  type: 'Container',
  style,
  spacing,
  items: [{ type: 'RichTextBlock', inlines }],
});
