import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMetrics } from '#src/watch/metrics.ts';
import { ask, press, type Stage, stage } from '../slack/harness.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ variables: { OPERATOR_PORT: '0' } });
});
afterAll(() => on.stop());

const metrics = async (): Promise<string> => {
  const answer = await fetch(`${on.bot.operatorUrl}/metrics`);
  expect(answer.status).toBe(200);
  return answer.text();
};

describe('what Prometheus reads', () => {
  it('counts clicks, deliveries, answers and what was asked for, by kind and outcome', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await press(on.as('U0JOAN'), 'approve');
    await on.as('U0ANA').say('What is a CCN?');
    await on.delivered();
    const text = await metrics();
    for (const line of [
      /^iqies_bot_clicks_total\{platform="slack",kind="approve",outcome="done"\} 1$/m,
      /^iqies_bot_click_duration_seconds_count\{platform="slack",outcome="done"\} [1-9]/m,
      /^iqies_bot_payload_duration_seconds_count\{platform="slack",type="block_actions",outcome="answered"\} [1-9]/m,
      /^iqies_bot_deliveries_total\{platform="slack",kind="card",outcome="delivered"\} [2-9]/m,
      /^iqies_bot_answers_total\{outcome="answer"\} 1$/m,
      /^iqies_bot_request_items\{status="approved"\} 1$/m,
      /^iqies_bot_http_requests_total\{route="\/slack\/events",code="200"\} [1-9]/m,
      /^iqies_bot_outbox_oldest_due_age_seconds \d/m,
      /^iqies_bot_build_info\{version="\d+\.\d+\.\d+",node="24\.[^"]+",database="[a-z]+"\} 1$/m,
      /^nodejs_eventloop_lag_p99_seconds /m,
    ])
      expect(text).toMatch(line);
  });

  it('names nobody and no place, and has no more lines than kinds and outcomes', async () => {
    const text = await metrics();
    for (const personal of ['Ana', 'Joan', 'valley-care', '165326', 'U0ANA', 'CCN?', on.workspace.teamId])
      expect(text).not.toContain(personal);
    const { db } = on.bot.database;
    const ids = await db.selectFrom('person').select('id').execute();
    for (const { id } of ids) expect(text).not.toContain(id);
  });

  it('is not to be had on the port that platforms post to, nor under a foreign name', async () => {
    expect((await fetch(`${on.bot.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${on.bot.url}/metrics`, { method: 'POST' })).status).toBe(404);
    const { port } = new URL(on.bot.operatorUrl ?? '');
    const { get } = await import('node:http');
    const status = await new Promise((resolve) => {
      get({ port, path: '/metrics', headers: { host: `evil.example:${port}` } }, (answer) =>
        resolve(answer.statusCode),
      );
    });
    expect(status).toBe(403);
  });
});

describe('the dashboard', () => {
  const dashboard = JSON.parse(readFileSync('manifests/grafana/iqies-bot.json', 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };

  it('names only metrics that there are', async () => {
    const { text } = openMetrics({ version: '0', node: '0', database: 'embedded' });
    const known = new Set([...(await text(async () => null)).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const named = dashboard.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:iqies_bot|nodejs|process)_\w+/g) ?? []),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name.replace(/_(?:bucket|count|sum)$/, '')) && !known.has(name))).toEqual(
      [],
    );
  });

  it('has a panel for each metric of the bot', async () => {
    const { text } = openMetrics({ version: '0', node: '0', database: 'embedded' });
    const known = [...(await text(async () => null)).matchAll(/^# TYPE (iqies_bot_\S+)/gm)].map(
      ([, name]) => name ?? '',
    );
    const shown = JSON.stringify(dashboard.panels);
    expect(known.filter((name) => !shown.includes(name))).toEqual([]);
  });
});
