import type { JsonObject, ShownMessage } from '../contract.ts';
import { nameBlocks } from '../views/name-blocks.ts';
import { startValues } from '../views/values.ts';
import { audienceOf } from './channels.ts';
import { changed } from './clients.ts';
import type { Client, MessageRecord } from './records.ts';
import type { World } from './world.ts';

/** What a new message says. */
export interface Draft {
  channel: string;
  from: string;
  text: string;
  blocks: JsonObject[];
  onlyFor?: string | null;
  threadTs?: string | null;
}

/** Puts a message into its channel and shows it. */
export function postMessage(world: World, draft: Draft): MessageRecord {
  const message: MessageRecord = {
    channel: draft.channel,
    ts: world.next.ts(),
    from: draft.from,
    text: draft.text,
    blocks: nameBlocks(world, draft.blocks),
    edited: false,
    onlyFor: draft.onlyFor ?? null,
    threadTs: draft.threadTs ?? null,
    chosen: new Map(),
  };
  const list = world.messages.get(draft.channel) ?? [];
  list.push(message);
  world.messages.set(draft.channel, list);
  showToAudience(world, message);
  return message;
}

/** Gives a message other words; what people chose in its menus stays where the menus stayed. */
export function rewriteMessage(world: World, message: MessageRecord, text: string, blocks: JsonObject[]): void {
  message.text = text;
  message.blocks = nameBlocks(world, blocks);
  message.edited = true;
  for (const [userId, values] of message.chosen) message.chosen.set(userId, startValues(message.blocks, values));
  showToAudience(world, message);
}

/** Takes a message away. */
export function removeMessage(world: World, message: MessageRecord): void {
  const list = world.messages.get(message.channel) ?? [];
  world.messages.set(
    message.channel,
    list.filter((other) => other !== message),
  );
  showToAudience(world, message);
}

/** Finds a message by channel and ts. */
export function findMessage(world: World, channelId: string, ts: string): MessageRecord | null {
  return world.messages.get(channelId)?.find((message) => message.ts === ts) ?? null;
}

/** The messages of a channel that this person sees, oldest first. */
export function seenMessages(world: World, channelId: string, userId: string): MessageRecord[] {
  return (world.messages.get(channelId) ?? []).filter(({ onlyFor }) => onlyFor === null || onlyFor === userId);
}

/** A message as the screen shows it. */
export function shownMessage(message: MessageRecord): ShownMessage {
  const { channel, ts, from, text, blocks, edited, threadTs } = message;
  return { channel, ts, from, text, blocks, edited, ephemeral: message.onlyFor !== null, threadTs };
}

/** What a person has chosen in a message's menus so far. */
export function chosenIn(message: MessageRecord, client: Client): JsonObject {
  return message.chosen.get(client.person.id) ?? startValues(message.blocks, {});
}

function showToAudience(world: World, message: MessageRecord): void {
  for (const client of audienceOf(world, message.channel)) {
    if (message.onlyFor === null || message.onlyFor === client.person.id) changed(client);
  }
}
