/**
 * Adaptive Cards 1.5: the elements. Written from Microsoft's documentation; test/connector/renderer.test.ts compares it
 * with the tables inside Microsoft's own renderer.
 */
import type { Shape } from './shape.ts';

const SPACING = 'default|none|small|medium|large|extraLarge|padding';
const ALIGN = 'left|center|right';
const VERTICAL = 'top|center|bottom';
const LOOK = 'default|emphasis|good|attention|warning|accent';
const IMAGE_SIZE = 'auto|stretch|small|medium|large';

const element = {
  type: 'string',
  id: 'string',
  isVisible: 'boolean',
  separator: 'boolean',
  spacing: SPACING,
  height: 'auto|stretch',
  fallback: ['drop', 'element'],
  requires: 'object',
} as const;

const words = {
  color: 'default|dark|light|accent|good|warning|attention',
  fontType: 'default|monospace',
  isSubtle: 'boolean',
  size: 'default|small|medium|large|extraLarge',
  weight: 'default|lighter|bolder',
} as const;

const box = {
  style: LOOK,
  bleed: 'boolean',
  minHeight: 'string',
  selectAction: 'select',
} as const;

const filled = {
  ...box,
  verticalContentAlignment: VERTICAL,
  backgroundImage: ['string', '=BackgroundImage'],
  rtl: 'boolean',
} as const;

const shape = (needs: Shape['needs'], may: Shape['may'] = {}): Shape => ({ needs, may: { ...element, ...may } });

export const ELEMENTS: Readonly<Record<string, Shape>> = {
  ActionSet: shape({ actions: 'action[]' }),
  ColumnSet: shape({}, { columns: '=Column[]', horizontalAlignment: ALIGN, ...box }),
  Container: shape({ items: 'element[]' }, filled),
  FactSet: shape({ facts: '=Fact[]' }),
  Image: shape(
    { url: 'string' },
    {
      altText: 'string',
      backgroundColor: 'string',
      height: ['string', 'auto|stretch'],
      horizontalAlignment: ALIGN,
      selectAction: 'select',
      size: IMAGE_SIZE,
      style: 'default|person',
      width: 'string',
    },
  ),
  ImageSet: shape({ images: '=Image[]' }, { imageSize: IMAGE_SIZE }),
  Media: shape({ sources: '=MediaSource[]' }, { poster: 'string', altText: 'string' }),
  RichTextBlock: shape({ inlines: ['string[]', 'inline[]'] }, { horizontalAlignment: ALIGN }),
  Table: shape(
    {},
    {
      columns: '=TableColumn[]',
      rows: '=TableRow[]',
      firstRowAsHeader: 'boolean',
      firstRowAsHeaders: 'boolean',
      showGridLines: 'boolean',
      gridStyle: LOOK,
      horizontalCellContentAlignment: ALIGN,
      verticalCellContentAlignment: VERTICAL,
    },
  ),
  TextBlock: shape(
    { text: 'string' },
    { ...words, horizontalAlignment: ALIGN, maxLines: 'number', style: 'default|heading', wrap: 'boolean' },
  ),
};

/** Objects that stand in elements and are no element of their own. */
export const PARTS: Readonly<Record<string, Shape>> = {
  BackgroundImage: {
    needs: { url: 'string' },
    may: {
      type: 'string',
      fillMode: 'cover|repeatHorizontally|repeatVertically|repeat',
      horizontalAlignment: ALIGN,
      verticalAlignment: VERTICAL,
    },
  },
  Column: shape({}, { items: 'element[]', width: ['string', 'number'], ...filled }),
  Fact: { needs: { title: 'string', value: 'string' }, may: { type: 'string' } },
  MediaSource: { needs: { mimeType: 'string', url: 'string' }, may: { type: 'string' } },
  TableCell: { needs: { items: 'element[]' }, may: { type: 'string', ...filled } },
  TableColumn: {
    needs: {},
    may: {
      type: 'string',
      width: ['string', 'number'],
      horizontalCellContentAlignment: ALIGN,
      verticalCellContentAlignment: VERTICAL,
    },
  },
  TableRow: {
    needs: {},
    may: {
      type: 'string',
      cells: '=TableCell[]',
      style: LOOK,
      horizontalCellContentAlignment: ALIGN,
      verticalCellContentAlignment: VERTICAL,
    },
  },
  TextRun: {
    needs: { text: 'string', type: 'TextRun' },
    may: {
      ...words,
      highlight: 'boolean',
      italic: 'boolean',
      selectAction: 'select',
      strikethrough: 'boolean',
      underline: 'boolean',
    },
  },
};
