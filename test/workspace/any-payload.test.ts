import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '#rehearsal/slack/contract.ts';
import { isObject } from '#rehearsal/slack/json.ts';
import { createChecker, LIMITS } from '#rehearsal/slack/limits/check.ts';
import type { LimitRow } from '#rehearsal/slack/limits/row.ts';

const small = LIMITS.filter((row) => JSON.stringify(row.accepted()).length < 2_000);
const check = createChecker([]);
// Without these the rows themselves meet what has no shape.
const trusting = createChecker(['right-types', 'needed-fields', 'known-keys', 'known-types']);

test('whatever a bot sends is judged, never a crash', () => {
  const anyRow = fc.constantFrom<LimitRow>(...small);
  fc.assert(
    fc.property(anyRow, fc.jsonValue({ maxDepth: 2 }), fc.nat(), (row, value, where) => {
      const payload = replaced(row.accepted(), where, value as Json);
      for (const checker of [check, trusting]) {
        checker.view(payload, row.by === 'home' ? 'home' : 'modal');
        checker.message(payload as JsonObject);
        checker.options(payload);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each(['toString', 'valueOf', '__proto__', 'constructor', 'hasOwnProperty'])(
  'a field named %s is unknown',
  (key) => {
    const message = JSON.parse(`{"text":"Hello","blocks":[{"type":"divider","${key}":["x"]}]}`) as JsonObject;
    expect(check.message(message)).toMatchObject({ limit: 'known-keys' });
  },
);

test('a check changes nothing of what it looks at', () => {
  for (const row of small) {
    const payload = row.refused();
    const before = JSON.stringify(payload);
    check.view(payload, 'modal');
    check.message(payload);
    expect(JSON.stringify(payload)).toBe(before);
  }
});

test('only a limit that exists can be switched off', () => {
  expect(() => createChecker(['no-such-limit'])).toThrow('no-such-limit');
});

/** The same JSON with the node of this number, counted from outside in, replaced. */
function replaced(payload: Json, where: number, value: Json): Json {
  let nodes = 0;
  const count = (node: Json): void => {
    nodes += 1;
    for (const inner of Array.isArray(node) ? node : isObject(node) ? Object.values(node) : []) count(inner);
  };
  count(payload);
  let left = where % nodes;
  const copy = (node: Json): Json => {
    left -= 1;
    if (left === -1) return value;
    if (Array.isArray(node)) return node.map(copy);
    if (!isObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, copy(inner)]));
  };
  return copy(payload);
}
