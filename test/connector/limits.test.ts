import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#rehearsal/teams/contract.ts';
import { LIMITS } from '#rehearsal/teams/limits/check.ts';
import type { LimitRow } from '#rehearsal/teams/limits/row.ts';
import { card, execute, messageWith, submit } from '#rehearsal/teams/limits/samples.ts';
import { type Stage, setStage } from './stage.ts';

/** A message with one of each thing that an invoke starts from. */
const STARTS = messageWith(
  card(
    [{ type: 'Input.ChoiceSet', id: 'find', style: 'filtered', 'choices.data': { type: 'Data.Query', dataset: 'd' } }],
    { actions: [execute(), submit({ title: 'Open', data: { msteams: { type: 'task/fetch' } } })] },
  ),
);

/** Sends a payload its way. @returns the id of the limit that refused it, or null */
async function send(stage: Stage, { by }: LimitRow, payload: JsonObject): Promise<string | null> {
  const { connector } = stage;
  const before = connector.refusals().length;
  if (by === 'message') await stage.call('POST', `conversations/${ANA_CHAT}/activities`, payload);
  else await invoke(stage, by, payload);
  const refusal = connector.refusals()[before];
  return refusal ? (refusal.limit ?? refusal.code) : null;
}

const ANA_CHAT = encodeURIComponent('a:1aadana');

async function invoke(stage: Stage, by: LimitRow['by'], answer: Json): Promise<void> {
  const ana = stage.connector.member('ANA');
  const messageId = await stage.post('ANA', STARTS);
  stage.answer = () => answer;
  if (by === 'dialog') await ana.press({ surface: 'message', messageId, title: 'Open' });
  if (by === 'execute') await ana.press({ surface: 'message', messageId, verb: 'go' });
  if (by === 'search') {
    ana.close();
    await ana.search('find', 'x', messageId);
  }
  if (by === 'query') await ana.query('searchAnswers', 'x');
}

describe('each limit of Teams', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.stop());

  test.each(LIMITS.map((row) => [row.id, row] as const))('%s: at the limit is accepted', async (_id, row) => {
    expect(await send(stage, row, row.accepted())).toBeNull();
  });

  test.each(LIMITS.map((row) => [row.id, row] as const))('%s: over the limit is refused, by it', async (id, row) => {
    expect(await send(stage, row, row.refused())).toBe(id);
  });
});

test.each(LIMITS.map((row) => [row.id, row] as const))('%s: no other limit refuses the same', async (id, row) => {
  const stage = await setStage({ disabledLimits: [id] });
  expect(await send(stage, row, row.refused()).finally(() => stage.stop())).toBeNull();
});

test('every limit has its own id, a sentence, and the page that says so', () => {
  expect(new Set(LIMITS.map(({ id }) => id)).size).toBe(LIMITS.length);
  for (const { id, what, source } of LIMITS) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(what.length).toBeGreaterThan(10);
    expect(source).toMatch(/^https:\/\/(learn\.microsoft\.com|adaptivecards\.io)\//);
  }
});

test('only a limit that exists can be switched off', async () => {
  await expect(setStage({ disabledLimits: ['no-such-limit'] })).rejects.toThrow('no-such-limit');
});
