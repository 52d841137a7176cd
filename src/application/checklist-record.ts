import type { Fit, StepId } from '#domain/checklist.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';

/** The port to what is kept of checklists: what a person chose and ticked, and who started one for whom. */

export interface StoredChecklist extends Fit {
  personId: PersonId;
  startedAt: number;
  /** When she last said what fits her. */
  chosenAt: number;
  /** She wants one reminder; when it went out. */
  nudge: boolean;
  nudgedAt: number | null;
  closedAt: number | null;
  ticks: ReadonlyMap<StepId, number>;
}

/** A list that an official (`by`) or the operator (null) started for the person with an address. */
export interface StoredInvite {
  inviteId: string;
  email: string;
  by: PersonId | null;
  organization: OrganizationKey | null;
  /** What the operator's list says of her; she is asked all the same. */
  proposed: Partial<Fit>;
  invitedAt: number;
  /** Whose it is, once an account with the address is known. */
  personId: PersonId | null;
  /** ended: she ended the list; it is shown again to nobody until she starts it with this invitation once more. */
  answer: 'started' | 'declined' | 'ended' | null;
}

export interface ChecklistReading {
  of(personId: PersonId): Promise<StoredChecklist | null>;
  invite(inviteId: string): Promise<StoredInvite | null>;
  /** All that were started for an address, whoever has it. */
  forAddress(email: string): Promise<StoredInvite[]>;
  /** What one official, or the operator, started; newest first. */
  startedBy(by: PersonId | null, most: number): Promise<StoredInvite[]>;
  /** How many officials started for others, and how many people began theirs unasked. */
  startedElsewhere(): Promise<{ byOfficials: number; byThemselves: number }>;
}

export interface ChecklistWriting extends ChecklistReading {
  /** Keeps it in place of the one before; what was ticked stays. */
  save(list: Omit<StoredChecklist, 'ticks'>): Promise<void>;
  /** False when it was so before. */
  tick(personId: PersonId, step: StepId, at: number | null): Promise<boolean>;
  addInvite(invite: StoredInvite): Promise<void>;
  bindInvite(inviteId: string, personId: PersonId): Promise<boolean>;
  /** False when it was answered so before. */
  answerInvite(inviteId: string, answer: 'started' | 'declined', at: number): Promise<boolean>;
  /** Whoever started her list sees nothing of it any more. @returns the invitations that were hers */
  endInvites(personId: PersonId, at: number): Promise<string[]>;
}
