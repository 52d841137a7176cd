import { ErrorCode } from '@slack/web-api';

/** What Slack's client throws, as far as anybody acts on it. */
export interface SlackFault {
  /** Slack's own error ("channel_not_found"), or 'ratelimited', 'http', 'unreachable'. */
  code: string;
  retryAfterMs: number | null;
}

const slackCodes: readonly string[] = Object.values(ErrorCode);

/** Reads a fault of the Web API client; null for anything else. */
export function slackFault(fault: unknown): SlackFault | null {
  if (!(fault instanceof Error) || !('code' in fault) || !slackCodes.includes(String(fault.code))) return null;
  const detail = fault as { code: unknown; data?: { error?: unknown }; retryAfter?: unknown };
  switch (detail.code) {
    case ErrorCode.PlatformError:
      return { code: String(detail.data?.error ?? 'unknown'), retryAfterMs: null };
    case ErrorCode.RateLimitedError:
      return { code: 'ratelimited', retryAfterMs: Number(detail.retryAfter ?? 1) * 1_000 };
    case ErrorCode.HTTPError:
      return { code: 'http', retryAfterMs: null };
    default:
      return { code: 'unreachable', retryAfterMs: null };
  }
}
