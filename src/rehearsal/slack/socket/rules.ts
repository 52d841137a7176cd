/** How Slack's Socket Mode behaves, as data. Read from the pages that each row names. */
import type { DisconnectReason, SocketFaultKind } from '../contract.ts';
import { methodPage } from '../limits/pages.ts';

const SOCKET_PAGE = 'https://docs.slack.dev/apis/events-api/using-socket-mode';
const EVENTS_PAGE = 'https://docs.slack.dev/apis/events-api/#error-handling';
const ISSUES = 'https://github.com/slackapi';

/** One thing that Slack does. 'assumed': no page and no recorded traffic says it. */
export interface SocketRule<T> {
  what: string;
  source: string;
  basis: 'documented' | 'reported' | 'assumed';
  value: T;
}

export const MOST_CONNECTIONS: SocketRule<number> = {
  what: 'an app has at most 10 connections; one more is told too_many_websockets in place of hello, and is closed',
  source: `${ISSUES}/bolt-js/issues/2225`,
  basis: 'reported',
  value: 10,
};

export const TICKET_USES: SocketRule<number> = {
  what: 'each address of a connection is generated for one connection',
  source: methodPage('apps.connections.open'),
  basis: 'documented',
  value: 1,
};

export const WRONG_TICKET_STATUS: SocketRule<number> = {
  what: 'an address that was used, or never given out, opens no connection',
  source: SOCKET_PAGE,
  basis: 'assumed',
  value: 403,
};

export const BOT_TOKEN_ERROR: SocketRule<string> = {
  what: 'apps.connections.open refuses a bot token, and every other method an app-level token',
  source: `${ISSUES.replace('slackapi', 'slack-ruby')}/slack-ruby-client/issues/363`,
  basis: 'reported',
  value: 'not_allowed_token_type',
};

export const TOKEN_IN_BODY_ERROR: SocketRule<string> = {
  what: 'apps.connections.open takes its token from the Authorization header only',
  source: `${ISSUES}/python-slack-sdk/issues/1877`,
  basis: 'reported',
  value: 'invalid_auth',
};

export const NO_CONNECTION_STATUS: SocketRule<number> = {
  what: 'with no connection open, a command fails at once with dispatch_failed',
  source: `${ISSUES}/bolt-js/issues/2021`,
  basis: 'reported',
  value: 503,
};

/** Which payloads can be answered in the acknowledgement. */
export const ACCEPTS_PAYLOAD: SocketRule<Readonly<Record<string, boolean>>> = {
  what: 'accepts_response_payload is true for commands and interactions, false for events',
  source: SOCKET_PAGE,
  basis: 'documented',
  value: { command: true, view_submission: true, block_suggestion: true, block_actions: true },
};

/** What stands under an envelope whose type none of the above names: nothing can be sent back. */
export const ACCEPTS_OTHERWISE: SocketRule<boolean> = {
  what: 'accepts_response_payload is false for a shortcut; taken so for view_closed too',
  source: `${ISSUES}/python-slack-sdk/blob/main/tests/slack_sdk/socket_mode/mock_socket_mode_server.py`,
  basis: 'reported',
  value: false,
};

export const CLOSE_AFTER_MS: SocketRule<Readonly<Record<DisconnectReason, number>>> = {
  what: 'a warning comes about 10 s before the connection closes; how soon the others close is not described',
  source: SOCKET_PAGE,
  basis: 'documented',
  value: { warning: 10_000, refresh_requested: 3_000, link_disabled: 0 },
};

export const RETRY_AFTER_MS: SocketRule<readonly number[]> = {
  what: 'an event that was not acknowledged comes again nearly at once, then after 1 and after 5 minutes',
  source: EVENTS_PAGE,
  basis: 'documented',
  value: [0, 60_000, 300_000],
};

export const RETRY_REASON: SocketRule<string> = {
  what: 'a repeated event carries retry_attempt from 1 on and retry_reason timeout; the first one 0 and nothing',
  source: `${ISSUES}/python-slack-events-api/issues/93`,
  basis: 'reported',
  value: 'timeout',
};

export const CONNECTION_SECONDS: SocketRule<number> = {
  what: 'hello estimates how long the connection will last',
  source: SOCKET_PAGE,
  basis: 'documented',
  value: 3_600,
};

/** What a client must not send. Slack drops these without a word; here each is kept for tests to see. */
export const FAULTS: Readonly<Record<SocketFaultKind, SocketRule<string>>> = {
  'not-json': wrong('a client sends JSON objects in text frames'),
  'no-envelope-id': wrong('an acknowledgement names its envelope_id'),
  'unknown-envelope': wrong('an acknowledgement names an envelope of this connection'),
  'acked-twice': wrong('an envelope is acknowledged once'),
  'acked-late': wrong('an envelope is acknowledged within 3 seconds'),
  'payload-not-accepted': wrong('only an envelope with accepts_response_payload can be answered with a payload'),
};

function wrong(what: string): SocketRule<string> {
  return { what, source: SOCKET_PAGE, basis: 'documented', value: what };
}
