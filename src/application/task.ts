import type { Settlement } from '#domain/after-decision.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import type { Phase } from '#domain/departure.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import type { Pair } from '#domain/joining.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { PersonId, Platform } from '#domain/person.ts';
import type { SetUpEvent } from '#domain/provisioning.ts';
import type { Refusal } from '#domain/refusal.ts';
import { type Matter, matterKey } from './matter.ts';

/**
 * What is to be delivered after a commit. Most tasks say "make this message true": the card is drawn from the record
 * when it is sent, so that a later task always corrects an earlier one, and a repeated task changes nothing.
 */
export type Task =
  | { kind: 'card'; requestId: RequestId; personId: PersonId }
  | { kind: 'status'; requestId: RequestId; personId: PersonId }
  /**
   * Her page: Home in Slack, My Profile in Teams. Only what she has before her is made true again; `opened`: she opens it
   * now.
   */
  | { kind: 'home'; personId: PersonId; opened?: true }
  /** Her checklist, one message that stays true. */
  | { kind: 'checklist'; personId: PersonId }
  /** A checklist that somebody started for her: she says yes or no. */
  | { kind: 'invite'; inviteId: string; personId: PersonId }
  /** The account of an address that a checklist was started for. */
  | { kind: 'find-invited'; inviteId: string }
  | { kind: 'tell'; personId: PersonId; notice: Notice }
  | { kind: 'find-official'; grantId: string }
  /** An answer in a channel's thread. */
  | { kind: 'reply'; questionId: string; channel: string; thread: string; on: Platform; scope?: string }
  | { kind: 'operator'; noticeKey: string }
  /** An e-mail that is no notice of chat. */
  | { kind: 'mail'; mail: Mail }
  /** What somebody reads about an official who leaves, at one point of the case. */
  | { kind: 'departure'; departureId: string; phase: Phase; personId: PersonId }
  /**
   * The open requests that a change of officials concerns and that come after this one, in steps. `mails`: e-mail is sent
   * from now on, so that whoever could not be told is.
   */
  | { kind: 'reroute'; organizations: readonly OrganizationKey[]; after: RequestId; mails?: boolean }
  /** The operator's own system is told of an approval that came or went. */
  | { kind: 'webhook'; event: SetUpEvent; requestId: RequestId; itemId: ItemId; approval: number; at: number }
  /** Something whose time has come. */
  | { kind: 'due'; matter: Matter };

/**
 * E-mails besides the notices that go both ways. An official who is not in chat is known by a grant; `round` counts how
 * often the same request came to wait for her again.
 */
type Mail =
  | RequestMail
  | DepartureMail
  /** All that waits for an official who is not in chat, as it is when the e-mail goes out. */
  | { about: 'reminder'; grantId: string }
  /** The number with which an official confirms that it is she. It is made when it is sent. */
  | { about: 'number'; numberId: string }
  /** What the operator should see, gathered. */
  | { about: 'operator' };

/** To an official who is not in chat: a request that waits for her, and that nothing is left of it. */
export interface RequestMail {
  about: 'request' | 'request-over';
  requestId: RequestId;
  grantId: string;
  round: number;
}

/** To an official who was reported to have left and whom no chat reaches, and what came of it. */
export interface DepartureMail {
  about: 'departure';
  departureId: string;
  says: 'reported' | 'here' | 'removed';
}

/** Where a task is done: on a platform, by e-mail, or by telling the operator's own system. */
export type Way = Platform | 'email' | 'webhook';

/** Notices of decisions, and of what ends without one, which the requester gets by e-mail too. Small things stand in chat alone. */
const byMailToo: ReadonlySet<Notice['about']> = new Set([
  'approved',
  'rejected',
  'active',
  'set-up',
  'held',
  'went-outside',
  'taken-back',
  'approved-in-iqies',
  'rejected-in-iqies',
  'settled',
  'role-confirmed',
  'role-removed',
  'expires-soon',
  'expired',
]);

/** Whether a task goes by e-mail besides chat, where e-mail is sent. */
export function goesByMailToo(task: Task): boolean {
  return task.kind === 'tell' && byMailToo.has(task.notice.about);
}

/** A message sent once. Ids only: the words are chosen when it is sent. */
export type Notice =
  | { about: 'approved'; requestId: RequestId; itemIds: ItemId[]; by: PersonId }
  | { about: 'rejected'; requestId: RequestId; itemIds: ItemId[]; by: PersonId }
  | { about: 'active'; requestId: RequestId; itemIds: ItemId[]; by: PersonId }
  | { about: 'please-send'; requestId: RequestId; itemIds: ItemId[]; by: PersonId }
  | { about: 'held'; requestId: RequestId; itemIds: ItemId[] }
  | { about: 'moved-on'; requestId: RequestId; itemIds: ItemId[] }
  | { about: 'went-outside'; requestId: RequestId; itemIds: ItemId[] }
  /** Only in records of versions before this one. */
  | { about: 'second-official'; requestId: RequestId; itemIds: ItemId[] }
  | { about: 'one-official'; organization: OrganizationKey; roleId: RoleId }
  | SharedNotice
  | { about: 'role-confirmed'; organization: OrganizationKey; roleId: RoleId; environment: Environment }
  | RoleNotice
  | { about: 'log-in' }
  | { about: 'checklist-nudge' }
  | { about: 'checklist-offer'; on: Platform }
  | { about: 'review-list' | 'review-summary'; reviewId: string; round: number }
  | { about: 'line'; requestId: RequestId; position: number; answers: boolean }
  | { about: 'official-known'; organization: OrganizationKey; roleId: RoleId }
  | { about: 'contacts' | 'expired'; requestId: RequestId; itemIds: ItemId[] }
  | { about: 'expires-soon'; requestId: RequestId; itemIds: ItemId[]; expiresAt: number }
  /** All that waits for an official, as it is when the message goes out. `at`: the last one alone has buttons. */
  | { about: 'reminder'; at?: number }
  | { about: 'join-offer'; pair: Pair }
  | { about: 'joined' }
  | { about: 'statement-settled'; statementId: string; as: 'confirmed' | 'struck'; by: PersonId }
  | { about: 'welcome'; on?: Platform }
  | { about: 'answer'; questionId: string; on: Platform }
  | { about: 'article'; questionId: string; articleId: string; on: Platform }
  | { about: 'confirm-first'; value: string }
  | { about: 'number-not-sent' }
  | { about: 'refused'; refusal: Refusal };

/** Notices about a request that its requester and its officials may get. */
export type SharedNotice =
  /** The requester's account was switched off, so what nobody decided was withdrawn. */
  | { about: 'requester-gone'; requestId: RequestId; itemIds: ItemId[] }
  | { about: 'taken-back'; requestId: RequestId; itemIds: ItemId[]; by: PersonId; textId: string }
  | { about: 'approved-in-iqies' | 'rejected-in-iqies'; requestId: RequestId; itemIds: ItemId[]; by: PersonId }
  | { about: 'set-up'; requestId: RequestId; itemIds: ItemId[] }
  | { about: 'set-up-failed'; requestId: RequestId; itemIds: ItemId[]; textId: string | null }
  | { about: 'mail-came'; requestId: RequestId; itemIds: ItemId[]; by: PersonId }
  | { about: 'settled'; requestId: RequestId; itemIds: ItemId[]; as: Settlement; textId: string };

/** Notices about a role somebody has: to its person, or to other officials of the place. */
export type RoleNotice = RoleAt &
  (
    | { about: 'role-removed'; by: PersonId; textId: string }
    | { about: 'role-lost'; by: PersonId; grantId: string | null }
    | { about: 'role-back'; by: PersonId }
    | { about: 'colleague-lost'; by: PersonId; grantId: string }
    | { about: 'colleague-back'; of: PersonId; grantId: string }
  );

/** The one way on which a task is done; null: on each platform on which its person has a live account. */
export function onlyWay(task: Task): Way | null {
  if (task.kind === 'webhook') return 'webhook';
  if (task.kind === 'reply') return task.on;
  if (task.kind === 'mail') return 'email';
  return task.kind === 'tell' && 'on' in task.notice ? (task.notice.on ?? null) : null;
}

/** Under which My Profile in Teams is remembered. */
export const teamsPageKey = (personId: PersonId): string => `teams/page:${personId}`;

/** Tasks with the same key are one: the message they keep true is one. null for messages that are sent each time. */
export function taskKey(task: Task): string | null {
  switch (task.kind) {
    case 'card':
      return `card:${task.requestId}:${task.personId}`;
    case 'status':
      return `status:${task.requestId}`;
    case 'home':
      return `home:${task.personId}`;
    case 'checklist':
      return `checklist:${task.personId}`;
    case 'invite':
      return `invite:${task.inviteId}:${task.personId}`;
    case 'find-invited':
      return `find-invited:${task.inviteId}`;
    case 'departure':
      return `departure:${task.departureId}:${task.phase}:${task.personId}`;
    case 'find-official':
      return `find-official:${task.grantId}`;
    case 'due':
      return matterKey(task.matter);
    case 'mail':
      if (task.mail.about === 'number') return null;
      if (task.mail.about === 'reminder') return `mail-reminder:${task.mail.grantId}`;
      if (task.mail.about === 'departure') return departureMailKey(task.mail);
      return task.mail.about === 'operator' ? 'mail-operator' : mailKey(task.mail);
    case 'tell':
      return task.notice.about === 'reminder' && task.notice.at !== undefined
        ? `reminder:${task.personId}:${task.notice.at}`
        : null;
    case 'reply':
    case 'operator':
    case 'reroute':
    case 'webhook':
      return null;
  }
}

/** The same mail about a case goes out once. */
export function departureMailKey({ departureId, says }: DepartureMail): string {
  return `mail-departure:${departureId}:${says}`;
}

/** The same mail about a request goes out once. */
export function mailKey({ about, requestId, grantId, round }: RequestMail): string {
  return `mail-${about}:${requestId}:${grantId}:${round}`;
}
