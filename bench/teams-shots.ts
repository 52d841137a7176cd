import type { Shot } from './load.ts';
import type { TeamsApi } from './teams-api.ts';
import { appId, inTeams, tenantId } from './teams-people.ts';

/** Activities as Teams posts them, with the token they come with. */
export interface TeamsShots {
  /** A press of a button under a message that acts at once. */
  press(id: string, action: string, value: string): Shot;
  /** A press of a button that leads to a dialog. */
  fetch(id: string, action: string): Shot;
  /** Next or Submit of a form, with what stands in its inputs. */
  submit(id: string, form: string, memo: object, typed?: Readonly<Record<string, string>>): Shot;
  /** A letter more in the field that finds facilities. */
  suggest(id: string, dataset: string, queryText: string): Shot;
}

export function teamsShots({ local, token }: TeamsApi): TeamsShots {
  const run = Date.now();
  let sent = 0;
  const invoke = (id: string, name: string, value: object): Shot => {
    sent += 1;
    const { objectId, userId, conversationId } = inTeams(id);
    const at = new Date().toISOString();
    const body = JSON.stringify({
      name,
      type: 'invoke',
      timestamp: at,
      localTimestamp: at,
      id: `f:${run}-${sent}`,
      channelId: 'msteams',
      serviceUrl: local.serviceUrl,
      from: { id: userId, name: `Person ${id}`, aadObjectId: objectId },
      conversation: { conversationType: 'personal', tenantId, id: conversationId },
      recipient: { id: `28:${appId}`, name: 'iQIES' },
      entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'America/Chicago' }],
      channelData: { tenant: { id: tenantId }, source: { name: 'message' }, legacy: { replyToId: `1:${id}` } },
      replyToId: '1700000000000',
      value,
      locale: 'en-US',
      localTimezone: 'America/Chicago',
    });
    return {
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
    };
  };
  const context = { theme: 'default' };
  return {
    press: (id, action, value) =>
      invoke(id, 'adaptiveCard/action', {
        action: { type: 'Action.Execute', verb: action, data: { value } },
        trigger: 'manual',
      }),
    fetch: (id, action) =>
      invoke(id, 'task/fetch', { data: { msteams: { type: 'task/fetch' }, action, value: '' }, context }),
    submit: (id, form, memo, typed = {}) =>
      invoke(id, 'task/submit', {
        data: { action: 'submit', value: '', form, memo, inputs: Object.keys(typed), ...typed },
        context,
      }),
    suggest: (id, dataset, queryText) =>
      invoke(id, 'application/search', {
        kind: 'search',
        queryText,
        queryOptions: { skip: 0, top: 15 },
        dataset,
      }),
  };
}
