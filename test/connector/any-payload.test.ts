import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject } from '#rehearsal/slack/json.ts';
import { partsOfCard } from '#rehearsal/teams/cards/tree.ts';
import type { Json, JsonObject } from '#rehearsal/teams/contract.ts';
import { createChecker, LIMITS } from '#rehearsal/teams/limits/check.ts';
import type { LimitRow, Way } from '#rehearsal/teams/limits/row.ts';
import { card, execute, messageWith, submit } from '#rehearsal/teams/limits/samples.ts';
import { setStage } from './stage.ts';

const WAYS: readonly Way[] = ['message', 'dialog', 'execute', 'search', 'query'];
const small = LIMITS.filter((row) => JSON.stringify(row.accepted()).length < 2_000);
const check = createChecker([]);
// Without these the rows themselves meet what has no shape.
const trusting = createChecker(['right-types', 'needed-fields', 'known-keys', 'known-types', 'known-words']);

test('whatever a bot sends is judged, never a crash', () => {
  fc.assert(
    fc.property(fc.constantFrom<LimitRow>(...small), fc.jsonValue({ maxDepth: 2 }), fc.nat(), (row, value, where) => {
      const payload = replaced(row.accepted(), where, value as Json);
      for (const checker of [check, trusting]) for (const way of WAYS) checker.payload(payload, way);
      if (isObject(payload)) partsOfCard(payload);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['toString', 'valueOf', '__proto__', 'constructor'])('a property named %s is unknown', (key) => {
  const body = JSON.parse(`[{"type":"TextBlock","text":"x","${key}":["x"]}]`) as Json;
  expect(check.payload(messageWith(card(body)), 'message')).toMatchObject({ limit: 'known-keys' });
});

test('a card that is deeper than any person could read is refused, not followed for ever', () => {
  let body: JsonObject = { type: 'TextBlock', text: 'x' };
  for (let depth = 0; depth < 500; depth += 1) body = { type: 'Container', items: [body] };
  expect(check.payload(messageWith(card([body])), 'message')).toMatchObject({ limit: 'right-types' });
  const endless = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as Json;
  expect(check.payload({ type: 'message', text: 'x', value: endless }, 'message')).toMatchObject({
    code: 'BadArgument',
  });
});

test('three seconds are in time, a millisecond more is not', () => {
  expect(check.answerTime(3_000)).toBeNull();
  expect(check.answerTime(3_001)).toMatchObject({ limit: 'answer-in-time' });
  expect(createChecker(['answer-in-time']).answerTime(60_000)).toBeNull();
});

test('whatever a bot answers, its people can go on', async () => {
  const stage = await setStage();
  const ana = stage.connector.member('ANA');
  const search = {
    type: 'Input.ChoiceSet',
    id: 'find',
    style: 'filtered',
    'choices.data': { type: 'Data.Query', dataset: 'd' },
  };
  const open = submit({ title: 'Open', data: { msteams: { type: 'task/fetch' } } });
  const messageId = await stage.post('ANA', messageWith(card([search], { actions: [execute(), open] })));
  const accepted = small.filter(({ by }) => by !== 'message').map((row) => row.accepted());
  const answers = fc.tuple(fc.constantFrom(...accepted), fc.jsonValue({ maxDepth: 2 }), fc.nat());
  await fc.assert(
    fc.asyncProperty(answers, async ([good, value, where]) => {
      stage.answer = () => replaced(good, where, value as Json);
      await ana.press({ surface: 'message', messageId, title: 'Open' });
      ana.close();
      await ana.press({ surface: 'message', messageId, title: 'Open' });
      await ana.search('find', 'x', messageId);
      await ana.query('searchAnswers', 'x');
      ana.screen();
      ana.close();
    }),
    { numRuns: 60 },
  );
  await stage.stop();
});

test('whatever comes over the wire is answered: no body, no JSON, a list, a path of nonsense', async () => {
  const stage = await setStage();
  const paths = [
    'conversations',
    'conversations/%E0%A4%A/activities',
    'conversations/a%3A1aadana/activities',
    'teams/x',
  ];
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    for (const path of paths)
      for (const body of ['', '{', '[]', 'null', '"x"', '{"members":[null],"channelData":[1],"activity":7}'])
        expect((await stage.call(method, path, body)).status).toBeGreaterThanOrEqual(400);
  await stage.stop();
});

/** The same JSON with the node of this number, counted from outside in, replaced. */
function replaced(payload: Json, where: number, value: Json): Json {
  const inner = (node: Json) => (Array.isArray(node) ? node : isObject(node) ? Object.values(node) : []);
  const count = (node: Json): number => inner(node).reduce((sum: number, one) => sum + count(one), 1);
  let left = where % count(payload);
  const copy = (node: Json): Json => {
    left -= 1;
    if (left === -1) return value;
    if (Array.isArray(node)) return node.map(copy);
    if (!isObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, copy(one)]));
  };
  return copy(payload);
}
