/** What the connector answered, or that it did not: as far as anybody acts on it. */
export class ConnectorFault extends Error {
  override name = 'ConnectorFault';
  /** HTTP status; 0: no answer. */
  readonly status: number;
  /** The Bot Framework's own code ("ConversationBlockedByUser"), or 'unreachable', 'timeout', 'http'. */
  readonly code: string;
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, retryAfterMs: number | null = null) {
    super(`the connector answered ${status} ${code}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Nobody is asked to wait longer than this. */
const longestWaitMs = 60 * 60 * 1000;

/** Reads a Retry-After header: seconds, or a date. null when there is none. @param now for a date, in ms */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 1_000), longestWaitMs) : null;
}
