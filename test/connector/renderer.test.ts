/** The shapes against the tables inside Microsoft's renderer: neither knows a property that the other does not. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { ACTIONS, CARDS } from '#rehearsal/teams/limits/shapes/actions.ts';
import { ELEMENTS, PARTS } from '#rehearsal/teams/limits/shapes/elements.ts';
import { INPUTS } from '#rehearsal/teams/limits/shapes/inputs.ts';
import type { Shape } from '#rehearsal/teams/limits/shapes/shape.ts';

const microsoft: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
const { elements, actions } = microsoft.GlobalRegistry;

/** Read by the renderer's own code and not by its tables. */
const BY_HAND: Readonly<Record<string, string[]>> = {
  ActionSet: ['actions'],
  'Action.ShowCard': ['card'],
  AdaptiveCard: ['actions', 'authentication', 'body', 'fallbackText', 'refresh', 'speak', 'msteams', '$schema'],
  Column: ['items', 'width', 'type'],
  ColumnSet: ['columns'],
  Container: ['items'],
  RichTextBlock: ['inlines'],
  // The format says firstRowAsHeader, the renderer firstRowAsHeaders: both are taken.
  Table: ['rows', 'firstRowAsHeader'],
  TextRun: ['type'],
};
/** Taken by the renderer from its base classes, and not part of the format there. */
const INHERITED = ['lang', 'horizontalAlignment'];
const MORE = ['ActionSet orientation', 'Table style'];

const ALL: Readonly<Record<string, Shape>> = { ...ELEMENTS, ...INPUTS, ...ACTIONS };

interface Known {
  name: string;
  upTo15: boolean;
}

function knownOf(type: string): Known[] {
  const made = elements.findByName(type)?.objectType ?? actions.findByName(type)?.objectType;
  if (!made) return [];
  const schema = new made().getSchema();
  return Array.from({ length: schema.getCount() }, (_, index) => schema.getItemAt(index)).map((item) => ({
    name: item.name,
    upTo15: item.targetVersion.compareTo(microsoft.Versions.v1_5) <= 0,
  }));
}

describe.each(Object.entries(ALL))('%s', (type, { needs, may }) => {
  const ours = Object.keys({ ...needs, ...may });
  const known = knownOf(type);

  test('has no property that the renderer does not read', () => {
    const theirs = [...known.map(({ name }) => name), ...(BY_HAND[type] ?? []), 'fallback'];
    expect(ours.filter((name) => !theirs.includes(name))).toEqual([]);
  });

  test('has every property of up to 1.5 that the renderer reads', () => {
    const theirs = known.filter(({ upTo15 }) => upTo15).map(({ name }) => name);
    const own = theirs.filter((name) => MORE.includes(`${type} ${name}`));
    expect(theirs.filter((name) => !ours.includes(name) && ![...INHERITED, ...own].includes(name))).toEqual([]);
  });
});

test('all elements and actions of up to 1.5 are known', () => {
  const named = [elements, actions].flatMap((registry) =>
    Array.from({ length: registry.getItemCount() }, (_, index) => registry.getItemAt(index)),
  );
  const upTo15 = named.filter(({ schemaVersion }) => schemaVersion.compareTo(microsoft.Versions.v1_5) <= 0);
  const types = [...Object.keys(ALL), ...Object.keys(PARTS), ...Object.keys(CARDS)];
  expect(upTo15.map(({ typeName }) => typeName).filter((name) => !types.includes(name))).toEqual([]);
});
