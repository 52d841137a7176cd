import { createHmac } from 'node:crypto';
import type { Shot } from './load.ts';

/** Payloads as Slack posts them, signed as Slack signs them. */

export const signingSecret = 'a'.repeat(32);

function signed(body: string): Shot {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-signature': signature,
      'x-slack-request-timestamp': timestamp,
    },
  };
}

const team = { id: 'T0BENCH', domain: 'bench' };
const base = (userId: string) => ({
  team,
  user: { id: userId, username: userId.toLowerCase(), name: userId.toLowerCase(), team_id: team.id },
  api_app_id: 'A0BENCH',
  token: 'old',
  enterprise: null,
  is_enterprise_install: false,
});
const payload = (value: object): Shot => signed(new URLSearchParams({ payload: JSON.stringify(value) }).toString());

let clicks = 0;
const triggerId = () => {
  clicks += 1;
  return `${clicks}.${clicks}.bench`;
};

/** A press of a button under a message; what Slack sends with it is about as long as a card. */
export function press(userId: string, actionId: string, value: string): Shot {
  const text = 'x'.repeat(280);
  const section = (n: number) => ({
    type: 'section',
    block_id: `b${n}`,
    text: { type: 'mrkdwn', text, verbatim: false },
  });
  return payload({
    type: 'block_actions',
    ...base(userId),
    trigger_id: triggerId(),
    container: { type: 'message', message_ts: '1700000000.000100', channel_id: 'D0BENCH', is_ephemeral: false },
    channel: { id: 'D0BENCH', name: 'directmessage' },
    message: { type: 'message', ts: '1700000000.000100', text: 'a card', blocks: [1, 2, 3, 4, 5].map(section) },
    state: { values: {} },
    response_url: 'http://127.0.0.1:9/none',
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b5',
        value,
        text: { type: 'plain_text', text: 'Approve' },
        action_ts: '1700000000.1',
      },
    ],
  });
}

type State = Record<string, Record<string, object>>;

const view = (memo: object, callbackId: string, state: State) => ({
  id: 'V0BENCH',
  type: 'modal',
  callback_id: callbackId,
  private_metadata: JSON.stringify(memo),
  hash: '1.abc',
  blocks: Object.keys(state).map((block) => ({ type: 'input', block_id: block })),
  state: { values: state },
  root_view_id: 'V0BENCH',
  previous_view_id: null,
});

/** Next or Submit of a form. */
export const submit = (userId: string, callbackId: string, memo: object, state: State = {}): Shot =>
  payload({
    type: 'view_submission',
    ...base(userId),
    trigger_id: triggerId(),
    view: view(memo, callbackId, state),
    response_urls: [],
  });

/** A letter more in the field that finds facilities. */
export const suggest = (userId: string, memo: object, value: string): Shot =>
  payload({
    type: 'block_suggestion',
    ...base(userId),
    container: { type: 'view', view_id: 'V0BENCH' },
    action_id: 'places',
    block_id: 'places',
    value,
    view: view(memo, 'request', {}),
  });

/** `/iqies` and what follows it. */
export const command = (userId: string, text: string): Shot =>
  signed(
    new URLSearchParams({
      command: '/iqies',
      text,
      user_id: userId,
      user_name: userId.toLowerCase(),
      team_id: team.id,
      channel_id: 'D0BENCH',
      trigger_id: triggerId(),
      response_url: 'http://127.0.0.1:9/none',
      is_enterprise_install: 'false',
      api_app_id: 'A0BENCH',
    }).toString(),
  );
