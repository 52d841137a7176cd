import { findConversation } from '../world/conversations.ts';
import type { Client, Conversation } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Answer, refused } from './answer.ts';

/** The conversation of this id, when the bot may take part in it; else why not. */
export function reach(world: World, id: string): { conversation: Conversation } | { refusal: Answer } {
  const conversation = findConversation(world, id);
  if (!conversation) return { refusal: refused(404, 'ConversationNotFound', 'Conversation not found.') };
  const refusal =
    conversation.personId === null ? whyNotIn(world, conversation) : whyNotTo(world, conversation.personId);
  return refusal ? { refusal } : { conversation };
}

/** Why the bot can't write to this person; null when it can. */
export function whyNotTo(world: World, personId: string): Answer | null {
  const client: Client | undefined = world.clients.get(personId);
  if (!client || client.person.left) return notInRoster();
  if (client.blocked) return refused(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
  return client.installed ? null : notInRoster();
}

function whyNotIn(world: World, { channelId }: Conversation): Answer | null {
  return world.channels.get(channelId ?? '')?.botIn ? null : notInRoster();
}

function notInRoster(): Answer {
  return refused(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}
