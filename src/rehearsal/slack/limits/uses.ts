/** Limits on how often and how late something may be used.
 *  https://docs.slack.dev/interactivity/handling-user-interaction */
import { INTERACTION_PAGE, MODALS_GUIDE, methodPage } from './pages.ts';
import type { UseRow } from './row.ts';

/** Slack waits this long for the bot's answer. */
export const ACK_MS = 3_000;

const MINUTE_MS = 60_000;

export const USE_ROWS: readonly UseRow[] = [
  times(
    'trigger-once',
    'trigger',
    1,
    'exchanged_trigger_id',
    'a trigger_id is good for one call',
    methodPage('views.open'),
  ),
  late('trigger-3s', 'trigger', 3_000, 'expired_trigger_id', 'a trigger_id is good for 3 seconds', INTERACTION_PAGE),
  times('response-url-5', 'response-url', 5, 'used_url', 'a response_url is good for 5 answers', INTERACTION_PAGE),
  late(
    'response-url-30min',
    'response-url',
    30 * MINUTE_MS,
    'expired_url',
    'a response_url is good for 30 minutes',
    INTERACTION_PAGE,
  ),
  late('ack-3s', 'ack', ACK_MS, 'operation_timeout', 'the bot answers within 3 seconds', INTERACTION_PAGE),
  times('views-in-stack-3', 'stack', 3, 'push_limit_reached', 'three modals stand on each other at most', MODALS_GUIDE),
];

function times(id: string, of: UseRow['of'], most: number, error: string, what: string, source: string): UseRow {
  return {
    id,
    what,
    source,
    error,
    of,
    accepted: () => ({ times: most, afterMs: 0 }),
    refused: () => ({ times: most + 1, afterMs: 0 }),
    check: (use) => (use.times > most ? `at most ${most}` : null),
  };
}

function late(id: string, of: UseRow['of'], mostMs: number, error: string, what: string, source: string): UseRow {
  return {
    id,
    what,
    source,
    error,
    of,
    accepted: () => ({ times: 1, afterMs: mostMs }),
    refused: () => ({ times: 1, afterMs: mostMs + 1 }),
    check: (use) => (use.afterMs > mostMs ? `at most ${mostMs} ms later` : null),
  };
}
