import type { Block, Form, Input, Option } from '#views/elements.ts';
import { cardOf } from './render.ts';
import { alert, renderBlocks } from './render-block.ts';
import { type Press, pressInDialog, renderButtons } from './render-button.ts';
import { renderInput } from './render-input.ts';
import { type Card, shortened } from './shorten.ts';
import type { CardPart } from './text.ts';
import type { Trail } from './trail.ts';

/** How a form is shown, the first time or again. */
export interface ShownForm {
  timeZone: string | null;
  /** What lies below it, and how it was opened itself. */
  trail?: Trail;
  /** What Teams sent for each input, where the form is shown again as it was filled in. */
  typed?: Readonly<Record<string, string>>;
  /** What was refused: at its field, or of no field. */
  wrong?: { field: string | null; text: string } | null;
  /** What the Search button of an input found, by the input's id. */
  found?: Readonly<Record<string, readonly Option[]>>;
}

/** The `value` of a task module response, but for the attachment around the card. */
export interface Dialog {
  title: string;
  width: 'medium';
  height: 'medium' | 'large';
  card: Card;
}

/**
 * A form as a dialog. Besides the view's own buttons it has two: action `submit`, and `close` for what the view calls
 * closing, because a dialog that took another one's place has no other way back.
 */
export function renderDialog(form: Form, shown: ShownForm): Dialog {
  const press = pressInDialog(form, shown.trail);
  const input = renderInput({ ...shown, press, required: form.submit !== null && !hasButtons(form.blocks) });
  const { blocks, foot } = withFoot(form);
  const draw = (longestText: number): Card =>
    cardOf([
      ...alertOnTop(form.blocks, shown),
      ...renderBlocks(blocks, { press, input, timeZone: shown.timeZone, longestText }),
      ...footButtons(form, foot, press),
    ]);
  const card = shortened(draw, 60_000);
  return { title: form.title, width: 'medium', height: card.body.length > 8 ? 'large' : 'medium', card };
}

/** "Back" at the end of a form stands in one row with the button that sends it. */
function withFoot({ blocks, submit }: Form): {
  blocks: readonly Block[];
  foot: Extract<Block, { kind: 'buttons' }> | null;
} {
  const last = blocks.at(-1);
  return submit !== null && last?.kind === 'buttons'
    ? { blocks: blocks.slice(0, -1), foot: last }
    : { blocks, foot: null };
}

function footButtons(form: Form, foot: Extract<Block, { kind: 'buttons' }> | null, press: Press): CardPart[] {
  const submit = { action: 'submit', label: form.submit ?? '', look: 'primary' } as const;
  const close = { action: 'close', label: form.close };
  const all = [...(foot?.buttons ?? []), ...(form.submit === null ? [] : [submit]), close];
  // What stands in the fields comes along with a click on Close only where the client holds nothing back.
  const takesNothing = hasButtons(form.blocks) ? {} : { associatedInputs: 'none' };
  const rows = renderButtons(all, (button) =>
    button.action === 'close' ? { ...press(button), ...takesNothing } : press(button),
  );
  return rows.map((row, index) => (index === 0 ? { ...row, spacing: 'large' } : row));
}

/** A refusal stands at its field; on top too where the field is far down, and alone where it is about none. */
function alertOnTop(blocks: readonly Block[], { wrong }: ShownForm): CardPart[] {
  if (!wrong) return [];
  const at = blocks.findIndex((block) => block.kind === 'input' && block.id === wrong.field);
  return at >= 0 && at < 5 ? [] : [alert('error', wrong.text)];
}

function hasButtons(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'buttons' || (block.kind === 'text' && block.button) || isSearch(block));
}

/** A field to search in brings a button of its own. */
const isSearch = (block: Block): block is Input => block.kind === 'input' && block.type === 'search';
