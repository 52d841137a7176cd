import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { renderCard, renderProfile } from '#channels/teams/render.ts';
import { renderDialog } from '#channels/teams/render-dialog.ts';
import { teamsHostConfig } from '#rehearsal/teams/host-config.ts';
import { everyRow, type Row } from '#src/golden/table.ts';
import { isJson, type Json } from './shown.ts';

// The package's entry for bundlers leaves out file endings, which Node does not forgive; the bundled file has all in one.
const microsoft: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
const shown = { opens: (action: string) => action === 'reject', timeZone: null };

function cardOf({ view }: Row): Json {
  if ('message' in view) return renderCard(view.message, shown);
  return 'form' in view ? renderDialog(view.form, shown).card : renderProfile(view.page, shown);
}

describe('Microsoft’s own reader of cards', () => {
  it.each(everyRow())('takes $name whole, and has nothing against it', (row) => {
    const json = cardOf(row);
    const context = new microsoft.SerializationContext();
    const card = new microsoft.AdaptiveCard();
    card.hostConfig = new microsoft.HostConfig(teamsHostConfig('light'));
    card.parse(json, context);
    const said = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
    expect(said).toEqual([]);
    const against = card.validateProperties().validationEvents.map(({ message }) => message);
    // A list that is filled while one types may begin empty.
    expect(
      against.filter((message) => message !== 'An Input.ChoiceSet must have at least one choice defined.'),
    ).toEqual([]);
    expect(strangers(json, card.toJSON(), '')).toEqual([]);
  });
});

/** Teams' own and the frame, which the format has no place for; so is the search while one types (`choices.data`). */
const known = ['/msteams', '/$schema', '/version'];

/** Properties that were not understood: written back, they are gone. */
function strangers(ours: unknown, theirs: unknown, at: string): string[] {
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs) || theirs.length !== ours.length) return [`${at}: ${ours.length} elements`];
    return ours.flatMap((one, index) => strangers(one, theirs[index], `${at}/${index}`));
  }
  if (!isJson(ours) || !isJson(theirs)) return [];
  return Object.entries(ours).flatMap(([key, value]) => {
    const here = `${at}/${key}`;
    if (known.includes(here) || key === 'data' || key === 'choices.data' || isDefault(key, value)) return [];
    return key in theirs ? strangers(value, theirs[key], here) : [here];
  });
}

/** What is left out when written back because it is so anyway. */
const isDefault = (key: string, value: unknown): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0) || (key === 'style' && value === 'compact');
