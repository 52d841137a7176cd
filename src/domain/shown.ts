import type { Answers } from './answers.ts';
import type { Away } from './away.ts';
import type { Environment, Role } from './catalogue.ts';
import type { WrittenDay } from './day.ts';
import type { ItemId, ItemState, RequestId } from './item.ts';
import type { Organization } from './organization.ts';
import type { PersonId, Platform } from './person.ts';
import type { ShownChecklist } from './shown-checklist.ts';

/** What cards, messages and My Profile are drawn from: the record, with names in place of ids. */

export interface ShownPerson {
  /** null: an official known by e-mail only. */
  personId: PersonId | null;
  name: string;
  email: string | null;
  /** Whether the platform vouches for the address; an unconfirmed one is shown as such. */
  emailConfirmed: boolean;
  /** What else is to be known of the address: the operator entered it, or its domain is not listed. */
  addressNote?: 'entered' | 'not-listed';
  /** Of an official who is away: when she is back at work. */
  backAt?: number;
  /** Where she is in chat. */
  platform: Platform | null;
}

export interface ShownItem {
  id: ItemId;
  organization: Organization;
  /** The name it had when it was asked for; null when no list knew it. */
  placeName: string | null;
  placeDetail: string | null;
  state: ItemState;
  sentAt: number | null;
  /** Who is asked for it now; for outside items, officials known by e-mail. */
  officials: readonly ShownPerson[];
  decidedBy: ShownPerson | null;
  /** Active by the requester's word only, and a security-official role: it gives no authority yet. */
  unconfirmed: boolean;
  doneBy: ShownPerson | null;
  /** Its role is over since it was done in iQIES: an official removed it, or it was lost there. null while it stands. */
  over?: { as: 'removed' | 'lost'; at: number; by: ShownPerson | null } | null;
  /** It waits because the facility has another number since a day; null where it has not. */
  movedTo?: { organization: Organization; on: WrittenDay } | null;
}

export interface ShownRequest {
  id: RequestId;
  requester: ShownPerson;
  role: Role;
  environment: Environment;
  submittedAt: number;
  legalName: string | null;
  answers: Answers;
  /** When the request was sent that this one follows; null for most. */
  followsAt: number | null;
  items: readonly ShownItem[];
  talk: ShownTalk;
}

/** What was written about a request: the last lines in their order, and how many stand before them. */
export interface ShownTalk {
  lines: readonly ShownLine[];
  earlier: number;
}

export interface ShownLine {
  position: number;
  author: ShownPerson;
  at: number;
  /** null: erased. */
  words: string | null;
}

/** A role somebody has, as My Profile lists it. */
export interface ShownRole {
  role: Role;
  organization: Organization;
  placeName: string | null;
  environment: Environment;
  /** Since when it is known here; for a statement, when it was made. */
  startedAt: number;
  /** Her own word that nobody has checked; null: known here. */
  statementId: string | null;
  /** What a surveyor chose, as iQIES prints it; null: the role asks for none. */
  disciplines: readonly string[] | null;
  /** She says so, and nobody confirmed it yet. */
  unconfirmed: boolean;
  /** How buttons name it. */
  ref?: string;
  /** Since when it is lost in iQIES; null while it counts. */
  lostAt?: number | null;
}

/** A row of who has what. */
export interface ShownHolder {
  person: ShownPerson;
  role: Role;
  organization: Organization;
  placeName: string | null;
  environment: Environment;
  since: number;
  /** From the operator's list, asked for here, confirmed by an official, recorded by the person, or only stated by her. */
  basis: 'imported' | 'requested' | 'confirmed' | 'unconfirmed' | 'stated';
  /** Of a statement that nobody settled. */
  statementId: string | null;
  /** Whether the official who looks may settle it. */
  maySettle: boolean;
  /** How buttons name it. */
  ref: string;
  /** Since when it is lost in iQIES; null while it counts. */
  lostAt: number | null;
  /** Whether the official who looks may decide about it: remove it, say that it is lost, or back. */
  mayEnd: boolean;
  /** A statement that a lost role is back. */
  back: boolean;
  disciplines: readonly string[] | null;
}

/** A page of what an official goes through in a review. */
export interface ShownReview {
  rows: readonly (ShownHolder & {
    /** To be removed, for this reason (null: erased); null: it is right. */
    mark: { words: string | null; by: string } | null;
    /** Her own role, which another official looks at. */
    own: boolean;
  })[];
  /** How many rows and marks there are at her open places, and the page that was found. */
  all: number;
  marked: number;
  page: number;
  open: number;
  /** Places of hers that somebody finished. */
  done: readonly { organization: Organization; placeName: string | null; by: string; at: number }[];
}

/** What came of a review at the places of one official. */
export interface ReviewResult {
  reviewId: string;
  places: number;
  kept: number;
  /** Marked and not removed yet, and removed. */
  marked: number;
  removed: number;
}

/** Everything on one person's My Profile. */
export interface ShownProfile {
  /** Of an official: when she is away; null: she is not. */
  away: Away | null;
  person: ShownPerson;
  timeZone: string | null;
  /** The newest of those with something undecided or still to be done, and of the others; how many there are. */
  open: { requests: readonly ShownRequest[]; all: number };
  earlier: { requests: readonly ShownRequest[]; all: number };
  roles: readonly ShownRole[];
  /** Forms that she began and can go on with, the one she was at last first. */
  drafts: readonly { id: string; role: Role | null; ccns: readonly string[] }[];
  /** For officials: requests with something for her to decide or to do in iQIES, oldest first. */
  waiting: readonly { request: ShownRequest; hers: readonly ItemId[] }[];
  /** For officials: the first of her organizations with the other officials there, and how many there are. */
  seatCount: number;
  seats: readonly {
    organization: Organization;
    placeName: string | null;
    others: readonly ShownPerson[];
    /** The last day that she said. */
    leavesOn: WrittenDay | null;
  }[];
  /** Her way into iQIES, where she has a list of it; whether she is new and may begin one. */
  checklist: ShownChecklist | null;
  mayStartChecklist: boolean;
  /** She has to do with a facility, and can say that its PSO left. */
  mayReport: boolean;
}

/** One organization of a draft, looked at before submit. */
export interface PlannedPlace {
  organization: Organization;
  placeName: string | null;
  placeDetail: string | null;
  /** The General User role of this State comes first. */
  needsGeneralUser: boolean;
  outlook:
    | {
        kind: 'ask';
        officials: readonly ShownPerson[];
        /** Days until a decision there, usually; null while too few were made. */
        usualDays: number | null;
      }
    | {
        kind: 'outside';
        officials: readonly ShownPerson[];
        reason: 'first-official' | 'cms-decides' | 'official-not-in-chat' | 'own-request';
      }
    | { kind: 'not-known' }
    | { kind: 'active' }
    | { kind: 'pending' }
    | { kind: 'covered' };
}
