/** What "audit verify" says. Moments are UTC. */

const iso = (ms: number): string => new Date(ms).toISOString();

export const auditWords = {
  holds: (events: number, head: string): string =>
    events === 0 ? '0 events, the chain holds.' : `${events} events, the chain holds. Its head is ${head}`,
  headFound: (seq: number, later: number): string =>
    later === 0
      ? 'The head that you gave is that of the last event: nothing was cut off.'
      : `The head that you gave is that of event ${seq}; ${later} came after it. Nothing was cut off.`,
  headMissing:
    'No event has the head that you gave: the end of the record was cut off, or it was written anew. Compare it with a backup.',
  headUnchecked: 'The head that you gave was not found before the break.',
  headMalformed: 'A head is 64 letters and digits, as “audit verify” and the log of the server print it.',
  breaks: (seq: number, at: number | null, good: number): string =>
    `The chain breaks at event ${seq}${at === null ? '' : `, of ${iso(at)}`}, after ${good} good ones.`,
} as const;

/** What is wrong with an event. */
export function wrongWords(
  seq: number,
  wrong:
    | { what: 'altered' | 'predecessor-replaced' | 'text' }
    | { what: 'out-of-order'; was: number }
    | { what: 'missing'; to: number },
): string {
  switch (wrong.what) {
    case 'altered':
      return 'It was altered: its hash is not that of what stands in it.';
    case 'out-of-order':
      return `It is out of order: it was written as event ${wrong.was}.`;
    case 'missing':
      return wrong.to === seq ? 'It is missing.' : `It is missing, with all up to event ${wrong.to}.`;
    case 'predecessor-replaced':
      return seq === 1
        ? 'It was not written as the first one: those before it are gone.'
        : `It was written after another event than the one that stands before it: event ${seq - 1}, or more, was replaced.`;
    case 'text':
      return 'The text that belongs to it no longer matches: it was altered, or taken away without having been erased.';
  }
}
