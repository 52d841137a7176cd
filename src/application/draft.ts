import type { TaskId } from '#content/tasks.ts';
import type { CategoryId, Environment, RoleId } from '#domain/catalogue.ts';
import type { RequestId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';

export const steps = ['category', 'role', 'organizations', 'chain', 'check', 'review', 'done'] as const;
export type Step = (typeof steps)[number];

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
  /** CCNs past the most that one request takes, kept for a second one. */
  later: string[];
  /** What she wants to do, when she began from that. */
  taskId: TaskId | null;
  /** Code of the State, for roles that are asked for at one. */
  state: string | null;
  employeeId: string;
  surveyor: boolean | null;
  /** Contract Surveyor: for CMS or for a State. */
  surveyFor: 'cms' | 'state' | null;
  contractOrganizations: string[];
  surveyorStanding: 'new' | 'existing' | null;
  federalId: string;
  federalIdAgain: string;
  /** The contractor's name, for MAC and ADO roles. */
  contractor: string;
  /** "I have the General User role in iQIES already." */
  saysGeneralUser: boolean;
  /** The request that this one is asked for instead of, or again after. */
  previousId: RequestId | null;
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
  remove(draft: Pick<Draft, 'id' | 'personId'>): Promise<void>;
  /** The draft that the person worked on last. */
  latestOf(personId: PersonId): Promise<Draft | null>;
  /** All that she can come back to, the one she worked on last first. */
  allOf(personId: PersonId): Promise<Draft[]>;
}

/** A form with nothing in it. */
export function emptyDraft(id: string, personId: PersonId, now: number): Draft {
  return {
    id,
    personId,
    step: 'category',
    environment: 'production',
    category: null,
    roleId: null,
    ccns: [],
    pasted: '',
    kept: [],
    later: [],
    taskId: null,
    state: null,
    employeeId: '',
    surveyor: null,
    surveyFor: null,
    contractOrganizations: [],
    surveyorStanding: null,
    federalId: '',
    federalIdAgain: '',
    contractor: '',
    saysGeneralUser: false,
    previousId: null,
    legalName: '',
    harpConfirmed: false,
    notVendor: false,
    updatedAt: now,
  };
}
