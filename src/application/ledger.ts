import type { Answered } from '#domain/answer.ts';
import type { Answers } from '#domain/answers.ts';
import type { Official, Seat } from '#domain/approvers.ts';
import type { Away } from '#domain/away.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import type { WrittenDay } from '#domain/day.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import type { Item, ItemId, ItemState, Request, RequestId } from '#domain/item.ts';
import type { JoinOffer, Pair } from '#domain/joining.ts';
import type { ContractorLine, Organization, OrganizationKey } from '#domain/organization.ts';
import type { Account, PersonId, Platform } from '#domain/person.ts';
import type { Held } from '#domain/submit.ts';
import type { TalkLine } from '#domain/talk.ts';
import type { ChecklistReading, ChecklistWriting } from './checklist-record.ts';
import type { DepartureReading, DepartureWriting } from './departure-record.ts';
import type { PersonTraces, ScatteredTraces } from './erase-person.ts';
import type { MailUse } from './mail-use.ts';
import type { StoredQuestion } from './questions.ts';
import type { WorkspaceWriting } from './slack-workspaces.ts';
import type { RequestMail, Task } from './task.ts';
import type { ConfirmationNumber, NumberFor } from './verification-port.ts';

/**
 * The port to the record: everything that must never be lost. A use case reads and writes inside one `change`; what it
 * wrote is on the disk when `change` resolves, or nothing is. Inside, only the given repository is used: no network, no
 * timers, no second handle (the embedded database has one connection).
 */
export interface Ledger {
  read<T>(work: (record: Reading) => Promise<T>): Promise<T>;
  change<T>(work: (record: Writing) => Promise<T>): Promise<T>;
}

/** Thrown by a ledger that could not commit in time; nothing was written and the same change may be tried again. */
export class LedgerUnavailable extends Error {
  override name = 'LedgerUnavailable';
}

/** An account's address on its platform. `scope` is the Slack team or the Teams tenant. */
export interface Identity {
  platform: Platform;
  scope: string;
  userId: string;
}

export interface KnownPerson {
  personId: PersonId;
  identity: Identity;
  account: Account;
  timeZone: string | null;
  /** When the platform was last asked about the account. */
  checkedAt: number;
  /** Another live account of the platform has the same address. */
  heldTwice: boolean;
  /** The address that the operator entered because the account has none: it counts for asking, never for deciding. */
  enteredEmail: string | null;
  /** Its workspace took the bot away, so that nobody can write to it. */
  outOfReach?: true;
}

/** How an organization was called when it was asked for. */
export interface PlaceName {
  name: string | null;
  /** City, State and type, as far as known. */
  detail: string | null;
}

export interface StoredItem extends Item {
  place: PlaceName;
}

export interface StoredRequest extends Request {
  items: readonly StoredItem[];
  draftId: string;
}

/** From the operator's list, out of a request, or stated by the person and confirmed by an official. */
export const grantBases = ['imported', 'requested', 'confirmed'] as const;

/** A facility that has another number since a day. */
export interface ProviderMove {
  organization: OrganizationKey;
  became: OrganizationKey;
  on: WrittenDay;
}

/** A role somebody has: an official's from the operator's list, or one that came out of a request. */
export interface Grant {
  grantId: string;
  personId: PersonId | null;
  roleId: RoleId;
  organization: OrganizationKey;
  environment: Environment;
  basis: (typeof grantBases)[number];
  /**
   * unconfirmed: recorded by the person; gives no authority until the operator confirms it. suspended: lost in iQIES; it
   * counts for nothing until it is back.
   */
  standing: 'active' | 'unconfirmed' | 'suspended';
  /** Of an imported official: as the operator wrote them. */
  email: string | null;
  name: string | null;
  startedAt: number;
  /** When it was lost in iQIES; null while it is not. */
  suspendedAt: number | null;
}

/** How an official or the operator ended a role. */
export interface RoleEnd {
  by: PersonId;
  textId: TextId;
}

/** A role that an official removed, or that was lost and is not back. */
export interface OverRole extends RoleAt {
  as: 'removed' | 'lost';
  at: number;
  /** Who removed it; null of a lost one. */
  by: PersonId | null;
}

/** Something that waits for an official, as far as it takes to know since when and whether it is hers. */
export interface WaitingItem {
  itemId: ItemId;
  requestId: RequestId;
  requesterId: PersonId;
  roleId: RoleId;
  environment: Environment;
  organization: Organization;
  state: Extract<ItemState, { status: 'pending' | 'approved' }>;
  /** When she got her card. */
  cardSince: number;
}

export interface NewRequest {
  id: RequestId;
  draftId: string;
  requesterId: PersonId;
  roleId: RoleId;
  environment: Environment;
  submittedAt: number;
  legalName: string | null;
  answers: Answers;
  previousId: RequestId | null;
  items: readonly { organization: OrganizationKey; place: PlaceName; state: ItemState }[];
}

/** Words of a person, kept apart so that they can be erased. */
type TextId = string;

/** "I have this role in iQIES": the person's word, with its date. It never gives authority. */
export interface StatedRole {
  statementId: string;
  personId: PersonId;
  roleId: RoleId;
  organization: OrganizationKey;
  environment: Environment;
  statedAt: number;
}

/** A statement with what became of it. */
export interface KnownStatement extends StatedRole {
  /** null: nobody settled it. */
  settledAs: 'confirmed' | 'struck' | null;
}

/** Organizations of an official: where both environments are hers, and where training alone is. */
export interface SeatedPlaces {
  both: readonly OrganizationKey[];
  training: readonly OrganizationKey[];
}

/** Where roles are gone through together in a review. */
export interface PlaceAt {
  organization: OrganizationKey;
  environment: Environment;
}

/** The operator's review of who has what. */
export interface Review {
  reviewId: string;
  startedAt: number;
  /** null while it is open. */
  endedAt: number | null;
}

export interface ReviewPlace extends PlaceAt {
  /** Who went through it, and how many roles were right; null while it is open. */
  finished: { at: number; by: PersonId; kept: number } | null;
}

/** A role that is to be removed, with the reason. */
export interface ReviewMark extends PlaceAt {
  ref: string;
  by: PersonId;
  textId: TextId;
  at: number;
  removedAt: number | null;
}

/** A page of who has what: statements come before grants. */
export interface RoleHolders {
  statements: StatedRole[];
  grants: Grant[];
  all: number;
}

/** The disciplines a surveyor chose for a role, exactly as iQIES prints them. */
export interface DisciplineChoice extends RoleAt {
  chosen: readonly string[];
}

export type EventKind =
  | 'person-seen'
  | 'email-changed'
  | 'account-bound'
  | 'account-refused'
  | 'request-submitted'
  | 'item-approved'
  | 'item-rejected'
  | 'item-withdrawn'
  | 'item-sent'
  | 'item-done'
  | 'item-asked-to-send'
  | 'item-rerouted'
  | 'grant-started'
  | 'grant-ended'
  | 'role-stated'
  | 'statement-settled'
  | 'item-taken-back'
  | 'item-settled'
  | 'item-outcome'
  | 'request-asked'
  | 'request-answered'
  | 'official-named'
  | 'disciplines-chosen'
  | 'grant-confirmed'
  | 'role-removed'
  | 'role-lost'
  | 'reminder-chosen'
  | 'account-missing'
  | 'review-started'
  | 'review-marked'
  | 'review-finished'
  | 'join-offered'
  | 'join-confirmed'
  | 'join-refused'
  | 'identities-joined'
  | 'notice-handled'
  | 'email-entered'
  | 'account-gone'
  | 'number-sent'
  | 'official-verified'
  | 'set-up-accepted'
  | 'person-erased'
  | 'set-up-failed'
  | 'item-expired'
  | 'departure-reported'
  | 'departure-answered'
  | 'departure-unanswered'
  | 'departure-confirmed'
  | 'departure-ticket'
  | 'departure-taken-over'
  | 'departure-removed'
  | 'departure-replaced'
  | 'provider-moved'
  | 'away-set'
  | 'away-began'
  | 'away-ended'
  | 'checklist-started'
  | 'checklist-closed'
  | 'step-ticked'
  | 'step-unticked'
  | 'checklist-offered'
  | 'checklist-declined'
  | 'workspace-installed'
  | 'workspace-removed'
  | 'refused';

export interface Event {
  kind: EventKind;
  requestId?: RequestId;
  itemId?: ItemId;
  /** Who did it; absent: the bot itself. */
  actorId?: PersonId;
  /** Whom it is about, when that is somebody else. */
  subjectId?: PersonId;
  platform?: Platform | 'command-line' | 'webhook';
  /** Ids and closed words only. What a person typed stands apart, so that it can be erased while the chain verifies. */
  data?: Readonly<Record<string, string | number | boolean | null>>;
  /** The event also covers the words kept with this item (the reason of a rejection). */
  wordsOf?: ItemId;
  /** The event also covers this kept text. */
  textId?: TextId;
}

export const noticeKinds = [
  'email-changed',
  'account-bound',
  'address-taken',
  'official-not-in-chat',
  'official-unusable',
  'official-unconfirmed',
  'delivery-dead',
  'workspace-gone',
  'email-wanted',
  'official-named',
  'official-named-unlisted',
  'identities-joined',
  'join-refused',
  'mail-refused',
  'number-not-sent',
  'official-lost',
  'official-back',
  'set-up-failed',
  'not-done',
  'official-reported',
  'official-gone',
  'official-leaving',
  'review-done',
  'review-late',
  'all-away',
] as const;

/** Something the operator should see. One row for each `key`, however often it happens. */
export interface OperatorNotice {
  key: string;
  about: (typeof noticeKinds)[number];
  personId?: PersonId;
  grantId?: string;
  detail?: string;
  /** What a person wrote for the operator, kept apart. */
  textId?: TextId;
}

/** A notice as it stands in the operator's list. */
export interface KeptNotice extends OperatorNotice {
  at: number;
  /** When the operator said that it is handled; null: open. */
  doneAt: number | null;
}

export interface Reading {
  person(personId: PersonId): Promise<KnownPerson | null>;
  /** Each account of a person: she may have one on each platform. */
  accountsOf(personId: PersonId): Promise<KnownPerson[]>;
  /** Others who have her address on another platform: for decisions about her own request they are she herself. */
  twinsOf(personId: PersonId): Promise<PersonId[]>;
  joinOffer(pair: Pair): Promise<JoinOffer | null>;
  /** When somebody was seen here first. */
  knownSince(personId: PersonId): Promise<number>;
  personAt(identity: Identity): Promise<KnownPerson | null>;
  /** People whose account has this address now. */
  peopleWith(email: string): Promise<PersonId[]>;
  /** Whether the domain of an address is one that the operator listed. */
  isListed(email: string): boolean;
  request(requestId: RequestId): Promise<StoredRequest | null>;
  requestOfDraft(draftId: string): Promise<StoredRequest | null>;
  /** Newest first. */
  requestsOf(personId: PersonId, most: number): Promise<StoredRequest[]>;
  /** Everybody's, newest first; `open`: only those with something undecided or still to be done in iQIES. */
  requestIds(open: boolean, most: number): Promise<RequestId[]>;
  /**
   * Requests with an item at one of the organizations, or anywhere when null, that is undecided or still to be done in iQIES:
   * in the order of their ids, those after `after` ('' begins), at most `most`.
   */
  openRequestsAt(
    organizations: readonly OrganizationKey[] | null,
    after: RequestId,
    most: number,
  ): Promise<RequestId[]>;
  /** Standing security-official grants of the seats, each with how its person can be reached. */
  officialsAt(seats: readonly Seat[]): Promise<Official[]>;
  grant(grantId: string): Promise<Grant | null>;
  grantsOf(personId: PersonId): Promise<Grant[]>;
  /** All standing grants from the operator's lists, officials and ordinary roles, for the operator's diffs. */
  importedGrants(): Promise<Grant[]>;
  /** Roles of a person that were removed by an official, or lost and not back, in one environment. */
  overRoles(personId: PersonId, roleId: RoleId, environment: Environment): Promise<OverRole[]>;
  /** The review with this id, or the last one that was started. */
  review(reviewId?: string): Promise<Review | null>;
  /** Places of a review in their order: those after `after`, or at these organizations only. */
  reviewPlaces(
    reviewId: string,
    which: { organizations: readonly OrganizationKey[] } | { after: string; most: number; open: boolean },
  ): Promise<ReviewPlace[]>;
  /** What a review goes through at these places: ordinary roles that count, and what people say they have. */
  reviewRows(places: readonly PlaceAt[], from: number, most: number): Promise<RoleHolders>;
  /** Roles that are to be removed, at these places or everywhere when null. */
  reviewMarks(reviewId: string, places: readonly PlaceAt[] | null): Promise<ReviewMark[]>;
  /** Since when she wants to be reminded to log in; null when she does not. */
  remindedSince(personId: PersonId): Promise<number | null>;
  /** Roles of an address on the operator's lists that an official removed. */
  removedFrom(email: string): Promise<RoleAt[]>;
  unboundGrants(email: string): Promise<Grant[]>;
  /** Standing grants that the operator gave to this address and that are bound to somebody. */
  boundGrants(email: string): Promise<Grant[]>;
  /** Standing security-official grants that no account is bound to yet. */
  unboundGrantIds(most: number): Promise<string[]>;
  /** Security-official roles that their people recorded and nobody confirmed yet, and lost ones; oldest first. */
  unconfirmedGrants(most: number): Promise<Grant[]>;
  /** Names of contractors that have an official here, in order. */
  contractors(line: ContractorLine): Promise<string[]>;
  /** What the record knows a person by. */
  traces(named: { personId: PersonId } | { email: string }): Promise<PersonTraces>;
  /** Where else she is. @param kept a text of ours that stays */
  scattered(traces: PersonTraces, kept: string): Promise<ScatteredTraces>;
  /** What somebody wrote; null when it was erased. */
  text(textId: TextId): Promise<string | null>;
  /** Statements that nobody settled yet: of a person, or of all people at an organization. */
  statedRoles(of: { personId: PersonId } | { organization: OrganizationKey }): Promise<StatedRole[]>;
  /** How long the last decisions of officials at an organization took, in ms. */
  decisionTimes(organization: OrganizationKey, most: number): Promise<number[]>;
  /** One statement, settled or not. */
  statement(statementId: string): Promise<KnownStatement | null>;
  /** Who has what at these organizations: at most `most` rows, after the first `from`. At least one organization is named. */
  roleHolders(places: SeatedPlaces, from: number, most: number): Promise<RoleHolders>;
  /** A person's requests, the newest first: those with something undecided or still to be done, and the others. */
  requestIdsOf(personId: PersonId): Promise<{ open: RequestId[]; earlier: RequestId[] }>;
  /** What a surveyor chose, for each of her roles. */
  disciplinesOf(personId: PersonId): Promise<DisciplineChoice[]>;
  /** What a person has or has asked for, for the check before submit. */
  heldBy(personId: PersonId): Promise<Held[]>;
  /** People who have a card of this request. */
  cardHolders(requestId: RequestId): Promise<PersonId[]>;
  /** Requests of which this person has a card and in which something is undecided or still to be done, oldest first. */
  openCardsOf(personId: PersonId, most: number): Promise<RequestId[]>;
  /** What a person has a card of and that is undecided or still to be done in iQIES, the longest first, at most `most`. */
  waitsFor(personId: PersonId, most: number): Promise<WaitingItem[]>;
  /** The absence of a person, planned or begun; null: none. */
  away(personId: PersonId): Promise<Away | null>;
  /** When something was said last; null: never. */
  saidAt(key: string): Promise<number | null>;
  /** Requests with something undecided or still to be done for which no time is set: there should be none. */
  forgottenRequests(most: number): Promise<RequestId[]>;
  /** The last lines that were written about a request, in their order, and how many there are in all. */
  talkOf(requestId: RequestId, most: number): Promise<{ lines: TalkLine[]; all: number }>;
  talkLine(requestId: RequestId, position: number): Promise<TalkLine | null>;
  hasLine(lineId: string): Promise<boolean>;
  /** How many lines a person wrote about a request since a moment. */
  linesSince(requestId: RequestId, authorId: PersonId, since: number): Promise<number>;
  /** Whether a click did its work before. */
  clickDone(id: string): Promise<boolean>;
  /** Open ones first, the newest of each first. */
  notices(most: number): Promise<KeptNotice[]>;
  notice(key: string): Promise<KeptNotice | null>;
  /** Open notices that did not go out by e-mail yet, oldest first, and when the last ones did. */
  noticesToMail(most: number): Promise<{ notices: KeptNotice[]; lastAt: number | null }>;
  /** What e-mail is used for here. */
  mailUse: MailUse;
  /** Whether a mail server refused this address for good, not long ago. */
  mailRefused(address: string, now: number): Promise<boolean>;
  /** Whether an account, as it is now, was confirmed for an official's address. */
  isConfirmed(person: KnownPerson, address: string): Promise<boolean>;
  /** The last number that this account asked for, for this address. */
  lastNumber(about: NumberFor): Promise<ConfirmationNumber | null>;
  /** How many numbers were asked for since a moment, for this address. */
  numbersSince(address: string, since: number): Promise<number>;
  number(numberId: string): Promise<ConfirmationNumber | null>;
  /** Whether one of her accounts is in a chat that reaches her. */
  isReachedInChat(personId: PersonId): Promise<boolean>;
  /** E-mails to officials about a request that were sent or are on their way. */
  mailsAbout(requestId: RequestId): Promise<RequestMail[]>;
  question(questionId: string): Promise<StoredQuestion | null>;
  /** Questions without a good answer, newest first. */
  openQuestions(most: number): Promise<StoredQuestion[]>;
  /** Officials who left, or are about to. */
  departures: DepartureReading;
  checklists: ChecklistReading;
  /** What became of these facilities; those that kept their number are left out. */
  movesOf(organizations: readonly OrganizationKey[]): Promise<ProviderMove[]>;
}

export interface Writing extends Reading {
  departures: DepartureWriting;
  checklists: ChecklistWriting;
  workspaces: WorkspaceWriting;
  /** False when another number was noted for it before. */
  noteMove(move: ProviderMove, now: number): Promise<boolean>;
  savePerson(identity: Identity, account: Account, timeZone: string | null, now: number): Promise<KnownPerson>;
  /** False when the account has an address of its own. */
  enterEmail(identity: Identity, email: string): Promise<boolean>;
  /** False when the two were asked before. */
  offerJoin(pair: Pair, now: number): Promise<boolean>;
  answerOffer(pair: Pair, platform: Platform, now: number): Promise<void>;
  /** False when somebody refused before. */
  refuseOffer(pair: Pair, now: number): Promise<boolean>;
  /** All that is kept of one person is the other's from now on. The events stay as they are. */
  joinPeople(into: PersonId, from: PersonId): Promise<void>;
  addRequest(request: NewRequest): Promise<StoredRequest>;
  /** Moves an item on, only if it still is in the state it was judged in. False: somebody else was first. */
  moveItem(itemId: ItemId, from: ItemState, to: ItemState): Promise<boolean>;
  /** Keeps an absence in place of the one before; null: there is none any more. */
  saveAway(personId: PersonId, away: Away | null): Promise<void>;
  /** Remembers that something was said. */
  say(key: string, now: number): Promise<void>;
  /** Remembers for a day that a click did its work. */
  keepClick(id: string, now: number): Promise<void>;
  markSent(itemId: ItemId, now: number): Promise<boolean>;
  /** An official found nothing there: she may say it again. */
  unmarkSent(itemId: ItemId): Promise<void>;
  /** False when the same one stands already. */
  stateRole(statement: StatedRole): Promise<boolean>;
  /** False when it was settled before. */
  settleStatement(statementId: string, as: 'confirmed' | 'struck', by: PersonId, now: number): Promise<boolean>;
  /** Keeps a surveyor's choice in place of the one before. */
  chooseDisciplines(personId: PersonId, role: RoleAt, chosen: readonly string[], now: number): Promise<void>;
  /** Keeps a person's words. */
  keepText(text: string, personId: PersonId): Promise<TextId>;
  /** Writes a line after all others; null when a line with this id stands already. */
  addLine(
    lineId: string,
    line: Omit<TalkLine, 'position' | 'words'> & { words: string },
  ): Promise<{ position: number; textId: TextId } | null>;
  startGrant(grant: Omit<Grant, 'suspendedAt'>): Promise<void>;
  /** `end`: an official removed it. False when it has ended before. */
  endGrant(grantId: string, now: number, end?: RoleEnd): Promise<boolean>;
  /** Starts a review of these organizations, or of all where somebody has a role. @returns how many places it has */
  startReview(reviewId: string, organizations: readonly OrganizationKey[] | null, now: number): Promise<number>;
  endReview(reviewId: string, now: number): Promise<boolean>;
  /** False when somebody finished it before. */
  finishPlace(reviewId: string, place: PlaceAt, by: PersonId, kept: number, now: number): Promise<boolean>;
  /** Keeps a mark in place of the one before; null takes it away. */
  markRole(
    reviewId: string,
    ref: string,
    mark: Omit<ReviewMark, 'ref' | 'at' | 'removedAt'> | null,
    now: number,
  ): Promise<void>;
  markRemoved(reviewId: string, ref: string, now: number): Promise<boolean>;
  /** Reminds her to log in from a moment on, or no longer. */
  remindFrom(personId: PersonId, since: number | null): Promise<void>;
  /** Moves a standing grant on, if it still stands as it was judged. */
  moveGrant(grantId: string, from: Grant['standing'], to: Grant['standing'], now: number): Promise<boolean>;
  bindGrant(grantId: string, personId: PersonId): Promise<boolean>;
  /** Remembers that nobody in chat has the address of this grant. */
  noteNotInChat(grantId: string, now: number): Promise<void>;
  /** Takes everything personal of hers out of every table; false while something is being delivered to her. */
  erase(traces: PersonTraces, scattered: ScatteredTraces, now: number): Promise<boolean>;
  record(event: Event, now: number): Promise<void>;
  enqueue(task: Task, now: number): Promise<void>;
  /** The same, to be done later. Of a task with a key this moves the time, also to a later one. */
  enqueueAt(task: Task, dueAt: number, now: number): Promise<void>;
  /** The same, where an earlier time that stands already is kept. */
  enqueueBy(task: Task, dueAt: number, now: number): Promise<void>;
  /** False when a task with this key was there before. */
  enqueueOnce(key: string, task: Task, now: number): Promise<boolean>;
  /** An e-mail to an official about a request; the same one is sent once. Nothing where no e-mail is sent. */
  mailOnce(mail: RequestMail, now: number): Promise<void>;
  addNumber(numberId: string, about: NumberFor & { grantId: string }, now: number): Promise<void>;
  /** Keeps what the number that is sent now is compared with. */
  keepNumber(numberId: string, salt: string, hash: string, now: number): Promise<void>;
  /** Counts a wrong entry. @returns how many there were */
  countWrong(numberId: string): Promise<number>;
  /** False when it was used before. */
  spendNumber(numberId: string, now: number): Promise<boolean>;
  confirmOfficialAccount(person: KnownPerson, address: string, now: number): Promise<void>;
  /** Remembers that notices went out by e-mail. */
  noteMailed(keys: readonly string[], now: number): Promise<void>;
  /** Remembers that a mail server refused an address for good. */
  noteMailRefused(address: string, now: number): Promise<void>;
  addQuestion(question: {
    id: string;
    at: number;
    personId: PersonId;
    text: string | null;
    answered: Answered;
  }): Promise<void>;
  /** False: it is not this person's question. */
  rateQuestion(questionId: string, personId: PersonId, helpful: boolean, note: string | null): Promise<boolean>;
  closeQuestion(questionId: string, now: number): Promise<boolean>;
  tellOperator(notice: OperatorNotice, now: number): Promise<void>;
  /** Marks a notice as handled; false when it is not there or was handled before. */
  handleNotice(key: string, now: number): Promise<boolean>;
  /** Remembers that a person wants to hear when this organization gets an official. */
  waitFor(organization: OrganizationKey, personId: PersonId, roleId: RoleId, now: number): Promise<void>;
  /** Takes those who waited for an official of this organization off the list. */
  takeWaiting(organization: OrganizationKey): Promise<{ personId: PersonId; roleId: RoleId }[]>;
}
