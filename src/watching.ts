import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noWatch, together, type Watch } from '#application/watch.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { deliveryPulse } from './readiness.ts';
import type { Metrics } from './watch/metrics.ts';

/** Those who watch the bot at work. What is not configured is not loaded. */
export interface Watching {
  watch: Watch;
  /** null where nobody reads them. */
  metrics: Metrics | null;
  /** When the last try of a delivery ended, or the bot started. */
  lastDeliveryAt(): number;
  stop(): Promise<void>;
}

/** The longest that a stop waits for a collector. */
const flushWithinMs = 1_000;

/** Metrics where the operator's port is on, traces where OTEL_ variables ask for them. */
export async function openWatching(config: Config, log: Logger): Promise<Watching> {
  const pulse = deliveryPulse();
  const watches: Watch[] = [pulse.watch];
  let metrics: Metrics | null = null;
  let stop = async () => {};
  const version = packageVersion();
  if (config.operator !== null) {
    const { openMetrics } = await import('./watch/metrics.ts');
    const database = config.databaseUrl === null ? 'embedded' : 'postgresql';
    metrics = openMetrics({ version, node: process.versions.node, database });
    watches.push(metrics.watch);
  }
  if (config.traces !== null) {
    const { openTracing } = await import('./watch/tracing.ts');
    const tracing = openTracing(config.traces, version, seldom(log));
    watches.push(tracing.watch);
    stop = async () => {
      const { setTimeout: wait } = await import('node:timers/promises');
      await Promise.race([tracing.stop().catch(() => undefined), wait(flushWithinMs, undefined, { ref: false })]);
    };
  }
  return {
    watch: watches.length === 0 ? noWatch : together(watches),
    metrics,
    lastDeliveryAt: pulse.lastAt,
    stop,
  };
}

const tellEveryMs = 10 * 60 * 1000;

/** A collector that is away is no news each five seconds. */
function seldom(log: Logger): (fault: Error | undefined) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (fault) => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    log.warn({ err: fault }, 'the collector of OTEL_EXPORTER_OTLP_ENDPOINT does not take traces');
  };
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
