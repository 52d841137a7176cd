import type { Task } from './task.ts';

/** The port to the tasks that are due, as a delivering process sees them. */
export interface LeasedTask {
  id: string;
  /** Tasks with the same key keep one message true. */
  key: string | null;
  task: Task;
  version: number;
  attempts: number;
}

/** Where a message stands on its platform, so that it can be edited, and what it shows. */
export interface SentMessage {
  place: string;
  contentHash: string;
}

export interface Outbox {
  /** Takes due tasks; they come back by themselves after `leaseMs` when nobody finishes them. */
  lease(now: number, leaseMs: number, most: number): Promise<LeasedTask[]>;
  finish(task: LeasedTask, now: number): Promise<void>;
  /** Due again at `dueAt`; null gives it up, visibly to the operator. */
  postpone(task: LeasedTask, dueAt: number | null, error: string, now: number): Promise<void>;
  /** Gives back every lease: for the start of the only server. */
  freeLeases(): Promise<void>;
  sentMessage(key: string): Promise<SentMessage | null>;
  saveSentMessage(key: string, message: SentMessage, now: number): Promise<void>;
  /** Shows every card, status and Home anew: the rehearsal's workspace forgets its messages when it stops. */
  showAgain(now: number): Promise<void>;
  dead(): Promise<{ id: string; kind: string; error: string | null; deadAt: number }[]>;
  /** Makes a given-up task due again. */
  retry(id: string, now: number): Promise<boolean>;
}
