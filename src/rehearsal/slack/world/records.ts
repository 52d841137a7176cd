import type { JsonObject, WorkspacePerson } from '../contract.ts';

/** A message as the workspace keeps it. */
export interface MessageRecord {
  channel: string;
  ts: string;
  from: string;
  text: string;
  blocks: JsonObject[];
  edited: boolean;
  /** The only person who sees it; null for everybody in the channel. */
  onlyFor: string | null;
  threadTs: string | null;
  /** What each person chose in the message's menus, by user id. */
  chosen: Map<string, JsonObject>;
}

/** A modal or Home tab as one person's client keeps it. */
export interface ViewRecord {
  id: string;
  rootId: string;
  previousId: string | null;
  userId: string;
  version: number;
  hash: string;
  view: JsonObject;
  values: JsonObject;
  errors: { [blockId: string]: string };
  state: 'ready' | 'sending' | 'failed';
}

/** One person's Slack client. */
export interface Client {
  person: WorkspacePerson;
  home: ViewRecord | null;
  modals: ViewRecord[];
  notice: string | null;
  listeners: Set<() => void>;
  /** Whether the DM with the bot has been opened from either side. */
  dmOpened: boolean;
  /** Options found by the last search, by `block_id action_id`. */
  found: Map<string, JsonObject[]>;
  lastEvent: string | null;
}

/** A trigger id, which one person's action gave out. */
export interface Trigger {
  userId: string;
  at: number;
  uses: number;
  /** Who waits for what comes of it. */
  onUsed?: () => void;
}

/** Where a response_url leads: the person who acted, and the message she acted on, if any. */
export interface ResponseUrl {
  userId: string;
  channel: string;
  at: number;
  uses: number;
  messageTs: string | null;
  /** Who waits for what comes of it, also when that was not taken. */
  onUsed?: () => void;
}
