import type { Deps } from '#application/deps.ts';
import { doDue } from '#application/due.ts';
import type { KnownPerson, Reading, StoredRequest } from '#application/ledger.ts';
import { myProfile } from '#application/my-profile.ts';
import { rolesOf } from '#application/my-roles.ts';
import { shownPerson } from '#application/officials.ts';
import { showNotice } from '#application/operator-notices.ts';
import { rerouteNext } from '#application/reroute.ts';
import { hersOf, showRequest } from '#application/shown.ts';
import { shownRoles } from '#application/shown-roles.ts';
import type { Notice, Task } from '#application/task.ts';
import { noticeWords } from '#copy/operator-notices.ts';
import { placeLabel } from '#copy/words.ts';
import { sameRoleAt } from '#domain/disciplines.ts';
import type { Pair } from '#domain/joining.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId, Platform } from '#domain/person.ts';
import { roleConfirmedMessage } from '#views/after-decision.ts';
import { answerMessage } from '#views/answer.ts';
import { requestCard } from '#views/card.ts';
import { confirmFirstMessage, numberNotSentMessage } from '#views/confirm-official.ts';
import { missingBanner } from '#views/disciplines.ts';
import type { Message, Page } from '#views/elements.ts';
import { profilePage } from '#views/home.ts';
import { joinedMessage, joinOfferMessage } from '#views/joining.ts';
import { noticeMessage, offerMessage, officialKnownMessage, refusalMessage, welcomeMessage } from '#views/notice.ts';
import { logInMessage } from '#views/role-ends.ts';
import { statementSettledMessage } from '#views/statements.ts';
import { statusMessage } from '#views/status.ts';
import { drawAfterDecision, isShared } from './draw-after-decision.ts';
import { drawChecklist, drawChecklistNudge } from './draw-checklist.ts';
import { drawDeparture, drawOneOfficial } from './draw-departure.ts';
import { drawLine } from './draw-line.ts';
import type { DrawnMail } from './draw-mail.ts';
import { drawReview } from './draw-review.ts';
import { drawRoleNotice } from './draw-role-notice.ts';
import { drawOfTime, isOfTime } from './draw-waiting.ts';

/** What a task comes to: something to show one person, an address to look for, words for the operator, or nothing. */
export type Drawn =
  | { kind: 'message'; to: KnownPerson; message: Message }
  | { kind: 'page'; to: KnownPerson; page: Page }
  /** `grantId` null: nobody waits for whether somebody is found. */
  | { kind: 'find'; grantId: string | null; email: string }
  | { kind: 'operator'; text: string }
  | { kind: 'reply'; channel: string; thread: string; scope?: string | undefined; message: Message }
  | { kind: 'mail'; mail: DrawnMail }
  | { kind: 'nothing' };

/** Draws a task from the record as it is now, for the account that its person has on this platform. */
export function drawTask(deps: Deps, platform: Platform) {
  return async (task: Task): Promise<Drawn> => {
    switch (task.kind) {
      case 'home': {
        const to = await deps.ledger.read((record) => accountOn(record, platform, task.personId));
        return to ? { kind: 'page', to, page: profilePage(await myProfile(deps)(to)) } : { kind: 'nothing' };
      }
      case 'find-official': {
        const grant = await deps.ledger.read((record) => record.grant(task.grantId));
        const open = grant?.email && grant.personId === null;
        return open ? { kind: 'find', grantId: task.grantId, email: grant.email ?? '' } : { kind: 'nothing' };
      }
      case 'find-invited': {
        const invite = await deps.ledger.read((record) => record.checklists.invite(task.inviteId));
        return invite !== null && invite.personId === null
          ? { kind: 'find', grantId: null, email: invite.email }
          : { kind: 'nothing' };
      }
      case 'reply': {
        const question = await deps.ledger.read((record) => record.question(task.questionId));
        if (question === null) return { kind: 'nothing' };
        const { channel, thread, scope } = task;
        return { kind: 'reply', channel, thread, scope, message: answerMessage(question.id, question.answered) };
      }
      case 'operator':
        return { kind: 'operator', text: await operatorText(deps, task.noticeKey) };
      case 'mail':
        return { kind: 'nothing' };
      case 'reroute':
        // Nothing to show: the record moves on, and what it brings are tasks of their own.
        await rerouteNext(deps)(task.organizations, task.after, task.mails);
        return { kind: 'nothing' };
      case 'webhook':
        // Posted by a loop of its own.
        return { kind: 'nothing' };
      case 'due':
        await doDue(deps)(task.matter);
        return { kind: 'nothing' };
      case 'checklist':
      case 'invite':
        return deps.ledger.read(async (record) => {
          const to = await accountOn(record, platform, task.personId);
          const message = to ? await drawChecklist(deps, record, task) : null;
          return to && message ? { kind: 'message', to, message } : { kind: 'nothing' };
        });
      case 'departure':
        return deps.ledger.read(async (record) => {
          const to = await accountOn(record, platform, task.personId);
          const message = to ? await drawDeparture(deps, record, task) : null;
          return to && message ? { kind: 'message', to, message } : { kind: 'nothing' };
        });
      case 'card':
      case 'status':
      case 'tell':
        return deps.ledger.read(async (record) => {
          const to = await accountOn(record, platform, task.personId);
          const message = to ? await drawMessage(deps, record, task) : null;
          return to && message ? { kind: 'message', to, message } : { kind: 'nothing' };
        });
    }
  };
}

/** A live account is preferred; a person has one on each platform at most. */
async function accountOn(record: Reading, platform: Platform, personId: PersonId): Promise<KnownPerson | null> {
  return (await record.accountsOf(personId)).find(({ identity }) => identity.platform === platform) ?? null;
}

/** A notice in words, with the names that the operator needs to act on it. */
async function operatorText({ ledger }: Deps, key: string): Promise<string> {
  return ledger.read(async (record) => {
    const notice = await record.notice(key);
    return notice === null ? '' : noticeWords(await showNotice(record, notice));
  });
}

async function drawMessage(
  deps: Deps,
  record: Reading,
  task: Extract<Task, { kind: 'card' | 'status' | 'tell' }>,
): Promise<Message | null> {
  if (task.kind === 'tell') return drawNotice(deps, record, task.personId, task.notice);
  const stored = await record.request(task.requestId);
  if (!stored) return null;
  const request = await showRequest(record, stored);
  return task.kind === 'card'
    ? requestCard(request, task.personId, hersOf(request, task.personId))
    : statusMessage(request);
}

/** A notice in the words that are true now; null when there is nothing to say any more. */
export async function drawNotice(
  deps: Deps,
  record: Reading,
  reader: PersonId,
  notice: Notice,
): Promise<Message | null> {
  if (notice.about === 'welcome') return welcomeMessage();
  if (notice.about === 'join-offer') return drawJoinOffer(record, reader, notice.pair);
  if (notice.about === 'joined') return joinedMessage();
  if (notice.about === 'answer') {
    const question = await record.question(notice.questionId);
    return question === null ? null : answerMessage(question.id, question.answered);
  }
  if (notice.about === 'article') {
    const article = deps.answers.article(notice.articleId);
    return article === null ? null : answerMessage(notice.questionId, article);
  }
  if (notice.about === 'line') return drawLine(record, reader, notice);
  if (notice.about === 'official-known')
    return officialKnownMessage(await organizationLabel(deps, notice.organization), notice.roleId, notice.organization);
  if (notice.about === 'statement-settled') return drawSettled(deps, record, notice);
  if (notice.about === 'confirm-first') return confirmFirstMessage(notice.value);
  if (notice.about === 'number-not-sent') return numberNotSentMessage();
  if (notice.about === 'refused') return refusalMessage(notice.refusal, '');
  if (notice.about === 'one-official') return drawOneOfficial(deps, record, reader, notice);
  if (notice.about === 'role-confirmed') {
    const place = await organizationLabel(deps, notice.organization);
    return roleConfirmedMessage(notice.roleId, notice.environment, place);
  }
  if (notice.about === 'log-in') return logInMessage();
  if (notice.about === 'checklist-offer') return offerMessage('checklist');
  if (notice.about === 'checklist-nudge') return drawChecklistNudge(deps, record, reader);
  if ('reviewId' in notice) return drawReview(record, reader, notice);
  if ('roleId' in notice) return drawRoleNotice(deps, record, notice);
  if (isOfTime(notice)) return drawOfTime(deps, record, reader, notice);
  if (isShared(notice)) return drawAfterDecision(record, reader, notice);
  const stored = await record.request(notice.requestId);
  if (!stored) return null;
  const by = 'by' in notice ? (await shownPerson(record, notice.by)).name : '';
  const message = noticeMessage(notice.about, await showRequest(record, stored), notice.itemIds, by);
  return notice.about === 'active' ? withBanner(deps, record, stored, message) : message;
}

/** What an official made of a statement; a surveyor role that was confirmed may still want its disciplines. */
async function drawSettled(
  deps: Deps,
  record: Reading,
  { statementId, as, by }: Extract<Notice, { about: 'statement-settled' }>,
): Promise<Message | null> {
  const statement = await record.statement(statementId);
  if (statement === null) return null;
  const mine = (await rolesOf(record, statement.personId)).filter((role) => sameRoleAt(role, statement));
  const plainRole = { ...statement, startedAt: 0, statementId: null, disciplines: null, unconfirmed: false };
  const [role] = await shownRoles(deps.providers, [plainRole]);
  if (role === undefined) return null;
  const message = statementSettledMessage(role, as, (await shownPerson(record, by)).name);
  const banner = as === 'confirmed' ? missingBanner(await shownRoles(deps.providers, mine), 1) : [];
  return { ...message, blocks: [...message.blocks, ...banner] };
}

/** A surveyor role that is ready still wants its disciplines. */
async function withBanner(deps: Deps, record: Reading, request: StoredRequest, message: Message): Promise<Message> {
  const { roleId, environment, requesterId } = request;
  const hers = (await rolesOf(record, requesterId)).filter((role) =>
    request.items.some((item) =>
      sameRoleAt(role, { roleId, organization: organizationKey(item.organization), environment }),
    ),
  );
  return { ...message, blocks: [...message.blocks, ...missingBanner(await shownRoles(deps.providers, hers), 3)] };
}

/** The question is asked only while it is open. */
async function drawJoinOffer(record: Reading, reader: PersonId, pair: Pair): Promise<Message | null> {
  const offer = await record.joinOffer(pair);
  const other = await shownPerson(record, reader === pair.slack ? pair.teams : pair.slack);
  return offer === null || offer.refusedAt !== null || other.personId === reader ? null : joinOfferMessage(pair, other);
}

async function organizationLabel({ providers }: Deps, key: string): Promise<string> {
  const organization = parseOrganizationKey(key);
  if (organization === null) return key;
  const found =
    organization.kind === 'provider' ? (await providers.find([organization.ccn])).get(organization.ccn) : undefined;
  return placeLabel(organization, found?.name ?? null);
}
