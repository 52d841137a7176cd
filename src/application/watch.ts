/**
 * The port to those who watch the bot at work: metrics and traces. They hear of kinds and outcomes out of our own short lists,
 * never of who did something, where, or what was said.
 */
export interface Watch {
  /**
   * Does work as a step of what is under way, and sees how it ended.
   * @param outcomeOf one of a few words for what came of it; 'done' where nothing says more. A fault is 'failed'
   */
  step<T>(step: Step, work: () => Promise<T>, outcomeOf?: (done: T) => string): Promise<T>;
  /** Something that is only counted. */
  count(what: Counted): void;
  /** What a task keeps, so that its delivery is seen as a step of what asked for it; null where nobody traces. */
  carry(): string | null;
}

/** A piece of work. `kind` is a name in our code: of a payload, a button, a form, a use case, a task. */
export interface Step {
  layer: 'payload' | 'click' | 'use case' | 'record' | 'delivery';
  kind: string;
  /** slack, teams, email, webhook; null where it is for none. */
  on: string | null;
  /** What a task kept of the work that asked for it. */
  from?: string | null;
}

type Counted =
  /** A workspace or tenant asked us to come back later. */
  { kind: 'pause'; on: string } | { kind: 'database-error'; why: 'busy' | 'lost' | 'out-of-reach' | 'other' };

/** Nobody watches. */
export const noWatch: Watch = {
  step: (_step, work) => work(),
  count: () => undefined,
  carry: () => null,
};

/** A use case whose runs are seen under its name. */
export function watched<Given extends readonly unknown[], T>(
  watch: Watch,
  kind: string,
  work: (...given: Given) => Promise<T>,
  outcomeOf?: (done: T) => string,
): (...given: Given) => Promise<T> {
  return (...given) => watch.step({ layer: 'use case', kind, on: null }, () => work(...given), outcomeOf);
}

/** Several who watch, as one. */
export function together(watches: readonly Watch[]): Watch {
  return {
    step: (step, work, outcomeOf) =>
      watches.reduceRight<typeof work>((inner, watch) => () => watch.step(step, inner, outcomeOf), work)(),
    count(what) {
      for (const watch of watches) watch.count(what);
    },
    carry: () => watches.map((watch) => watch.carry()).find((carried) => carried !== null) ?? null,
  };
}
