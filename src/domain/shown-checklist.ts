import type { Fit, Progress, Step } from './checklist.ts';
import type { RequestId } from './item.ts';
import type { Organization } from './organization.ts';
import type { ShownPerson, ShownRole } from './shown.ts';

/** A person's list as messages, dialogs and My Profile draw it. */
export interface ShownChecklist {
  fit: Fit;
  steps: readonly Step[];
  /** The request that the list is about; null while there is none. */
  requestId: RequestId | null;
  /** Of its places: how many are approved or ready, how many work, and all; null while there is none. */
  places: { approved: number; active: number; all: number } | null;
  /** Her surveyor role that still wants its disciplines. */
  disciplinesOf: ShownRole | null;
  /** She wants to hear once when nothing moved for a while. */
  nudge: boolean;
  /** She ended it. */
  closed: boolean;
}

/** A list that somebody started for a person, as she reads it. */
export interface ShownInvite {
  inviteId: string;
  /** null: the people who run this bot. */
  by: ShownPerson | null;
  organization: Organization | null;
  placeName: string | null;
  answer: 'started' | 'declined' | 'ended' | null;
}

/** One line of what an official started: she knows the address because she wrote it. */
export interface ShownColleague {
  email: string;
  organization: Organization;
  placeName: string | null;
  invitedAt: number;
  progress: Progress;
}
