import { describe, expect, test } from 'vitest';
import { renderCard, renderProfile } from '#channels/teams/render.ts';
import { renderDialog } from '#channels/teams/render-dialog.ts';
import type { JsonObject } from '#rehearsal/teams/contract.ts';
import { createChecker } from '#rehearsal/teams/limits/check.ts';
import type { Problem } from '#rehearsal/teams/limits/row.ts';
import { dialogWith, messageWith } from '#rehearsal/teams/limits/samples.ts';
import { everyRow, type Row } from '#src/golden/table.ts';

const check = createChecker([]);
const shown = { opens: (action: string) => action === 'reject', timeZone: null };

function problemOf({ view }: Row): Problem | null {
  if ('form' in view) return check.payload(dialogWith(json(renderDialog(view.form, shown).card)), 'dialog');
  const card = 'message' in view ? renderCard(view.message, shown) : renderProfile(view.page, shown);
  return check.payload(messageWith(json(card)), 'message');
}

/** As it goes over the wire. */
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject;

describe('Teams takes each view of the bot', () => {
  test.each(everyRow().map((row) => [row.name, row] as const))('%s', (_name, row) => {
    expect(problemOf(row)).toBeNull();
  });
});
