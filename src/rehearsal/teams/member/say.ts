import type { Answered, JsonObject } from '../contract.ts';
import { activityOf } from '../outgoing/activity.ts';
import { postActivity } from '../outgoing/post.ts';
import { changed } from '../world/clients.ts';
import { addMessage, channelOf, chatOf, messagesOfChannel, threadOf, watchersOf } from '../world/conversations.ts';
import type { Client, Conversation } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { mustBeHere, mustHaveApp } from './can.ts';

/** Writes in the personal chat. */
export async function say(world: World, client: Client, text: string): Promise<Answered> {
  mustHaveApp(client);
  return write(world, client, { conversation: chatOf(world, client.person), text, shown: text, replyToId: null }, {});
}

/** Writes in a channel with a mention of the bot, as a post or as an answer in a thread. */
export async function mention(
  world: World,
  client: Client,
  channelId: string,
  text: string,
  replyToId?: string,
): Promise<Answered> {
  mustBeHere(client);
  const channel = channelOf(world, channelId);
  if (!channel.members.includes(client.person.id)) throw new Error(`${client.person.name} is not in ${channel.name}`);
  if (!channel.botIn) throw new Error(`the app is not in ${channel.name}: nobody can mention it there`);
  const root = replyToId === undefined ? null : messagesOfChannel(world, channelId).find(({ id }) => id === replyToId);
  if (root === undefined) throw new Error(`there is no message ${replyToId} in ${channel.name}`);
  const at = `<at>${world.botName}</at>`;
  const entity = { type: 'mention', mentioned: { id: world.botId, name: world.botName }, text: at };
  const conversation = root ? { id: root.conversationId, personId: null, channelId } : null;
  return write(
    world,
    client,
    { conversation, channelId, text: `${at} ${text}`, shown: text, replyToId: root?.id ?? null },
    entity,
  );
}

interface Written {
  /** null: a new post of the channel. */
  conversation: Conversation | null;
  channelId?: string;
  /** As the bot gets it. */
  text: string;
  /** As people see it. */
  shown: string;
  replyToId: string | null;
}

function write(world: World, client: Client, written: Written, entity: JsonObject): Promise<Answered> {
  const { person } = client;
  const id = world.nextId();
  const conversation = written.conversation ?? threadOf(world, written.channelId ?? '', id);
  addMessage(world, {
    id,
    conversationId: conversation.id,
    from: person.id,
    text: written.shown,
    activity: null,
    edited: false,
    deleted: false,
    replyToId: written.replyToId,
    at: world.now(),
    instead: new Map(),
  });
  for (const watcher of watchersOf(world, conversation)) changed(watcher);
  const activity = activityOf(
    world,
    { person, conversation },
    {
      type: 'message',
      id,
      text: written.text,
      textFormat: 'plain',
      // The same once more as HTML: so it comes from Teams, and it is no file that somebody attached.
      attachments: [{ contentType: 'text/html', content: `<p>${escaped(written.text)}</p>` }],
      ...(written.replyToId === null ? {} : { replyToId: written.replyToId }),
    },
  );
  const entities = Array.isArray(activity.entities) ? activity.entities : [];
  if (Object.keys(entity).length > 0) activity.entities = [...entities, entity];
  return postActivity(world, person.id, activity);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
