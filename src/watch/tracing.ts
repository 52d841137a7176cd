import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, isSpanContextValid, ROOT_CONTEXT, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Step, Watch } from '#application/watch.ts';
import type { TracesConfig } from './traces-config.ts';

/**
 * Traces by OpenTelemetry. This file is loaded only where the standard OTEL_ variables ask for it, and the SDK with it.
 * Attributes are kinds and outcomes out of our own lists.
 */
export interface Tracing {
  watch: Watch;
  /** Sends what was not sent yet, and ends. */
  stop(): Promise<void>;
}

/** The collector did not take what it was sent; nobody waits for it, and what is lost is only seen by nobody. */
type OnFault = (fault: Error | undefined) => void;

export function openTracing(config: TracesConfig, version: string, onFault: OnFault): Tracing {
  const exporter = telling(new OTLPTraceExporter({ url: config.url }), onFault);
  const named = resourceFromAttributes({ 'service.name': 'iqies-bot', 'service.version': version });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(named)
      // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say it better.
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(config),
    spanProcessors: [new BatchSpanProcessor({ exporter, ...config.batches })],
  });
  const tracer = provider.getTracer('iqies-bot', version);
  const current = new AsyncLocalStorage<Span>();

  const watch: Watch = {
    async step(step, work, outcomeOf = () => 'done') {
      const span = tracer.startSpan(
        nameOf(step),
        { attributes: attributesOf(step) },
        parentOf(step, current.getStore()),
      );
      try {
        const done = await current.run(span, work);
        span.setAttribute('iqies.outcome', outcomeOf(done));
        return done;
      } catch (fault) {
        // The kind of a fault alone: its message can hold what people entered.
        span.setAttribute('error.type', fault instanceof Error ? fault.name : 'fault');
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw fault;
      } finally {
        span.end();
      }
    },
    count: () => undefined,
    carry() {
      const { traceId, spanId, traceFlags } = current.getStore()?.spanContext() ?? {};
      if (traceId === undefined || spanId === undefined) return null;
      return `00-${traceId}-${spanId}-${(traceFlags ?? 0).toString(16).padStart(2, '0')}`;
    },
  };
  return { watch, stop: () => provider.shutdown() };
}

const nameOf = ({ layer, kind, on }: Step): string => [layer, on, kind].filter((part) => part !== null).join(' ');

const attributesOf = ({ layer, kind, on }: Step) => ({
  'iqies.layer': layer,
  'iqies.kind': kind,
  ...(on === null ? {} : { 'iqies.platform': on }),
});

/** What a task kept counts where nothing is under way: W3C's traceparent. */
function parentOf({ from }: Step, current: Span | undefined): Context {
  if (current !== undefined) return trace.setSpan(ROOT_CONTEXT, current);
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(from ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const kept = { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16), isRemote: true };
  return isSpanContextValid(kept) ? trace.setSpanContext(ROOT_CONTEXT, kept) : ROOT_CONTEXT;
}

/** The names that OTEL_TRACES_SAMPLER knows. */
function samplerOf({ sampler, ratio }: TracesConfig): Sampler {
  switch (sampler) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratio);
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  }
}

function telling(exporter: OTLPTraceExporter, onFault: OnFault): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0) onFault(result.error);
        done(result);
      }),
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}
