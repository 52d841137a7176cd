import { describe, expect, it } from 'vitest';
import { renderDialog } from '#channels/teams/render-dialog.ts';
import { typedAgain, typedOf } from '#channels/teams/typed.ts';
import { createChecker } from '#rehearsal/teams/limits/check.ts';
import { dialogWith } from '#rehearsal/teams/limits/samples.ts';
import { strangeWords } from '#src/golden/cast.ts';
import { everyRow } from '#src/golden/table.ts';
import type { Form } from '#views/elements.ts';
import { readTeams } from '../views/read-teams.ts';

const check = createChecker([]);
const forms = everyRow().flatMap(({ name, view }) => {
  if (!('form' in view)) return [];
  const ids = view.form.blocks.flatMap((block) => (block.kind === 'input' ? [block.id] : []));
  return ids.length === 0 ? [] : [{ name, form: view.form, ids }];
});

function taken(form: Form, shown: Parameters<typeof renderDialog>[1]) {
  const { card } = renderDialog(form, shown);
  return check.payload(dialogWith(JSON.parse(JSON.stringify(card))), 'dialog');
}

describe.each(forms)('$name, shown again', ({ form, ids }) => {
  it('is taken by Teams with a refusal at each field, whatever came from outside', () => {
    for (const garbage of ['', strangeWords, ',,%,%2C,', 'x'.repeat(10_000)]) {
      const typed = Object.fromEntries(
        ids.flatMap((id) => [
          [id, garbage],
          [`${id}-search`, garbage],
        ]),
      );
      for (const field of [null, 'toString', ...ids]) {
        const wrong = { field, text: strangeWords };
        expect(taken(form, { timeZone: null, typed, wrong })).toBeNull();
      }
    }
  });

  it('is taken by Teams with what a search found, much or nothing', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => ({ value: `${n},`, label: `${strangeWords} ${n}` }));
    for (const options of [[], hundred])
      expect(taken(form, { timeZone: null, found: Object.fromEntries(ids.map((id) => [id, options])) })).toBeNull();
  });

  it('is the same as before when nothing was changed in it', () => {
    const before = renderDialog(form, { timeZone: null }).card;
    const fields = readTeams(before).fields;
    // What a client sends for a form as it stands: the start of each input.
    const sent = { inputs: ids, ...Object.fromEntries(starts(before.body)) };
    expect(readTeams(renderDialog(form, { timeZone: null, typed: typedAgain(sent) }).card).fields).toEqual(fields);
    const typed = typedOf(sent);
    for (const { id, kind, starts: start } of fields)
      if (kind === 'several' || kind === 'search') expect(typed.chosen(id)?.map(({ value }) => value)).toEqual(start);
  });
});

const starts = (body: readonly Record<string, unknown>[]): [string, string][] =>
  body.flatMap((element) =>
    typeof element.id === 'string' && String(element.type).startsWith('Input.')
      ? [
          [
            element.id,
            typeof element.value === 'string' ? element.value : element.type === 'Input.Toggle' ? 'false' : '',
          ],
        ]
      : [],
  );
