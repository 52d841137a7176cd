import { z } from 'zod';
import { samplers, type TracesConfig } from './watch/traces-config.ts';

/** Where the operator watches the bot: the page and metrics on a port of their own, and traces by the standard OTEL_ variables. */

/** The page, GET /metrics and GET /readyz of the operator. */
export interface OperatorConfig {
  host: string;
  port: number;
  /** Who knows it is the operator; null: whoever sits at this computer is. */
  token: string | null;
}

const number = (usual: number) => z.coerce.number().int().min(1).default(usual);
/** OpenTelemetry reads other words as no. */
const isTrue = z
  .string()
  .optional()
  .transform((text) => text?.toLowerCase() === 'true');

export const watchVariables = {
  OPERATOR_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  OPERATOR_HOST: z.string().min(1).default('127.0.0.1'),
  OPERATOR_TOKEN: z
    .string()
    .regex(
      /^[\x21-\x7e]{24,256}$/,
      'is 24 characters or more, without spaces: for example of “openssl rand -base64 32”',
    )
    .optional(),
  OTEL_SDK_DISABLED: isTrue,
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('is a web address').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url('is a web address').optional(),
  OTEL_TRACES_SAMPLER: z.enum(samplers).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: number(5_000),
  OTEL_BSP_EXPORT_TIMEOUT: number(30_000),
  OTEL_BSP_MAX_QUEUE_SIZE: number(2_048),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: number(512),
};

const variables = z.object(watchVariables);
type Values = z.infer<typeof variables>;

/** What contradicts itself, one sentence each. */
export function watchProblems(values: Values): string[] {
  const problems: string[] = [];
  if (values.OPERATOR_PORT !== undefined && values.OPERATOR_TOKEN === undefined && !isLoopback(values.OPERATOR_HOST))
    problems.push(
      'OPERATOR_TOKEN is missing: with OPERATOR_HOST other than 127.0.0.1, ::1 or localhost the operator’s page and the metrics could be read by anybody who reaches them.',
    );
  const { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: own, OTEL_EXPORTER_OTLP_PROTOCOL: all } = values;
  if (wantsTraces(values) && (own ?? all ?? 'http/protobuf') !== 'http/protobuf')
    problems.push(
      `${own === undefined ? 'OTEL_EXPORTER_OTLP_PROTOCOL' : 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'} is http/protobuf here: every collector takes it, on port 4318 as a rule.`,
    );
  const { OTEL_TRACES_EXPORTER: exporter } = values;
  if (exporter !== undefined && !['otlp', 'none'].includes(exporter))
    problems.push('OTEL_TRACES_EXPORTER is otlp or none.');
  return problems;
}

/** Off unless asked for by the address of a collector, or by naming the exporter. */
function wantsTraces(values: Values): boolean {
  if (values.OTEL_SDK_DISABLED || values.OTEL_TRACES_EXPORTER === 'none') return false;
  return (
    values.OTEL_TRACES_EXPORTER === 'otlp' ||
    values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined ||
    values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT !== undefined
  );
}

/** null: nobody traces, and nothing of OpenTelemetry is loaded. */
export function tracesFrom(values: Values): TracesConfig | null {
  if (!wantsTraces(values)) return null;
  const base = (values.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://localhost:4318').replace(/\/$/, '');
  return {
    url: values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? `${base}/v1/traces`,
    sampler: values.OTEL_TRACES_SAMPLER,
    ratio: values.OTEL_TRACES_SAMPLER_ARG,
    batches: {
      scheduledDelayMillis: values.OTEL_BSP_SCHEDULE_DELAY,
      exportTimeoutMillis: values.OTEL_BSP_EXPORT_TIMEOUT,
      maxQueueSize: values.OTEL_BSP_MAX_QUEUE_SIZE,
      maxExportBatchSize: values.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
    },
  };
}

/** null: it is off. A rehearsal has it beside its own page. @param rehearsalPort of its page; null when it is none */
export function operatorFrom(values: Values, rehearsalPort: number | null): OperatorConfig | null {
  const beside = rehearsalPort === null ? undefined : rehearsalPort === 0 ? 0 : rehearsalPort + 1;
  const port = values.OPERATOR_PORT ?? beside;
  if (port === undefined) return null;
  return { host: values.OPERATOR_HOST, port, token: values.OPERATOR_TOKEN ?? null };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
