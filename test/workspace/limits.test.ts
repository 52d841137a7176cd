import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, USES } from '#rehearsal/slack/limits/check.ts';
import { ALONE_CASES, LIMIT_CASES, type LimitStage, setLimitStage } from './limit-cases.ts';

// scripts/limits-matter.ts sets it, to see this test fail without a row.
const disabled = (process.env.WORKSPACE_DISABLED_LIMITS ?? '').split(',').filter(Boolean);

describe('each limit of Slack', () => {
  let stage: LimitStage;
  beforeAll(async () => {
    stage = await setLimitStage(disabled);
  });
  afterAll(() => stage.stop());

  test.each(LIMIT_CASES)('$name', ({ run }) => run(stage));
});

describe('each limit alone', () => {
  test.each(ALONE_CASES)('$name', async ({ row, run }) => {
    const stage = await setLimitStage([row]);
    await run(stage).finally(() => stage.stop());
  });
});

test('every limit has its own id, a sentence, and the page that says so', () => {
  const rows = [...LIMITS, ...USES];
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { id, what, source } of rows) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(what.length).toBeGreaterThan(10);
    expect(source).toMatch(/^https:\/\/(docs\.slack\.dev|github\.com\/slackapi)\//);
  }
});
