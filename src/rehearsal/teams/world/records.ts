import type { FoundChoice, JsonObject, ShownDialog, TeamsPerson } from '../contract.ts';

/** A conversation that the bot can be part of: a personal chat, or the thread under one post of a channel. */
export interface Conversation {
  id: string;
  /** The person of a personal chat; null in a channel. */
  personId: string | null;
  /** null in a personal chat. */
  channelId: string | null;
}

/** A message as the connector keeps it. */
export interface MessageRecord {
  id: string;
  conversationId: string;
  from: string;
  text: string;
  /** What the bot sent last; null for a person's message. */
  activity: JsonObject | null;
  edited: boolean;
  deleted: boolean;
  replyToId: string | null;
  at: number;
  /** The card that an Action.Execute put in place of the first one, by the person who pressed it. */
  instead: Map<string, JsonObject>;
}

/** The open dialog of one person's client. */
export interface DialogRecord extends ShownDialog {
  /** The message whose button opened it. */
  message: MessageRecord;
}

/** One person's Teams client. */
export interface Client {
  person: TeamsPerson;
  installed: boolean;
  blocked: boolean;
  dialog: DialogRecord | null;
  notice: string | null;
  typing: boolean;
  /** What type-ahead found, by input id. */
  found: Map<string, FoundChoice[]>;
  listeners: Set<() => void>;
}
