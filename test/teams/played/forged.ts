import { allButtons } from '#channels/clicks/all.ts';
import type { ClickContext } from '#channels/clicks/click.ts';
import { choiceValue } from '#channels/teams/choice-values.ts';
import type * as slack from '#rehearsal/slack/contract.ts';
import type { Delivery, JsonObject } from '#rehearsal/teams/contract.ts';
import { isJson, type Json, list, text } from '#test/views/shown.ts';
import { type Stagehand, saidIn } from './member.ts';
import { wrongIn } from './screen.ts';

/** Presses and forms of Teams as the stories tamper with them, and back on their way to the bot. */

const own = ['action', 'value', 'form', 'memo', 'inputs', 'trail', 'msteams'];
const buttons = allButtons({} as ClickContext);

/** A delivery in the shape of Slack's; `sentInTeams` finds it again. */
export function deliveryAsSlack({ personId, activity, invoke, at }: Delivery): slack.Delivery {
  // Slack hears of a closed dialog only where something could be typed in it.
  const told = invoke !== null && !(closes(activity) && !JSON.stringify(activity.value).includes('"inputs"'));
  const body = invoke === null ? text(activity.text) : new URLSearchParams({ payload: payloadOf(activity, personId) });
  return {
    userId: personId,
    kind: invoke === null ? 'event' : told ? 'interaction' : 'raw',
    body: body.toString(),
    contentType: 'application/x-www-form-urlencoded',
    timestampS: Math.floor(at / 1_000),
    at,
  };
}

const closes = ({ value }: JsonObject): boolean => isJson(value) && isJson(value.data) && value.data.action === 'close';

function payloadOf(activity: JsonObject, personId: string | null): string {
  const value = isJson(activity.value) ? activity.value : {};
  const pressed = isJson(value.action) ? value.action : {};
  const data = isJson(value.data) ? value.data : isJson(pressed.data) ? pressed.data : {};
  const action = text(pressed.verb) || text(data.action);
  const inputs = Array.isArray(data.inputs) ? data.inputs.map((id) => [text(id), ''] as const) : [];
  const typed = [...inputs, ...Object.entries(data).filter(([id]) => !own.includes(id))];
  return JSON.stringify({
    type: action === 'submit' ? 'view_submission' : action === 'close' ? 'view_closed' : 'block_actions',
    user: { id: personId },
    actions: [{ action_id: action, ...(data.value === undefined ? {} : { value: data.value }) }],
    view: {
      private_metadata: JSON.stringify(data.memo ?? {}),
      callback_id: text(data.form),
      state: { values: Object.fromEntries(typed.map(([id, words]) => [id, { [id]: { value: words } }])) },
    },
    sentInTeams: activity.id,
  });
}

/** Sends a payload that a story changed; one that it left as it was comes again as the same activity. */
export async function deliverForged(hand: Stagehand, body: string): Promise<slack.Answered> {
  const sent = new URLSearchParams(body).get('payload');
  if (sent === null) throw new Error('no such thing comes from Teams');
  const payload = JSON.parse(sent) as Json;
  const { connector } = hand;
  const before = connector.deliveries().findLast(({ activity }) => activity.id === payload.sentInTeams);
  if (before === undefined) throw new Error('it was never sent');
  const userId = text(isJson(payload.user) ? payload.user.id : '');
  await hand.enter(userId);
  const same = payloadOf(before.activity, before.personId) === sent;
  const { name, value } = invokeOf(payload, before);
  const fields = userId === before.personId ? { id: before.activity.id ?? '' } : {};
  const answered = same
    ? await connector.redeliver(before)
    : await connector.member(userId).invoke(name, value, { fields });
  const card = isJson(answered.body) ? answered.body : {};
  // Slack says it where the button stood, Teams to whoever sent it: the stories look for it in either place.
  const refusedInDialog = payload.type !== 'view_submission' && wrongIn(card) !== '' ? [wrongIn(card)] : [];
  for (const words of [...saidIn(answered.body), ...refusedInDialog])
    if (words !== 'Saved.')
      for (const who of new Set([userId, before.personId ?? userId])) hand.whispers(who).push(words);
  const wrong = wrongIn(card) !== '' && payload.type === 'view_submission';
  return wrong ? { ...answered, body: { ...(card as JsonObject), response_action: 'errors' } } : answered;
}

function invokeOf(payload: Json, before: Delivery): { name: string; value: JsonObject } {
  const [first] = list(payload.actions);
  const action = payload.type === 'view_submission' ? 'submit' : text(first?.action_id);
  const value = first?.value === undefined ? {} : { value: text(first.value) };
  const view = isJson(payload.view) ? payload.view : {};
  if (text(view.callback_id) === '' && action !== 'submit') {
    const opens = buttons[action]?.opens === true;
    return opens
      ? { name: 'task/fetch', value: { data: { msteams: { type: 'task/fetch' }, action, ...value } } }
      : {
          name: 'adaptiveCard/action',
          value: { action: { type: 'Action.Execute', verb: action, data: value }, trigger: 'manual' },
        };
  }
  const typed = isJson(view.state) && isJson(view.state.values) ? view.state.values : {};
  const inputs = Object.values(typed).flatMap((block) => (isJson(block) ? Object.entries(block) : []));
  const filled = inputs.map(([id, one]) => [id, sentValue(isJson(one) ? one : {})]);
  const earlier = isJson(before.activity.value) && isJson(before.activity.value.data) ? before.activity.value.data : {};
  return {
    name: 'task/submit',
    value: {
      data: {
        ...Object.fromEntries(filled),
        inputs: [...new Set([...(Array.isArray(earlier.inputs) ? earlier.inputs : []), ...filled.map(([id]) => id)])],
        action,
        ...value,
        form: text(view.callback_id),
        ...(earlier.trail === undefined ? {} : { trail: earlier.trail }),
        memo: JSON.parse(text(view.private_metadata) || '{}') as JsonObject,
      } as JsonObject,
    },
  };
}

function sentValue(one: Json): string {
  if (isJson(one.selected_option)) return text(one.selected_option.value);
  if (Array.isArray(one.selected_options))
    return list(one.selected_options)
      .map(({ value }) => choiceValue(text(value)))
      .join(',');
  return text(one.value);
}
