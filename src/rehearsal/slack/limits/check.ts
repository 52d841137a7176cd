/** All limits together, and the check of what the bot sends against them. */
import { isObject } from '../json.ts';
import type { Checker, Problem } from '../world/checker.ts';
import { errorOf, type LimitRow, type Part, type UseRow, type Way } from './row.ts';
import { ANSWER_ROWS } from './rows/answers.ts';
import { BLOCK_ROWS } from './rows/blocks.ts';
import { ELEMENT_ROWS } from './rows/elements.ts';
import { MESSAGE_ROWS } from './rows/messages.ts';
import { NEW_BLOCK_ROWS } from './rows/new-blocks.ts';
import { OPTION_ROWS } from './rows/options.ts';
import { PLACE_ROWS } from './rows/places.ts';
import { VIEW_ROWS } from './rows/views.ts';
import { USE_ROWS } from './uses.ts';
import { partsOf } from './walk.ts';

export const LIMITS: readonly LimitRow[] = [
  ...VIEW_ROWS,
  ...MESSAGE_ROWS,
  ...PLACE_ROWS,
  ...BLOCK_ROWS,
  ...NEW_BLOCK_ROWS,
  ...ELEMENT_ROWS,
  ...OPTION_ROWS,
  ...ANSWER_ROWS,
];

export const USES: readonly UseRow[] = USE_ROWS;

/** The check with all limits but those that are switched off. */
export function createChecker(disabled: readonly string[]): Checker {
  const unknown = disabled.find((id) => ![...LIMITS, ...USES].some((row) => row.id === id));
  if (unknown !== undefined) throw new Error(`there is no limit ${unknown} to switch off`);
  const on = (row: { id: string }) => !disabled.includes(row.id);
  const byKind = Map.groupBy(
    LIMITS.filter(on).flatMap((row) => row.kinds.map((kind) => ({ kind, row }))),
    ({ kind }) => kind,
  );
  const uses = USES.filter(on);

  const payload = (value: unknown, shape: string, way: Way): Problem | null => {
    if (!isObject(value))
      return { error: errorOf({ error: null }, way), detail: 'is no JSON object', limit: 'right-types' };
    for (const part of partsOf(value, shape, way)) {
      for (const { row } of byKind.get(part.kind) ?? []) {
        const wrong = row.check(part);
        if (wrong !== null) return problem(row, part, wrong);
      }
    }
    return null;
  };

  return {
    view: (view, surface) => payload(view, surface, surface),
    message: (args, how = 'message') => payload(args, 'message', how),
    options: (response) => payload(response, 'options', 'options'),
    use(of, use) {
      for (const row of uses) {
        const wrong = row.of === of ? row.check(use) : null;
        if (wrong !== null) return { error: row.error, detail: `${row.what}: ${wrong}`, limit: row.id };
      }
      return null;
    },
  };
}

function problem(row: LimitRow, part: Part, wrong: string): Problem {
  const pointer = `${part.way === 'modal' || part.way === 'home' ? '/view' : ''}${part.pointer}`;
  return {
    error: errorOf(row, part.way),
    detail: `${wrong} [json-pointer:${pointer || '/'}] (${row.id})`,
    limit: row.id,
  };
}
