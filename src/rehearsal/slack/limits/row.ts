/** One limit of Slack as data. The rows stand in the other files of this folder, one file a subject. */
import type { Json, JsonObject } from '../contract.ts';

export type Surface = 'modal' | 'home' | 'message';

/** A part of a payload, found by the walk over it. `kind` is a name of the shapes, or 'view', 'message', 'fault'. */
export interface Part {
  kind: string;
  /** Where it stands, as a JSON pointer. */
  pointer: string;
  value: JsonObject;
  surface: Surface;
  /** The role of this part in its parent, for example 'label'. */
  role: string;
  /** The part that this one stands in; null for the payload itself. */
  parent: Part | null;
}

/** What a payload's shape does not allow: see shape-faults. */
export interface LimitRow {
  id: string;
  /** One sentence: what Slack allows. */
  what: string;
  /** The page of Slack's documentation that says so. */
  source: string;
  /** Slack's error id. */
  error: string;
  /** The way by which the payloads go: a surface, or another answer of the bot. */
  by: Surface | 'options';
  /** A payload exactly at the limit. */
  accepted(): JsonObject;
  /** A payload just over it, and over no other. */
  refused(): JsonObject;
  /** Which parts are looked at. */
  kinds: readonly string[];
  /** What is wrong with this part; null when nothing is. */
  check(part: Part): string | null;
}

/** A limit on how often and how long something may be used. */
export interface UseRow {
  id: string;
  what: string;
  source: string;
  error: string;
  /** What is used. */
  of: 'trigger' | 'response-url' | 'ack' | 'stack' | 'submit-errors';
  accepted(): Use;
  refused(): Use;
  check(use: Use): string | null;
}

/** How often something is used, counting this time, and how long after it was given out. */
export interface Use {
  times: number;
  afterMs: number;
}

export type Payload = Json;
