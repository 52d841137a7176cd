import { expect, it } from 'vitest';
import { isPayload } from '#channels/slack/payload.ts';

/** Found by altered payloads: what Bolt, or a listener, reads without a look would have been a fault of the bot. */

const press = {
  type: 'block_actions',
  user: { id: 'U0RAJ' },
  team: { id: 'T1' },
  trigger_id: '1.2',
  channel: { id: 'D0RAJ' },
  response_url: 'https://hooks.slack.com/actions/1',
  actions: [{ type: 'button', action_id: 'details', block_id: 'buttons', value: 'r1' }],
};
const event = (fields: object) => ({
  type: 'event_callback',
  event_id: 'E1',
  event_time: 1,
  team_id: 'T1',
  event: { type: 'reaction_added', user: 'U0RAJ', channel: 'C1', item: { channel: 'C1' }, ...fields },
});
const command = { command: '/iqies', text: '', user_id: 'U0RAJ', team_id: 'T1', channel_id: 'D1', trigger_id: '1.2' };

it('what Slack sends is a payload, with and without what it may leave out', () => {
  const { channel: _, response_url: __, ...inDialog } = press;
  for (const one of [press, inDialog, event({}), event({ item: undefined }), command])
    expect(isPayload(one), JSON.stringify(one)).toBe(true);
});

it.each([
  ['a press with a channel of null', { ...press, channel: null }],
  ['a press whose answer goes nowhere', { ...press, response_url: '' }],
  ['a press that says it is an event', { ...press, event: {} }],
  ['a press that says it is a command', { ...press, command: '/iqies' }],
  ['a command that says it is an event', { ...command, event: null }],
  ['an event with a channel of null', event({ channel: null })],
  ['an event with a person of null', event({ user: null })],
  ['an event whose thing is a word', event({ item: 'message' })],
  ['an event whose group is null', event({ subteam: null })],
])('%s is none, and is refused at the door', (_, payload) => {
  expect(isPayload(payload)).toBe(false);
});
