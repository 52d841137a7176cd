import type { Answered, JsonObject } from '../contract.ts';
import { activityOf } from '../outgoing/activity.ts';
import { postActivity } from '../outgoing/post.ts';
import { changed, userIdOf } from '../world/clients.ts';
import { chatOf } from '../world/conversations.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { mustBeHere } from './can.ts';

/** Adds the app to her personal chat: two activities, as Teams sends them. */
export async function install(world: World, client: Client): Promise<Answered> {
  mustBeHere(client);
  client.installed = true;
  client.blocked = false;
  changed(client);
  await tell(world, client, { type: 'installationUpdate', action: 'add' });
  const membersAdded = [{ id: world.botId }, { id: userIdOf(client.person), aadObjectId: client.person.aadObjectId }];
  return tell(world, client, { type: 'conversationUpdate', membersAdded });
}

/** Removes it. The chat stays on her screen; the bot can't write to it any more. */
export async function uninstall(world: World, client: Client): Promise<Answered> {
  mustBeHere(client);
  client.installed = false;
  client.dialog = null;
  changed(client);
  return tell(world, client, { type: 'installationUpdate', action: 'remove' });
}

function tell(world: World, { person }: Client, fields: JsonObject): Promise<Answered> {
  const conversation = chatOf(world, person);
  return postActivity(world, person.id, activityOf(world, { person, conversation }, fields));
}
