import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import { isValidSlackRequest } from '@slack/bolt';

/** One HTTP answer to Slack. */
interface SlackAnswer {
  status: number;
  body: unknown;
}

export interface SlackReceiver extends Receiver {
  /** Answers one POST /slack/events whose body was read already. */
  handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void>;
}

/** Slack answers a click that nobody answered within 3 s with an error of its own. */
const answerWithinMs = 2_900;

/**
 * Takes Slack's HTTP requests: checks the signature and its age, then hands the payload to Bolt. The answer goes out when
 * a listener acknowledges, which it does only after its commit; a listener that fails without an answer is a 503, which
 * makes Slack send events again.
 */
export function slackReceiver(signingSecret: string, now: () => number): SlackReceiver {
  let app: App | undefined;
  return {
    init(bolt) {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
    async handle(request, body, response) {
      if (!isSigned(request, body, signingSecret, now())) return send(response, { status: 401, body: 'bad signature' });
      const payload = parseBody(request.headers['content-type'] ?? '', body);
      if (payload === null) return send(response, { status: 400, body: 'bad body' });
      if (payload.ssl_check) return send(response, { status: 200, body: '' });
      if (payload.type === 'url_verification')
        return send(response, { status: 200, body: { challenge: String(payload.challenge ?? '') } });
      return send(response, await dispatch(app, payload, Number(request.headers['x-slack-retry-num'] ?? 0)));
    },
  };
}

async function dispatch(
  app: App | undefined,
  payload: Record<string, unknown>,
  retryNum: number,
): Promise<SlackAnswer> {
  if (app === undefined) return { status: 503, body: '' };
  const bolt = app;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ status: 503, body: '' }), answerWithinMs);
    const answer = (given: SlackAnswer) => {
      clearTimeout(timer);
      resolve(given);
    };
    // Bolt acknowledges events before it works on them; here the answer waits for the work, so that what failed comes again.
    const event = payload.type === 'event_callback';
    const ack = async (given?: unknown) => (event ? undefined : answer({ status: 200, body: given ?? '' }));
    bolt
      .processEvent({ body: payload, retryNum, ack })
      // Nobody listens to it (an unknown action of an old message): answered, so that Slack shows no error.
      .then(() => answer({ status: 200, body: '' }))
      .catch(() => answer({ status: 503, body: '' }));
  });
}

function isSigned(request: IncomingMessage, body: string, signingSecret: string, nowMs: number): boolean {
  const signature = request.headers['x-slack-signature'];
  const timestamp = request.headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) };
  // Bolt refuses what is older than five minutes; what comes from the future is as wrong.
  if (Number(timestamp) * 1_000 > nowMs + 5 * 60 * 1_000) return false;
  return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: nowMs });
}

function parseBody(contentType: string, body: string): Record<string, unknown> | null {
  try {
    if (contentType.startsWith('application/json')) return asRecord(JSON.parse(body));
    if (!contentType.startsWith('application/x-www-form-urlencoded')) return null;
    const form = Object.fromEntries(new URLSearchParams(body));
    return form.payload === undefined ? form : asRecord(JSON.parse(form.payload));
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function send(response: ServerResponse, { status, body }: SlackAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' })
    .end(text);
}
