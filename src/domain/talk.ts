import { secretIn } from './guard.ts';
import type { ItemId, RequestId } from './item.ts';
import type { PersonId } from './person.ts';
import type { Refusal } from './refusal.ts';

/** What an official and the requester write to each other about a request (rules, section 4). */

/** To whom a line goes: the person who asked, every official asked, who decided an item, or who wrote an earlier line. */
export type TalkTarget =
  | { to: 'requester' }
  | { to: 'officials' }
  | { to: 'decider'; itemId: ItemId }
  | { to: 'line'; position: number };

/** A line as it was sent; `words` is null when they were erased. */
export interface TalkLine {
  requestId: RequestId;
  /** From 1, in the order of sending. */
  position: number;
  authorId: PersonId;
  /** null: everybody who was asked for it. */
  toId: PersonId | null;
  at: number;
  words: string | null;
}

export const talkWordsMax = 500;
/** So many lines a day may one person write about one request. */
const talkLinesADay = 20;
export const dayMs = 24 * 60 * 60 * 1000;

/**
 * Why a line can't be sent; null when it can.
 * @param written how many lines its author wrote about the request within a day
 */
export function lineProblem(words: string, written: number): Refusal | null {
  if (words.trim() === '') return 'line-missing';
  if (words.length > talkWordsMax) return 'words-too-long';
  if (secretIn(words) !== null) return 'holds-a-secret';
  return written >= talkLinesADay ? 'lines-used-up' : null;
}
