import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderHome, renderMessage, renderModal } from '#channels/slack/render.ts';
import { renderCard, renderProfile } from '#channels/teams/render.ts';
import { renderDialog } from '#channels/teams/render-dialog.ts';
import { refusals } from '#copy/refusals.ts';
import { createChecker } from '#rehearsal/slack/limits/check.ts';
import { everyRow, type Row } from '#src/golden/table.ts';
import { readSlack } from './read-slack.ts';
import { formButtons, readTeams } from './read-teams.ts';
import { bare, type Read } from './shown.ts';

const rows = everyRow();
const check = createChecker([]);
const shown = { opens: (action: string) => action === 'reject', timeZone: null };

function onSlack({ view }: Row): unknown {
  if ('message' in view) return renderMessage(view.message);
  return 'form' in view ? renderModal(view.form) : renderHome(view.page);
}

function onTeams({ view }: Row): { body: unknown } {
  if ('message' in view) return renderCard(view.message, shown);
  return 'form' in view ? renderDialog(view.form, shown).card : renderProfile(view.page, shown);
}

const blocksOf = (payload: unknown): Read => readSlack((payload as { blocks: unknown }).blocks);

describe('every view is in the table', () => {
  const views = join(import.meta.dirname, '../../src/views');
  const named = readdirSync(views).flatMap((file) =>
    [
      ...readFileSync(join(views, file), 'utf8').matchAll(
        /^export function (\w+)\([^{]*?\): (?:Message|Form|Page) \{/gms,
      ),
    ].map((match) => match[1] ?? ''),
  );

  it.each(named)('%s', (name) => {
    expect(rows.map((row) => row.name.split(/[: (]/)[0])).toContain(name);
  });

  it('there are views at all', () => {
    expect(named.length).toBeGreaterThan(30);
  });
});

describe.each(rows)('$name', (row) => {
  it('is one that Slack takes', () => {
    const payload = onSlack(row) as { text?: unknown; blocks?: unknown };
    const problem =
      'message' in row.view ? check.message(payload) : check.view(payload, 'form' in row.view ? 'modal' : 'home');
    expect(problem).toBeNull();
  });

  it('is no larger than Teams takes', () => {
    expect(JSON.stringify(onTeams(row)).length).toBeLessThan(80_000);
  });

  it('has the same buttons on both, each with the same value and the same question', () => {
    const slack = blocksOf(onSlack(row)).buttons;
    const teams = readTeams(onTeams(row)).buttons;
    expect(teams.map(sameButton)).toEqual(slack.map(sameButton));
  });

  it('asks the same on both, and starts from the same', () => {
    const slack = blocksOf(onSlack(row)).fields;
    const teams = readTeams(onTeams(row)).fields;
    expect(teams.map(sameField)).toEqual(slack.map(sameField));
  });

  it('says the same words on both', () => {
    const slack = blocksOf(onSlack(row)).words;
    const teams = readTeams(onTeams(row)).words;
    expect(missingIn(teams, slack)).toEqual([]);
    if (row.mood !== 'many') expect(missingIn(slack, teams)).toEqual([]);
  });

  it('can be sent and closed on both, under the same names', () => {
    if (!('form' in row.view)) return;
    const { submit, close } = row.view.form;
    const buttons = formButtons(onTeams(row)).filter(({ action }) => !action.startsWith('search:'));
    expect(buttons).toEqual([
      ...(submit === null ? [] : [{ action: 'submit', label: submit }]),
      { action: 'close', label: close },
    ]);
  });
});

/** Slack cuts a label at 75 signs and a question at 300. */
const sameButton = ({ action, value, label, look, asks }: Read['buttons'][number]) => ({
  action,
  value,
  label: bare(label).slice(0, 70),
  look,
  asks: asks === undefined ? undefined : bare(asks).slice(0, 90),
});

/** Slack takes 3,000 signs in a field; several ticks and a list of several are one thing in Teams. */
const sameField = ({ id, kind, options, starts, most }: Read['fields'][number]) => ({
  id,
  kind,
  options,
  starts,
  most: most === undefined ? undefined : Math.min(most, 3_000),
});

/** Pieces of the one that the other does not say. What was cut counts by its beginning. */
function missingIn(all: readonly string[], pieces: readonly string[]): string[] {
  const whole = bare(all.join(' '));
  return pieces.filter((piece) => {
    const wanted = piece.includes('…') || piece.length > 140 ? bare(piece).slice(0, 60) : bare(piece);
    return !whole.includes(wanted.trim());
  });
}

describe('what is said on every platform', () => {
  it.each(rows.filter(({ mood }) => mood === 'usual'))('$name names nothing that only Slack has', (row) => {
    expect(blocksOf(onSlack(row)).words.join('\n')).not.toMatch(/Home tab|\/iqies|workspace|modal/i);
  });

  it.each(Object.entries(refusals))('the refusal %s names nothing that only Slack has', (_name, words) => {
    expect(words).not.toMatch(/Home tab|\/iqies|workspace|modal|Slack/i);
  });
});
