import type { Answered, JsonObject } from '../contract.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { JSON_TYPE, send } from './send.ts';

/** Sends an Events API event that this person caused. */
export async function sendEvent(world: World, client: Client, event: JsonObject): Promise<Answered> {
  const body = JSON.stringify({
    token: world.verificationToken,
    team_id: world.teamId,
    context_team_id: world.teamId,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event,
    type: 'event_callback',
    event_id: world.next.id('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.teamId,
        user_id: world.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });
  client.lastEvent = body;
  return send(world, { userId: client.person.id, kind: 'event', body, contentType: JSON_TYPE });
}

/** Sends this person's last event again, as Slack does when it saw no answer. */
export async function resendEvent(world: World, client: Client): Promise<Answered> {
  if (client.lastEvent === null) throw new Error(`${client.person.name} has caused no event yet`);
  return send(world, {
    userId: client.person.id,
    kind: 'event',
    body: client.lastEvent,
    contentType: JSON_TYPE,
    retryNum: 1,
  });
}
