import type { Typed } from '#channels/clicks/typed.ts';
import { choiceValue, chosenValues } from './choice-values.ts';

/**
 * What stands in the inputs of a dialog, read from the data of its button. Some clients leave out what is empty: the
 * names of all inputs came with the button (`inputs`), so that an emptied field is told from one that isn't asked.
 */
export function typedOf(data: Readonly<Record<string, unknown>>): Typed {
  const asked = Array.isArray(data.inputs) ? data.inputs : [];
  const sent = (id: string): string | null => {
    const value = Object.hasOwn(data, id) ? data[id] : undefined;
    if (typeof value === 'string') return value;
    return asked.includes(id) ? '' : null;
  };
  return {
    words: sent,
    choice: sent,
    chosen(id) {
      const value = sent(id);
      // Teams sends no labels; who shows one looks it up.
      return value === null ? null : chosenValues(value).map((one) => ({ value: one, label: one }));
    },
    ticked(id, value) {
      const ticks = sent(id);
      return ticks === null ? null : ticks.split(',').includes(choiceValue(value));
    },
  };
}

/** The same as `renderDialog` takes it, to show the form again as it was filled in. */
export function typedAgain(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const own = Object.entries(data).filter(
    ([id]) => !['action', 'value', 'form', 'memo', 'inputs', 'trail', 'msteams'].includes(id),
  );
  return Object.fromEntries(own.flatMap(([id, value]) => (typeof value === 'string' ? [[id, value]] : [])));
}
