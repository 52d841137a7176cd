import { z } from 'zod';

/** Where an answer in a channel goes: what a task carries as `channel` and `thread`. */

const channelSchema = z.object({ serviceUrl: z.string(), conversationId: z.string() });

/** @param conversationId as an activity has it; in a channel it ends with ";messageid=" and the post it answers */
export function threadPlace(serviceUrl: string, conversationId: string): { channel: string; thread: string } {
  const [place = '', post = ''] = conversationId.split(';messageid=');
  return { channel: JSON.stringify({ serviceUrl, conversationId: place }), thread: post };
}

/** The conversation to write to, from a task. */
export function fromThreadPlace({ channel, thread }: { channel: string; thread: string }): {
  serviceUrl: string;
  conversationId: string;
} {
  const { serviceUrl, conversationId } = channelSchema.parse(JSON.parse(channel));
  return { serviceUrl, conversationId: thread === '' ? conversationId : `${conversationId};messageid=${thread}` };
}
