import type { DepartureState, Phase } from '#domain/departure.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';

/** The port to what is kept about officials who leave: part of the ledger, in a file of its own. */

export interface Departure {
  id: string;
  organization: OrganizationKey;
  /** The grant of the official it is about; whose it is now stands there. */
  grantId: string;
  /** The official; null: nobody in chat has her address. */
  officialId: PersonId | null;
  openedAt: number;
  state: DepartureState;
  /** What people wrote down as the ticket's number, kept apart; null: none. */
  ticketId: string | null;
  /** When the place had an official again after the removal. */
  replacedAt: number | null;
  /** The grant has ended, whoever ended it. */
  grantEnded: boolean;
}

/** What somebody said about a case. */
/** follows: she reported another official of the place, who said of herself that she is gone too. gone: a colleague says so. */
export const sayings = ['reported', 'follows', 'gone', 'takes-over'] as const;

export interface Saying {
  personId: PersonId;
  says: (typeof sayings)[number];
  at: number;
}

export interface DepartureReading {
  /** One case; null when there is none. */
  of(departureId: string): Promise<Departure | null>;
  /** Cases of these organizations, oldest first: all of them, or those that are open or not replaced yet. */
  at(organizations: readonly OrganizationKey[], which: 'all' | 'live'): Promise<Departure[]>;
  /** Everybody's, the newest first. */
  list(open: boolean, most: number): Promise<Departure[]>;
  /** What was said about a case, in the order of saying. */
  sayings(departureId: string): Promise<Saying[]>;
  /** How many officials somebody reported since a moment. */
  reportsSince(personId: PersonId, since: number): Promise<number>;
  /** The messages of a case that went out, or are about to. */
  messages(departureId: string): Promise<{ personId: PersonId; phase: Phase }[]>;
  /** How many grants of an official role at an organization have ended or are suspended. */
  ended(organization: OrganizationKey): Promise<number>;
}

export interface DepartureWriting extends DepartureReading {
  /** False when a case about this grant is open already. */
  open(departure: Pick<Departure, 'id' | 'organization' | 'grantId' | 'openedAt' | 'state'>): Promise<boolean>;
  /** Moves a case on, only if it still is in the state it was judged in. */
  move(departureId: string, from: DepartureState, to: DepartureState): Promise<boolean>;
  /** False when she said the same before. */
  say(departureId: string, saying: Saying): Promise<boolean>;
  noteTicket(departureId: string, textId: string): Promise<void>;
  /** False when it was noted before. */
  noteReplaced(departureId: string, at: number): Promise<boolean>;
}
