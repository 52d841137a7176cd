import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RecordGauges } from '#application/overview.ts';
import type { Watch } from '#application/watch.ts';

/**
 * Metrics by the conventions of Prometheus: base units, `_total` on counters, few label values, each from a list of ours. No
 * label names a person, an organization or a request.
 */
export interface Metrics {
  watch: Watch;
  /** An HTTP request was answered on the port that platforms post to. */
  answered(route: string, code: number): void;
  /** What stands at GET /metrics. @param gauges what the record says now; null while it can't be read */
  text(gauges: () => Promise<RecordGauges | null>): Promise<string>;
  contentType: string;
}

/** From what a person does not notice to what a platform gives up on. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10];

/** @param build what runs here, for `iqies_bot_build_info` */
export function openMetrics(build: { version: string; node: string; database: string }): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const counter = <const L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `iqies_bot_${name}`, help, labelNames, registers });
  const gauge = <const L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `iqies_bot_${name}`, help, labelNames, registers });
  const histogram = <const L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram({ name: `iqies_bot_${name}`, help, labelNames, buckets: seconds, registers });

  gauge('build_info', 'What runs here; always 1.', ['version', 'node', 'database']).set(build, 1);
  const http = counter('http_requests_total', 'HTTP requests to the port that platforms post to.', ['route', 'code']);
  const payloads = histogram('payload_duration_seconds', 'From a payload of a platform to its answer.', [
    'platform',
    'type',
    'outcome',
  ]);
  const clicks = counter('clicks_total', 'Buttons pressed and forms sent.', ['platform', 'kind', 'outcome']);
  const clickTimes = histogram('click_duration_seconds', 'What a button or form took, its commit included.', [
    'platform',
    'outcome',
  ]);
  const answers = counter('answers_total', 'Questions, by what they were answered with.', ['outcome']);
  const recordTimes = histogram('record_duration_seconds', 'Reads and changes of the record.', ['kind', 'outcome']);
  const deliveries = counter('deliveries_total', 'Messages and other tasks, each try.', [
    'platform',
    'kind',
    'outcome',
  ]);
  const deliveryTimes = histogram('delivery_duration_seconds', 'What one try of a delivery took.', ['platform']);
  const paused = counter('platform_pauses_total', 'How often a platform said “come back later”.', ['platform']);
  const databaseErrors = counter('database_errors_total', 'Queries that the database did not do.', ['reason']);
  const up = gauge('record_readable', '1 while the record can be read, else 0.');
  const items = gauge('request_items', 'What was asked for, each organization of a request by itself, by status.', [
    'status',
  ]);
  const due = gauge('outbox_due_tasks', 'Tasks that are due and not done.', ['platform']);
  const oldest = gauge('outbox_oldest_due_age_seconds', 'Since when the longest waiting due task is due.');
  const dead = gauge('outbox_dead_tasks', 'Deliveries that were given up and wait for the operator.', ['platform']);
  const notices = gauge('operator_notices_open', 'Notices to the operator that are not marked as handled.');

  const watch: Watch = {
    async step({ layer, kind, on }, work, outcomeOf = () => 'done') {
      const from = performance.now();
      let outcome = 'failed';
      try {
        const done = await work();
        outcome = outcomeOf(done);
        return done;
      } finally {
        const took = (performance.now() - from) / 1_000;
        const platform = on ?? 'none';
        switch (layer) {
          case 'payload':
            payloads.observe({ platform, type: kind, outcome }, took);
            break;
          case 'click':
            clicks.inc({ platform, kind, outcome });
            clickTimes.observe({ platform, outcome }, took);
            break;
          case 'use case':
            if (kind === 'answer-question') answers.inc({ outcome });
            break;
          case 'record':
            recordTimes.observe({ kind, outcome }, took);
            break;
          case 'delivery':
            deliveries.inc({ platform, kind, outcome });
            deliveryTimes.observe({ platform }, took);
            break;
        }
      }
    },
    count(what) {
      if (what.kind === 'pause') paused.inc({ platform: what.on });
      else databaseErrors.inc({ reason: what.why });
    },
    carry: () => null,
  };

  function show(now: RecordGauges | null): void {
    up.set(now === null ? 0 : 1);
    for (const one of [items, due, oldest, dead, notices]) one.reset();
    if (now === null) {
      // An old number would look like a new one: what is not known is left out.
      for (const one of [oldest, notices]) one.remove();
      return;
    }
    for (const { status, count } of now.items) items.set({ status }, count);
    for (const { platform, count } of now.due) due.set({ platform }, count);
    for (const { platform, count } of now.dead) dead.set({ platform }, count);
    oldest.set(now.oldestDueMs / 1_000);
    notices.set(now.openNotices);
  }

  return {
    watch,
    answered: (route, code) => http.inc({ route, code }),
    async text(gauges) {
      show(await gauges());
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
