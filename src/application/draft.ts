import type { CategoryId, Environment, RoleId } from '#domain/catalogue.ts';
import type { PersonId } from '#domain/person.ts';

export type Step = 'category' | 'role' | 'organizations' | 'check' | 'review' | 'done';

/** A half-filled request. It may be lost without harm: nobody has been asked yet. */
export interface Draft {
  id: string;
  personId: PersonId;
  step: Step;
  environment: Environment;
  category: CategoryId | null;
  roleId: RoleId | null;
  /** CCNs chosen so far, in the order of choosing. */
  ccns: string[];
  /** Exactly what stands in the paste field. */
  pasted: string;
  /** CCNs that are in no list and that the person decided to keep. */
  kept: string[];
  /** What was found and named before the review; left out after a yes. */
  legalName: string;
  harpConfirmed: boolean;
  notVendor: boolean;
  updatedAt: number;
}

/** Drafts stay 30 days after the last touch. */
export const draftKeptMs = 30 * 24 * 60 * 60 * 1000;

export interface Drafts {
  get(draftId: string): Promise<Draft | null>;
  save(draft: Draft): Promise<void>;
  remove(draftId: string): Promise<void>;
  /** The draft that the person worked on last. */
  latestOf(personId: PersonId): Promise<Draft | null>;
}
