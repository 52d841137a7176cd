import { roleById } from '#content/catalogue.ts';
import type { Environment } from '#domain/catalogue.ts';
import {
  checkSteps,
  currentStep,
  nothingSeen,
  type Progress,
  type Seen,
  type Step,
  stepsDone,
} from '#domain/checklist.ts';
import { asksDisciplines, sameRoleAt } from '#domain/disciplines.ts';
import { isUndecided } from '#domain/item.ts';
import { organizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownChecklist } from '#domain/shown-checklist.ts';
import type { StoredChecklist, StoredInvite } from './checklist-record.ts';
import type { Deps } from './deps.ts';
import type { Reading, StoredItem, StoredRequest } from './ledger.ts';
import { type MyRole, rolesOf } from './my-roles.ts';
import { shownRoles } from './shown-roles.ts';

/** A person's checklist as the record shows it now: nothing of it is kept besides what she chose and ticked. */

/** So many of her requests are looked at, the newest first. */
const requestsSeen = 20;

export interface ReadChecklist {
  list: StoredChecklist;
  steps: Step[];
  request: { id: string; places: NonNullable<ShownChecklist['places']> } | null;
  disciplinesOf: MyRole | null;
}

/** null: she has none. */
export async function readChecklist(record: Reading, personId: PersonId): Promise<ReadChecklist | null> {
  const list = await record.checklists.of(personId);
  if (list === null) return null;
  const roles = (await rolesOf(record, personId)).filter(
    ({ environment, statementId, lostAt }) =>
      environment === list.environment && statementId === null && lostAt == null,
  );
  const requests = await record.requestsOf(personId, requestsSeen);
  const request = requestOf(requests, list.environment, roles);
  const surveys = roles.filter(({ disciplines }) => disciplines !== null);
  const disciplinesOf = surveys.find(({ disciplines }) => disciplines?.length === 0) ?? null;
  const seen = {
    ...seenIn(request, roles, surveys.length > 0 && disciplinesOf === null),
    harp: first(requests.map(({ submittedAt }) => submittedAt)),
    entered: first(
      requests
        .filter(({ environment }) => environment === list.environment)
        .flatMap(({ items }) => items.map(({ sentAt }) => sentAt)),
    ),
  };
  return { list, steps: checkSteps(list, list.ticks, seen), request: placesOf(request), disciplinesOf };
}

interface Followed {
  request: StoredRequest;
  items: readonly StoredItem[];
}

/** The newest request in which something still counts, with what does: what was refused, withdrawn or is over does not. */
function requestOf(
  requests: readonly StoredRequest[],
  environment: Environment,
  roles: readonly MyRole[],
): Followed | null {
  for (const request of requests) {
    if (request.environment !== environment) continue;
    const items = request.items.filter(({ state, organization }) => {
      const at = { roleId: request.roleId, environment, organization: organizationKey(organization) };
      return (
        isUndecided(state) ||
        state.status === 'approved' ||
        (state.status === 'active' && roles.some((role) => sameRoleAt(role, at)))
      );
    });
    if (items.length > 0) return { request, items };
  }
  return null;
}

function seenIn(followed: Followed | null, roles: readonly MyRole[], chosen: boolean): Seen {
  const began = roles.map(({ startedAt }) => startedAt);
  const active = began.length === 0 ? null : Math.min(...began);
  const surveyor = roles.some(({ disciplines }) => disciplines !== null);
  const disciplines = chosen ? active : null;
  if (followed === null) return { ...nothingSeen, active, disciplines, surveyor };
  const { request, items } = followed;
  return {
    ...nothingSeen,
    asked: request.submittedAt,
    sent: first(items.map(({ sentAt }) => sentAt)),
    approved: first(items.map(({ state }) => ('at' in state && isApproved(state.status) ? state.at : null))),
    active,
    disciplines,
    surveyor: surveyor || asksDisciplines(roleById(request.roleId)),
  };
}

function first(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const isApproved = (status: string): boolean => status === 'approved' || status === 'active';

function placesOf(followed: Followed | null): ReadChecklist['request'] {
  if (followed === null) return null;
  const of = (test: (status: string) => boolean) => followed.items.filter(({ state }) => test(state.status)).length;
  const places = { approved: of(isApproved), active: of((status) => status === 'active'), all: followed.items.length };
  return { id: followed.request.id, places };
}

/** The list with names, for messages, dialogs and My Profile; null where she has none. */
export async function showChecklist(
  { providers }: Pick<Deps, 'providers'>,
  record: Reading,
  personId: PersonId,
): Promise<ShownChecklist | null> {
  const found = await readChecklist(record, personId);
  if (found === null) return null;
  const { list, steps, request, disciplinesOf } = found;
  const [role] = disciplinesOf === null ? [] : await shownRoles(providers, [disciplinesOf]);
  const { account, environment, surveyor, nudge, closedAt } = list;
  return {
    fit: { account, environment, surveyor },
    steps,
    requestId: request?.id ?? null,
    places: request?.places ?? null,
    disciplinesOf: role ?? null,
    nudge,
    closed: closedAt !== null,
  };
}

/** How far somebody is, for those who started her list: no more than she was told that they see. */
export async function progressOf(
  record: Reading,
  invite: Pick<StoredInvite, 'answer' | 'personId'>,
): Promise<Progress> {
  if (invite.answer === 'declined') return { is: 'declined' };
  if (invite.answer === 'ended') return { is: 'ended' };
  if (invite.answer === null || invite.personId === null) return { is: 'invited' };
  return progress(await readChecklist(record, invite.personId));
}

/** The same of a list that is hers. */
function progress(found: ReadChecklist | null): Progress {
  if (found === null || found.list.closedAt !== null) return { is: 'ended' };
  const is = currentStep(found.steps) === null ? 'ready' : 'under-way';
  return { is, done: stepsDone(found.steps), all: found.steps.length };
}
