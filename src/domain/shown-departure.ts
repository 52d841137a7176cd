import type { DepartureState, Phase } from './departure.ts';
import type { Organization } from './organization.ts';
import type { ShownPerson } from './shown.ts';

/** An official who leaves, as one reader sees it: names in place of ids, and what she may do now. */
export interface ShownDeparture {
  id: string;
  organization: Organization;
  placeName: string | null;
  official: ShownPerson;
  state: DepartureState;
  /** Where the case is now. A message of an earlier step has no buttons any more. */
  phase: Phase;
  /** Nobody reported it: she said so herself. */
  byHerself: boolean;
  /** Other PSOs who decide there, and others who count as gone. */
  others: readonly ShownPerson[];
  gone: readonly ShownPerson[];
  /** Colleagues who said that she has left, in the order of saying. */
  confirmedBy: readonly ShownPerson[];
  takers: readonly ShownPerson[];
  /** Who decides there since the removal. */
  successors: readonly ShownPerson[];
  ticket: string | null;
  /** Who removed her here; null: nobody yet. */
  removedBy: ShownPerson | null;
  reader: 'official' | 'reporter' | 'colleague' | 'desk';
  mayRemove: boolean;
}
