/** Types of payloads, and of events in them, by their names in Slack; what is none of these is "other". */
const types = ['block_actions', 'view_submission', 'view_closed', 'block_suggestion', 'message_action', 'shortcut'];
const events = ['message', 'app_mention', 'app_home_opened', 'user_change'];

/** What a payload is, as one of a few words. */
export function typeOf({ type, command, event }: Record<string, unknown>): string {
  if (typeof command === 'string') return 'command';
  if (type !== 'event_callback') return types.find((one) => one === type) ?? 'other';
  const kind = typeof event === 'object' && event !== null && 'type' in event ? event.type : null;
  return events.find((one) => one === kind) ?? 'event';
}
