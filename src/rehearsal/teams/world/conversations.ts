import type { TeamsChannel, TeamsPerson } from '../contract.ts';
import type { Client, Conversation, MessageRecord } from './records.ts';
import type { World } from './world.ts';

/** The personal chat of a person with the bot; it is the same after the app was removed and installed again. */
export function chatOf(world: World, person: TeamsPerson): Conversation {
  const id = `a:1${person.aadObjectId.replaceAll('-', '')}`;
  return kept(world, { id, personId: person.id, channelId: null });
}

/** The thread under a post of a channel. */
export function threadOf(world: World, channelId: string, rootId: string): Conversation {
  return kept(world, { id: `${channelId};messageid=${rootId}`, personId: null, channelId });
}

/** A conversation by its id; a channel's own id stands for the channel. null: there is none */
export function findConversation(world: World, id: string): Conversation | null {
  const known = world.conversations.get(id);
  if (known) return known;
  return world.channels.has(id) ? { id, personId: null, channelId: id } : null;
}

/** A channel. @throws when there is none */
export function channelOf(world: World, channelId: string): TeamsChannel {
  const channel = world.channels.get(channelId);
  if (!channel) throw new Error(`there is no channel ${channelId}`);
  return channel;
}

/** Messages of a conversation that are not deleted, oldest first. */
export function messagesIn(world: World, conversationId: string): MessageRecord[] {
  return (world.messages.get(conversationId) ?? []).filter(({ deleted }) => !deleted);
}

/** All that stands in a channel, its threads included, oldest first. */
export function messagesOfChannel(world: World, channelId: string): MessageRecord[] {
  const threads = [...world.conversations.values()].filter((one) => one.channelId === channelId);
  return threads.flatMap(({ id }) => messagesIn(world, id)).sort((a, b) => Number(a.id) - Number(b.id));
}

/** Adds a message. */
export function addMessage(world: World, message: MessageRecord): void {
  const list = world.messages.get(message.conversationId) ?? [];
  world.messages.set(message.conversationId, [...list, message]);
}

/** Whose screens show a conversation. */
export function watchersOf(world: World, { personId, channelId }: Conversation): Client[] {
  const ids = personId === null ? (world.channels.get(channelId ?? '')?.members ?? []) : [personId];
  return ids.flatMap((id) => world.clients.get(id) ?? []);
}

function kept(world: World, conversation: Conversation): Conversation {
  const known = world.conversations.get(conversation.id);
  if (known) return known;
  world.conversations.set(conversation.id, conversation);
  return conversation;
}
