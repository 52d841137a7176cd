/** One limit of Teams as data: what is allowed, who says so, and two payloads that stand on either side of it. */
import type { JsonObject } from '../contract.ts';

/** The ways by which a payload of the bot reaches Teams: a message, and the answers to invokes. */
export type Way = 'message' | 'dialog' | 'execute' | 'search' | 'query';

/** A part of a payload, found by the walk over it. */
export interface Part {
  /** A name of the shapes; "message"; 'fault' for what the shapes do not allow. */
  kind: string;
  /** Where it stands, as a JSON pointer. */
  pointer: string;
  value: JsonObject;
  way: Way;
}

export interface LimitRow {
  id: string;
  /** One sentence: what Teams allows. */
  what: string;
  /** The page that says so. */
  source: string;
  /** 400 BadArgument when left out. */
  status?: number;
  code?: string;
  /** The way that the two payloads go. */
  by: Way;
  /** A payload exactly at the limit. */
  accepted(): JsonObject;
  /** A payload just over this limit, and over no other. */
  refused(): JsonObject;
  /** The kinds of parts that are looked at. */
  kinds: readonly string[];
  /** What is wrong with this part; null when nothing is. */
  check(part: Part): string | null;
}

/** What is wrong, and how a call is answered that brought it. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  limit: string;
}
