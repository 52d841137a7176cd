import { roleById } from '#content/catalogue.ts';
import { accountProblem, type PersonId } from '#domain/person.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import { dayMs, lineProblem, type TalkTarget } from '#domain/talk.ts';
import type { Deps, Settings } from './deps.ts';
import type { EventKind, KnownPerson, Reading, StoredRequest } from './ledger.ts';
import { routeNow } from './officials.ts';
import { refreshRequest } from './reroute.ts';
import type { Notice } from './task.ts';

/**
 * Questions and answers between officials and the requester, kept with the request. Every official of the request and the
 * requester read all of it; nobody else writes or reads.
 */

/** Whom a line would go to, and what it is in the record. */
export interface Addressed {
  recipients: readonly PersonId[];
  /** null: everybody who is asked. */
  toId: PersonId | null;
  kind: Extract<EventKind, 'request-asked' | 'request-answered'>;
}

export interface NewLine {
  person: KnownPerson;
  requestId: string;
  target: TalkTarget;
  /** Of the form it was written in: the same form sends one line, however often it is submitted. */
  formId: string;
  words: string;
}

/** Sends a line. Refused: who is no party of the request, empty or long words, a secret (then nothing is kept). */
export function writeLine({ ledger, settings, now }: Deps) {
  return ({ person, requestId, target, formId, words }: NewLine): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const at = now();
      const author = { actorId: person.personId, platform: person.identity.platform };
      const request = await record.request(requestId);
      const lineId = `${person.personId}:${formId}`;
      if (request !== null && (await record.hasLine(lineId))) return yes(null);
      const to = request === null ? no('request-unknown') : await addressed(record, request, person, target, settings);
      const written = await record.linesSince(requestId, person.personId, at - dayMs);
      const problem = to.ok ? lineProblem(words, written) : to.refusal;
      if (request === null || !to.ok || problem !== null) {
        const refusal = problem ?? 'request-unknown';
        const about = request === null ? {} : { requestId };
        await record.record({ kind: 'refused', ...about, ...author, data: { refusal, deed: 'talk' } }, at);
        return no(refusal);
      }
      const { recipients, toId, kind } = to.value;
      const line = await record.addLine(lineId, {
        requestId,
        authorId: person.personId,
        toId,
        at,
        words: words.trim(),
      });
      if (line === null) return yes(null);
      const { position, textId } = line;
      await record.record(
        { kind, requestId, ...author, ...(toId === null ? {} : { subjectId: toId }), textId, data: { position } },
        at,
      );
      const notice: Notice = { about: 'line', requestId, position, answers: kind === 'request-answered' };
      for (const personId of recipients) await record.enqueue({ kind: 'tell', personId, notice }, at);
      await refreshRequest(record, request, at);
      return yes(null);
    });
}

/** Whom this person's line would go to now; looked up again when it is sent. */
export async function addressed(
  record: Reading,
  request: StoredRequest,
  person: KnownPerson,
  target: TalkTarget,
  { addresses }: Pick<Settings, 'addresses'>,
): Promise<Answer<Addressed>> {
  if (person.personId === request.requesterId) return byRequester(record, request, person, target);
  const problem = accountProblem(person.account, addresses, person.heldTwice);
  if (problem !== null) return no(problem);
  if (!(await isOfficialOf(record, request, person.personId))) return no('not-in-talk');
  if (target.to === 'officials' || target.to === 'decider') return no('not-in-talk');
  const kind = target.to === 'line' ? 'request-answered' : 'request-asked';
  if (target.to === 'line') {
    const line = await record.talkLine(request.id, target.position);
    if (line?.authorId !== request.requesterId) return no('question-closed');
  }
  return yes({ recipients: [request.requesterId], toId: request.requesterId, kind });
}

async function byRequester(
  record: Reading,
  request: StoredRequest,
  person: KnownPerson,
  target: TalkTarget,
): Promise<Answer<Addressed>> {
  if (person.account.switchedOff) return no('account-switched-off');
  switch (target.to) {
    case 'requester':
      return no('question-closed');
    case 'officials': {
      const recipients = await askedNow(record, request, ({ state }) => state.status === 'pending');
      return recipients.length === 0 ? no('nobody-reads') : yes({ recipients, toId: null, kind: 'request-asked' });
    }
    case 'decider': {
      const item = request.items.find(({ id }) => id === target.itemId);
      if (item === undefined || !('by' in item.state)) return no('question-closed');
      return toOneOf(record, request, item.state.by, 'request-asked');
    }
    case 'line': {
      const line = await record.talkLine(request.id, target.position);
      if (line === null || line.authorId === request.requesterId) return no('question-closed');
      return toOneOf(record, request, line.authorId, 'request-answered');
    }
  }
}

/** To an official of the request; when she is none any more, to those who are asked now. */
async function toOneOf(
  record: Reading,
  request: StoredRequest,
  personId: PersonId,
  kind: Addressed['kind'],
): Promise<Answer<Addressed>> {
  if (await isOfficialOf(record, request, personId)) return yes({ recipients: [personId], toId: personId, kind });
  const recipients = await askedNow(record, request, () => true);
  return recipients.length === 0 ? no('nobody-reads') : yes({ recipients, toId: null, kind });
}

/** Officials in chat who are asked now for the items that are wanted. */
async function askedNow(
  record: Reading,
  request: StoredRequest,
  wanted: (item: StoredRequest['items'][number]) => boolean,
): Promise<PersonId[]> {
  const asked = new Set<PersonId>();
  for (const item of request.items.filter(wanted)) {
    const { route } = await routeOf(record, request, item);
    if (route.way !== 'ask') continue;
    for (const { personId } of route.officials) if (personId !== null) asked.add(personId);
  }
  return [...asked];
}

/** Whether a person is asked for an item of the request, or decided one and still is an official of its place. */
export async function isOfficialOf(record: Reading, request: StoredRequest, personId: PersonId): Promise<boolean> {
  for (const item of request.items) {
    const { route, officials } = await routeOf(record, request, item);
    if (route.way === 'ask' && route.officials.some((official) => official.personId === personId)) return true;
    const decided = 'by' in item.state && item.state.by === personId;
    if (decided && officials.some((one) => one.personId === personId && one.reach === 'in-chat')) return true;
  }
  return false;
}

const routeOf = (record: Reading, request: StoredRequest, item: StoredRequest['items'][number]) =>
  routeNow(record, roleById(request.roleId), item.organization, request.environment, request.requesterId);
