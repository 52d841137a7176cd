/** Gives out ids and timestamps that never repeat. */
export interface Counter {
  id(prefix: string): string;
  /** A message timestamp, later than every one before it. */
  ts(): string;
}

/** Ids count up, so that a run is the same each time; timestamps follow the clock. */
export function createCounter(clock: () => number, mark: string = ''): Counter {
  let lastId = 0;
  let lastMicros = 0;
  return {
    id(prefix) {
      lastId += 1;
      return `${prefix}${mark}${String(lastId).padStart(8, '0')}`;
    },
    ts() {
      lastMicros = Math.max(clock() * 1000, lastMicros + 1);
      const micros = String(Math.floor(lastMicros));
      return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
    },
  };
}
