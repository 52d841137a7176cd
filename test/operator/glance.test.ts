import { expect, it } from 'vitest';
import { glanceSection } from '#src/operator/sections.ts';

type Numbers = Parameters<typeof glanceSection>[0];
const day = 24 * 60 * 60 * 1000;

/** The page's first numbers, with decisions of these weeks. */
function glance(...weeks: readonly [decisions: number, medianMs: number | null][]): string {
  const numbers = {
    waiting: { places: [], ages: [] },
    weeks: weeks.map(([decisions, medianMs], n) => ({ beginsAt: n * 7 * day, decisions, medianMs, p90Ms: medianMs })),
    thin: { none: 0 },
    questions: { open: 0 },
    deliveries: { ways: [] },
  } as unknown as Numbers;
  return glanceSection(numbers, 0).html;
}

it('a week that has just begun does not speak for how long decisions take', () => {
  expect(glance([30, 3 * day], [2, 0], [0, null])).toContain('3 days');
  expect(glance([30, 3 * day], [5, 4 * day])).toContain('4 days');
});

it('where few are decided, the newest week that has any speaks', () => {
  expect(glance([2, 3 * day], [1, 2 * day], [0, null])).toContain('2 days');
});
