import type { OrganizationKey } from '#domain/organization.ts';
import type { PlaceName } from './ledger.ts';
import type { DeadTask } from './outbox.ts';
import type { StoredQuestion } from './questions.ts';

/** The port to the numbers that the operator watches: counted by the database, each in a moment, whatever the record holds. */
export interface Overviews {
  gauges(now: number): Promise<RecordGauges>;
  waiting(now: number): Promise<WaitingOverview>;
  /** Decisions of officials in the last weeks, the oldest week first. */
  weeks(now: number, most: number): Promise<DecisionWeek[]>;
  thin(): Promise<ThinOverview>;
  questions(): Promise<QuestionOverview>;
  deliveries(now: number): Promise<DeliveryOverview>;
}

/** What metrics say of the record. */
export interface RecordGauges {
  items: { status: string; count: number }[];
  due: { platform: string; count: number }[];
  dead: { platform: string; count: number }[];
  /** Since when the longest waiting due task is due; 0 when none is. */
  oldestDueMs: number;
  openNotices: number;
}

export const undecidedStatuses = ['pending', 'held', 'outside'] as const;
export type UndecidedStatus = (typeof undecidedStatuses)[number];

/** What nobody has decided yet. */
export interface WaitingOverview {
  /** How many wait so long: `underDays` null is "longer". */
  ages: { underDays: number | null; counts: Readonly<Record<UndecidedStatus, number>> }[];
  /** The places where it waits longest. */
  places: WaitingAt[];
  /** Places that are not among these. */
  more: number;
}

export interface WaitingAt extends PlaceName {
  organization: OrganizationKey;
  counts: Readonly<Record<UndecidedStatus, number>>;
  oldestAt: number;
}

/** Decisions that officials made in one week by pressing a button here. */
export interface DecisionWeek {
  /** Its Monday, in UTC. */
  beginsAt: number;
  decisions: number;
  /** From the request to the decision; null without a decision. */
  medianMs: number | null;
  /** Nine of ten took no longer. */
  p90Ms: number | null;
}

/** Facilities that are known here by a role or a request, and have no PSO or only one. */
export interface ThinOverview {
  none: number;
  one: number;
  /** Those where most waits, at most a hundred. */
  facilities: { ccn: string; officials: 0 | 1; waiting: number }[];
}

export interface QuestionOverview {
  open: number;
  newest: StoredQuestion[];
}

export interface DeliveryOverview {
  /** By where they go. */
  ways: { platform: string; doneLately: number; due: number; dead: number }[];
  oldestDueMs: number;
  /** The newest that were given up. */
  dead: DeadTask[];
}
