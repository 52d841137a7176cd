import type { Deps } from '#application/deps.ts';
import type { RecordGauges } from '#application/overview.ts';
import type { OpenDatabase } from '#storage/database.ts';
import { openOverviews } from '#storage/overview.ts';
import type { Config } from './config.ts';
import { readyLine } from './http.ts';
import type { Logger } from './log.ts';
import type { Readiness } from './readiness.ts';
import type { Metrics } from './watch/metrics.ts';

export interface OperateParts {
  config: Config;
  deps: Deps;
  database: OpenDatabase;
  metrics: Metrics | null;
  ready(): Promise<Readiness>;
  warning: string | null;
  log: Logger;
}

/** What is shown may be so old: however many look, and however often, the record is asked once in that time. */
const pageForMs = 3_000;
const gaugesForMs = 10_000;

/** Opens the operator's port where it is configured; nothing of it is loaded elsewhere. */
export async function startOperator({
  config: { operator },
  deps,
  database,
  metrics,
  ready,
  warning,
  log,
}: OperateParts): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (operator === null || metrics === null) return null;
  const { serveOperator } = await import('./operator/server.ts');
  const { operatorPage } = await import('./operator/page.ts');
  const overviews = openOverviews(database.db);
  const parts = { overviews, providers: deps.providers, now: deps.now };
  const pages = {
    open: kept(pageForMs, () => operatorPage(parts, false)),
    signedIn: kept(pageForMs, () => operatorPage(parts, true)),
  };
  const gauges = kept<RecordGauges | null>(gaugesForMs, () =>
    overviews.gauges(deps.now()).catch((fault: unknown) => {
      log.warn({ err: fault }, 'the numbers of the record can’t be read');
      return null;
    }),
  );
  const served = await serveOperator({
    ...operator,
    page: (signedIn) => (signedIn ? pages.signedIn() : pages.open()),
    metrics: async () => ({ type: metrics.contentType, text: await metrics.text(gauges) }),
    async ready() {
      const now = await ready();
      const parts = now.parts.map(({ name, says }) => `${name}: ${says ?? 'ok'}`);
      return { status: now.problem === null ? 200 : 503, text: [readyLine(now, warning), ...parts].join('\n') };
    },
    onFault: (fault) => log.error({ err: fault }, 'the operator’s page could not be made'),
    onWrongToken: () => log.warn({}, 'a wrong operator token was refused'),
  });
  log.info({ url: served.url }, 'the operator’s page');
  return served;
}

/** The same promise for all who ask in this time; one that failed is not kept. */
function kept<T>(forMs: number, make: () => Promise<T>): () => Promise<T> {
  let last: { made: Promise<T>; at: number } | null = null;
  return () => {
    if (last !== null && performance.now() - last.at < forMs) return last.made;
    const made = make();
    last = { made, at: performance.now() };
    made.then(
      () => {
        if (last?.made === made) last.at = performance.now();
      },
      () => {
        if (last?.made === made) last = null;
      },
    );
    return made;
  };
}
