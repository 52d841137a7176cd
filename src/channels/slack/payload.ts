import { z } from 'zod';

/**
 * The shape of what Slack sends, as far as the listeners and Bolt rely on it. What differs never came from Slack: it is
 * refused at the door with 400, so that nothing behind it reads what is not there. What a field may say is judged later.
 */

const text = z.string();
const someone = z.looseObject({ id: text, team_id: text.nullish() });
const place = z.looseObject({ id: text }).nullish();
/** Bolt reads its fields as soon as there is something: null would break it, and Slack leaves it out. */
const known = z.looseObject({}).optional();
/** A payload with an event is an event to Bolt, whatever else it says. */
const none = z.undefined().optional();
const option = z.looseObject({ value: text }).nullish();
const view = z.looseObject({
  id: text,
  type: text,
  callback_id: text,
  private_metadata: text,
  hash: text.optional(),
  blocks: z.array(z.looseObject({ type: text, block_id: text.optional() })),
  root_view_id: text.nullish(),
  previous_view_id: text.nullish(),
});

/** Of every click and form. */
const pressed = {
  user: someone,
  team: place,
  enterprise: place,
  is_enterprise_install: z.union([z.boolean(), text]).nullish(),
  channel: z.looseObject({ id: text }).optional(),
  event: none,
  command: none,
  container: z.looseObject({ type: text }).nullish(),
  response_url: text.min(1).optional(),
  response_urls: z.array(z.looseObject({ response_url: text.min(1) })).optional(),
};
const action = z.looseObject({
  type: text,
  action_id: text,
  block_id: text,
  value: text.nullish(),
  selected_option: option,
  selected_options: z.array(z.looseObject({ value: text })).nullish(),
});
const message = z.looseObject({ ts: text, thread_ts: text.optional(), text: text.nullish() });

const interactions = [
  z.looseObject({
    ...pressed,
    type: z.literal('block_actions'),
    trigger_id: text,
    actions: z.array(action).min(1),
    view: view.nullish(),
    message: message.nullish(),
  }),
  z.looseObject({ ...pressed, type: z.literal('view_submission'), view }),
  z.looseObject({ ...pressed, type: z.literal('view_closed'), view }),
  z.looseObject({
    ...pressed,
    type: z.literal('block_suggestion'),
    action_id: text,
    block_id: text,
    value: text,
    view: view.nullish(),
  }),
  z.looseObject({
    ...pressed,
    type: z.literal('message_action'),
    callback_id: text,
    trigger_id: text,
    channel: z.looseObject({ id: text }),
    message,
    response_url: text,
  }),
  z.looseObject({ ...pressed, type: z.literal('shortcut'), callback_id: text, trigger_id: text }),
] as const;

const command = z.looseObject({
  command: text,
  text,
  user_id: text,
  team_id: text,
  channel_id: text,
  trigger_id: text,
  enterprise_id: text.optional(),
  is_enterprise_install: text.optional(),
  response_url: text.min(1).optional(),
  event: none,
});

const written = { ts: text, channel: text, thread_ts: text.optional() };
const author = text.optional();
const event = z.union([
  z.looseObject({ type: z.literal('app_home_opened'), user: text, tab: text.optional(), channel: text.optional() }),
  // Edits, joins and what bots write have no author or text of their own.
  z.looseObject({
    ...written,
    type: z.literal('message'),
    channel_type: text.optional(),
    subtype: text,
    user: author,
  }),
  z.looseObject({
    ...written,
    type: z.literal('message'),
    channel_type: text.optional(),
    bot_id: text,
    user: author,
  }),
  z.looseObject({
    ...written,
    type: z.literal('message'),
    channel_type: text.optional(),
    subtype: z.undefined().optional(),
    user: text,
    text: text.optional(),
  }),
  z.looseObject({ ...written, type: z.literal('app_mention'), user: text.optional(), text }),
  z.looseObject({ type: z.literal('user_change'), user: z.looseObject({ id: text }) }),
  // Nobody listens to any other.
  z.looseObject({
    type: text.refine((type) => !heard.has(type)),
    user: z.union([text, z.looseObject({ id: text })]).optional(),
    channel: z.union([text, z.looseObject({ id: text })]).optional(),
  }),
]);
const heard = new Set(['app_home_opened', 'message', 'app_mention', 'user_change']);

const eventCallback = z.looseObject({
  type: z.literal('event_callback'),
  event_id: text,
  event_time: z.number(),
  team_id: text,
  enterprise_id: text.nullish(),
  is_enterprise_install: z.boolean().optional(),
  authorizations: z.array(z.looseObject({ team_id: text.nullish(), user_id: text.nullish() })).optional(),
  event: z.intersection(event, z.looseObject({ item: known, subteam: known })),
});

const shapes = new Map<string, z.ZodType>([
  ...interactions.map((shape) => [shape.shape.type.value, shape] as const),
  ['event_callback', eventCallback],
]);

/** Whether a payload has the shape of one that Slack sends. */
export function isPayload(payload: Readonly<Record<string, unknown>>): boolean {
  const { type } = payload;
  const shape = typeof type === 'string' ? shapes.get(type) : command;
  return shape?.safeParse(payload).success === true;
}
