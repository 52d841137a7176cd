/** Where traces go, as the standard variables say. Without a type of the SDK, so that reading it loads nothing. */
export interface TracesConfig {
  /** Of the collector, with its path. */
  url: string;
  sampler: (typeof samplers)[number];
  /** Of traces that are kept, from 0 to 1, where the sampler goes by it. */
  ratio: number;
  batches: {
    scheduledDelayMillis: number;
    exportTimeoutMillis: number;
    maxQueueSize: number;
    maxExportBatchSize: number;
  };
}

export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
