import type { Answers } from './answers.ts';
import type { Environment, RoleId } from './catalogue.ts';
import type { Organization } from './organization.ts';
import type { PersonId } from './person.ts';

export type RequestId = string;
/** `REQUEST.POSITION`, positions from 1. */
export type ItemId = string;

/** Why nobody here can press a button for it. */
export type OutsideReason = 'first-official' | 'cms-decides' | 'official-not-in-chat' | 'own-request';

/** The reasons an official can choose from. */
export const offeredReasons = ['wrong-role', 'wrong-organization', 'person-unknown', 'not-needed', 'other'] as const;
/** 'in-iqies': it was rejected there, and that was recorded here. */
export const rejectReasons = [...offeredReasons, 'in-iqies'] as const;
export type RejectReason = (typeof rejectReasons)[number];

/**
 * How a decision or its entry in iQIES became known, where no official pressed the button for it here: an official says
 * that iQIES had it already, the requester says so, the operator settled it, or the operator's own system set the role up.
 */
export const knownFrom = ['in-iqies', 'requester', 'operator', 'downstream'] as const;
export type KnownFrom = (typeof knownFrom)[number];

/** Stands for the people who run the bot, where a state names who did it. No person has this id. */
export const operatorId: PersonId = 'operator';

/** One (role, organization) of a request, with a decision of its own. */
export type ItemState =
  /** `since`: when it began to wait for the officials; once more when it was released or an approval was taken back. */
  | { status: 'pending'; since: number }
  | { status: 'held'; since: number }
  | { status: 'outside'; reason: OutsideReason }
  | { status: 'approved'; by: PersonId; at: number; basis?: KnownFrom }
  | {
      status: 'active';
      by: PersonId;
      at: number;
      basis?: KnownFrom;
      doneBy: PersonId;
      doneAt: number;
      doneBasis?: KnownFrom;
    }
  | {
      status: 'rejected';
      by: PersonId;
      at: number;
      reason: RejectReason;
      words: string | null;
      betterRole: RoleId | null;
      basis?: KnownFrom;
    }
  /** By the requester, unless the operator did it. */
  | { status: 'withdrawn'; at: number; basis?: 'operator' }
  | { status: 'expired'; at: number };

export interface Item {
  id: ItemId;
  requestId: RequestId;
  organization: Organization;
  state: ItemState;
  /** When the requester said that she sent it in iQIES; null when not said. */
  sentAt: number | null;
}

/** A request as asked: one role, one environment, one or more organizations. */
export interface Request {
  id: RequestId;
  requesterId: PersonId;
  roleId: RoleId;
  environment: Environment;
  submittedAt: number;
  /** "Legal name in HARP, if different": officials look people up by it. */
  legalName: string | null;
  answers: Answers;
  /** The request it was asked instead of, or again after; null for most. */
  previousId: RequestId | null;
  items: readonly Item[];
}

/** Nobody has decided it and it may still be decided, here or elsewhere. */
export function isUndecided(state: ItemState): boolean {
  return state.status === 'pending' || state.status === 'held' || state.status === 'outside';
}

/** A request's status in one line of numbers, computed from its items. */
export interface Tally {
  all: number;
  approved: number;
  active: number;
  rejected: number;
  undecided: number;
}

/** Counts the items of a request; `approved` includes those that are active. */
export function tally(items: readonly Pick<Item, 'state'>[]): Tally {
  const count = (test: (state: ItemState) => boolean) => items.filter((item) => test(item.state)).length;
  return {
    all: items.length,
    approved: count((state) => state.status === 'approved' || state.status === 'active'),
    active: count((state) => state.status === 'active'),
    rejected: count((state) => state.status === 'rejected'),
    undecided: count(isUndecided),
  };
}

/** The item id of a position (from 1) in a request. */
export function itemId(requestId: RequestId, position: number): ItemId {
  return `${requestId}.${position}`;
}
