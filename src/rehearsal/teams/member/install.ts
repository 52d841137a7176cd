import type { Answered, JsonObject } from '../contract.ts';
import { activityOf } from '../outgoing/activity.ts';
import { postActivity } from '../outgoing/post.ts';
import { changed, userIdOf } from '../world/clients.ts';
import { channelOf, chatOf, watchersOf } from '../world/conversations.ts';
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

/** Adds the app to a team, or removes it from there. */
export async function setInTeam(world: World, client: Client, channelId: string, isIn: boolean): Promise<Answered> {
  mustBeHere(client);
  const channel = channelOf(world, channelId);
  if (!channel.members.includes(client.person.id)) throw new Error(`${client.person.name} is not in ${channel.name}`);
  for (const one of world.channels.values()) if (one.teamId === channel.teamId) one.botIn = isIn;
  const conversation = { id: channelId, personId: null, channelId };
  for (const watcher of watchersOf(world, conversation)) changed(watcher);
  const eventType = isIn ? 'teamMemberAdded' : 'teamMemberRemoved';
  const bot = [{ id: world.botId }];
  await tell(world, client, { type: 'installationUpdate', action: isIn ? 'add' : 'remove' }, conversation);
  const members = isIn ? { membersAdded: bot } : { membersRemoved: bot };
  return tell(world, client, { type: 'conversationUpdate', ...members, channelData: { eventType } }, conversation);
}

function tell(
  world: World,
  { person }: Client,
  fields: JsonObject,
  conversation = chatOf(world, person),
): Promise<Answered> {
  return postActivity(world, person.id, activityOf(world, { person, conversation }, fields));
}
