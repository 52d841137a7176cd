import { expect, it } from 'vitest';
import { ask, press, stage } from '../slack/harness.ts';
import { collector, type SeenSpan } from './collector.ts';

it('one trace leads from a click over the record and the outbox to each delivery, and names nobody', async () => {
  const seen = await collector();
  const on = await stage({ variables: { OTEL_EXPORTER_OTLP_ENDPOINT: seen.url, OTEL_BSP_SCHEDULE_DELAY: '60000' } });
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  await press(on.as('U0JOAN'), 'approve');
  await on.delivered();
  await on.as('U0ANA').say('May Joan Lee of Bloomfield approve my own request?');
  await on.delivered();
  await on.stop();
  await seen.stop();

  const spans = seen.spans();
  const click = spans.find(({ name }) => name === 'click slack approve');
  const trace = spans.filter(({ traceId }) => traceId === click?.traceId);
  const above = (span: SeenSpan | undefined): string[] => {
    const parent = trace.find(({ spanId }) => spanId === span?.parentId);
    return parent === undefined ? [] : [...above(parent), parent.name];
  };
  const change = trace.find(
    ({ name, parentId }) =>
      name === 'record change' && trace.find(({ spanId }) => spanId === parentId)?.name === 'use case decide-request',
  );
  expect(above(change)).toEqual(['payload slack block_actions', 'click slack approve', 'use case decide-request']);
  // Joan's card, Raj's copy, Ana's status and the notice to her.
  const deliveries = trace.filter(({ name }) => name.startsWith('delivery slack'));
  expect(deliveries.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['delivery slack card', 'delivery slack status', 'delivery slack tell']),
  );
  for (const delivery of deliveries) expect(above(delivery)).toContain('click slack approve');

  for (const personal of ['Ana', 'Joan', 'Lee', 'valley-care', 'Bloomfield', '165326', 'U0ANA', 'my own request'])
    expect(seen.words()).not.toContain(personal);
  const keys = new Set(spans.flatMap(({ attributes }) => Object.keys(attributes)));
  expect([...keys].sort()).toEqual(['iqies.kind', 'iqies.layer', 'iqies.outcome', 'iqies.platform']);
});

it('a collector that is away keeps nobody waiting, not even when the bot stops', async () => {
  const on = await stage({
    variables: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_TIMEOUT: '200' },
  });
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  const from = performance.now();
  await on.bot.stop();
  expect(performance.now() - from).toBeLessThan(4_000);
  await on.stop();
});
