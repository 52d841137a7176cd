import type { Task } from './task.ts';

/** The port to the tasks that are due, as a delivering process sees them. */
export interface LeasedTask {
  id: string;
  /** Tasks with the same key keep one message true. */
  key: string | null;
  task: Task;
  /** Tasks of one lane are done in order, by one process at a time: those of one request on one platform. */
  lane: string;
  version: number;
  attempts: number;
  /** What it kept of the work that asked for it, for those who watch. */
  from: string | null;
}

/** Where a message stands on its platform, so that it can be edited, and what it shows. */
export interface SentMessage {
  place: string;
  contentHash: string;
}

/** A message that stays true. */
export type CheckedTask = Pick<LeasedTask, 'id' | 'task'> & { key: string };

/** A delivery that was given up: what it was for, in ids only. */
export interface DeadTask {
  id: string;
  kind: string;
  platform: string;
  requestId: string | null;
  personId: string | null;
  error: string | null;
  deadAt: number;
}

export interface Outbox {
  /**
   * Takes due tasks in their order; they come back by themselves after `leaseMs` when nobody finishes them. A lane that
   * anybody works on is left out, and so is what comes after a failed task for the same person.
   * @param ownToo false: only tasks that are for no platform
   */
  lease(now: number, leaseMs: number, most: number, ownToo?: boolean): Promise<LeasedTask[]>;
  /** Gives back tasks that were not begun. @param dueAt when they are due again; null: as they were */
  giveBack(tasks: readonly LeasedTask[], dueAt: number | null): Promise<void>;
  /** Nothing is sent to this workspace or tenant before `until`, by any process. */
  pause(scope: string, until: number): Promise<void>;
  /** The workspaces and tenants to which nothing is sent now, and until when. */
  pauses(now: number): Promise<ReadonlyMap<string, number>>;
  /** Resolves when every change that can be read now survives a power cut: before that nobody is told of it. */
  settled(): Promise<void>;
  finish(task: LeasedTask, now: number): Promise<void>;
  /** Due again at `dueAt`; null gives it up, visibly to the operator. */
  postpone(task: LeasedTask, dueAt: number | null, error: string, now: number): Promise<void>;
  /** Gives back every lease: for the start of the only server. */
  freeLeases(): Promise<void>;
  /** Messages to look at, when it is time for it; see storage/sweep. */
  nextSweep(now: number, everyMs: number, most: number): Promise<{ tasks: CheckedTask[]; nextAt: number }>;
  /** Makes a task due that was done. */
  makeDue(id: string, now: number): Promise<void>;
  sentMessage(key: string): Promise<SentMessage | null>;
  saveSentMessage(key: string, message: SentMessage, now: number): Promise<void>;
  /** Shows every card, status and Home anew: the rehearsal's workspace forgets its messages when it stops. */
  showAgain(now: number): Promise<void>;
  dead(): Promise<DeadTask[]>;
  /** Makes a given-up task due again. */
  retry(id: string, now: number): Promise<boolean>;
}
