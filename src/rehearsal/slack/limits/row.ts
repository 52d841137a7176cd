/** One limit of Slack as data: what is allowed, who says so, and two payloads that stand on either side of it. */
import type { JsonObject } from '../contract.ts';

export type Surface = 'modal' | 'home' | 'message';

/** The ways by which a payload of the bot reaches Slack. */
export type Way = Surface | 'update' | 'options';

/** A part of a payload, found by the walk over it. */
export interface Part {
  /** A name of the shapes, or 'fault' for what the shapes do not allow. */
  kind: string;
  /** Where it stands, as a JSON pointer. */
  pointer: string;
  value: JsonObject;
  way: Way;
  /** The part that this one stands in; null for the payload itself. */
  parent: Part | null;
}

/** A limit on what a payload may hold. */
export interface LimitRow {
  id: string;
  /** One sentence: what Slack allows. */
  what: string;
  /** The page that says so. */
  source: string;
  /** Slack's error id; null: what the way answers to a wrong payload, see `errorOf`. */
  error: string | null;
  /** The way that the two payloads go. */
  by: Way;
  /** The way of the accepted payload, where it goes another. */
  acceptedBy?: Way;
  /** A payload exactly at the limit. */
  accepted(): JsonObject;
  /** A payload just over this limit, and over no other. */
  refused(): JsonObject;
  /** The kinds of parts that are looked at. */
  kinds: readonly string[];
  /** What is wrong with this part; null when nothing is. */
  check(part: Part): string | null;
}

/** A limit on how often, or how late, something may be used. */
export interface UseRow {
  id: string;
  what: string;
  source: string;
  error: string;
  of: Used;
  accepted(): Use;
  refused(): Use;
  check(use: Use): string | null;
}

export type Used = 'trigger' | 'response-url' | 'ack' | 'stack';

/** One use: the how-maniest it is, and how long after the thing was given out. */
export interface Use {
  times: number;
  afterMs: number;
}

const ERRORS: Readonly<Record<Way, string>> = {
  modal: 'invalid_arguments',
  home: 'invalid_arguments',
  message: 'invalid_blocks',
  update: 'invalid_blocks',
  options: 'invalid_options',
};

/** The error id with which Slack refuses a payload that goes this way. */
export function errorOf(row: { error: string | null }, way: Way): string {
  return row.error ?? ERRORS[way];
}
