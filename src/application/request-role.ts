import { organizationsPerRequest, roleById } from '#content/catalogue.ts';
import { type Route, seatsToLoad } from '#domain/approvers.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import type { RequestId } from '#domain/item.ts';
import { type Organization, organizationKey } from '#domain/organization.ts';
import { requesterProblem } from '#domain/person.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { PlannedPlace } from '#domain/shown.ts';
import { needsGeneralUser, type Standing, standingOf, submit } from '#domain/submit.ts';
import { decisionsLookedAt, usualDays } from '#domain/usual-time.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import type { KnownPerson, OperatorNotice, PlaceName, Reading, StoredRequest, Writing } from './ledger.ts';
import { movedNow } from './moved-now.ts';
import { namedOfficials, routeNow, shownOfficial } from './officials.ts';
import { answersOf, organizationsOf } from './organizations-of-draft.ts';
import { refreshRequest } from './reroute.ts';
import { keepStatement } from './state-role.ts';
import { watched } from './watch.ts';

/** From a draft to a request: looking at each organization first, then submitting what can be asked for. */

interface Place {
  organization: Organization;
  place: PlaceName;
  route: Route;
  standing: Standing;
  needsGeneralUser: boolean;
}

/**
 * What would happen with each organization of a draft: who is asked, what is left out and why. Nothing for a person who
 * may not ask here, a guest for example: the names and contacts of officials are not hers to read.
 */
export function planRequest(deps: Deps) {
  return async (draft: Draft, person: KnownPerson): Promise<PlannedPlace[]> => {
    const problem = requesterProblem(person.account, deps.settings.guestsMayRequest);
    if (draft.roleId === null || (problem !== null && problem !== 'email-missing')) return [];
    const names = await placeNames(deps, draft);
    const { roleId } = draft;
    return deps.ledger.read(async (record) => {
      const planned: PlannedPlace[] = [];
      for (const place of await look(record, draft, roleId, person, names))
        planned.push(await plannedPlace(record, place));
      return planned;
    });
  };
}

async function plannedPlace(record: Reading, planned: Place): Promise<PlannedPlace> {
  const { organization, place, route, standing, needsGeneralUser } = planned;
  const base = { organization, placeName: place.name, placeDetail: place.detail, needsGeneralUser };
  if (standing.standing !== 'free') return { ...base, outlook: { kind: standing.standing } };
  const officials = [];
  for (const official of namedOfficials(route)) officials.push(await shownOfficial(record, official));
  switch (route.way) {
    case 'ask':
      return {
        ...base,
        outlook: {
          kind: 'ask',
          officials,
          usualDays: usualDays(await record.decisionTimes(organizationKey(organization), decisionsLookedAt)),
        },
      };
    case 'outside':
      return { ...base, outlook: { kind: 'outside', officials, reason: route.reason } };
    case 'not-known':
      return { ...base, outlook: { kind: 'not-known' } };
  }
}

async function look(
  record: Reading,
  draft: Draft,
  roleId: RoleId,
  person: KnownPerson,
  names: Map<string, PlaceName>,
): Promise<Place[]> {
  const role = roleById(roleId);
  const held = await record.heldBy(person.personId);
  // All at once: a request for a hundred facilities asks for a hundred seats.
  await record.officialsAt(organizationsOf(draft).flatMap((organization) => seatsToLoad(role, organization)));
  const places: Place[] = [];
  for (const organization of organizationsOf(draft)) {
    const { route } = await routeNow(record, role, organization, draft.environment, person.personId);
    const standing = standingOf(role, organization, draft.environment, held);
    const place = names.get(organizationKey(organization)) ?? { name: null, detail: null };
    const first =
      standing.standing === 'free' && needsGeneralUser(role, organization, draft.environment, held, route.rule);
    places.push({ organization, place, route, standing, needsGeneralUser: first });
  }
  return places;
}

async function placeNames({ providers }: Deps, draft: Draft): Promise<Map<string, PlaceName>> {
  const found = await providers.find(draft.ccns);
  return new Map(
    [...found].map(([ccn, row]) => [
      `ccn:${ccn}`,
      { name: row.name, detail: [row.city, row.state, row.type].filter(Boolean).join(', ') || null },
    ]),
  );
}

export interface Submitted {
  request: StoredRequest;
  /** Organizations that stay behind because nobody is known there, and the new draft that has them. */
  stays: { organization: Organization; placeName: string | null }[];
  restDraftId: string | null;
  /** How many facilities are kept for a second request. */
  later: number;
}

/**
 * Submits a draft. Submitting twice gives one request: the draft's id is its key. Organizations where nobody is known
 * stay behind in a new draft, so that nothing has to be typed again.
 */
export function submitRequest(deps: Deps) {
  const { ledger, settings, now, newId, drafts, watch } = deps;
  const send = async (draft: Draft, person: KnownPerson): Promise<Answer<Submitted>> => {
    const { roleId } = draft;
    if (roleId === null) return no('role-missing');
    const names = await placeNames(deps, draft);
    const answer = await ledger.change(async (record): Promise<Answer<Submitted>> => {
      const before = await record.requestOfDraft(draft.id);
      if (before)
        return before.requesterId === person.personId
          ? yes({ request: before, stays: [], restDraftId: null, later: 0 })
          : no('not-your-request');
      const at = now();
      const places = await look(record, draft, roleId, person, names);
      const role = roleById(roleId);
      const { environment, harpConfirmed, notVendor, saysGeneralUser } = draft;
      const problem = requesterProblem(person.account, settings.guestsMayRequest, person.enteredEmail !== null);
      const items = submit(
        { role, environment, harpConfirmed, notVendor, saysGeneralUser, organizations: places },
        problem,
        organizationsPerRequest,
        at,
      );
      for (const { organization } of unknownPlaces(places))
        await record.waitFor(organizationKey(organization), person.personId, roleId, at);
      if (!items.ok) {
        if (items.refusal === 'email-missing') await record.tellOperator(emailWanted(person), at);
        await record.record(
          {
            kind: 'refused',
            actorId: person.personId,
            platform: person.identity.platform,
            data: { refusal: items.refusal, deed: 'submit' },
          },
          at,
        );
        return items;
      }
      const id: RequestId = newId();
      // Nobody is asked at a number that the facility no longer has: its new one is offered.
      const asked = items.value.map(({ organization }) => organizationKey(organization));
      const moves = await movedNow(record, asked, at);
      const request = await record.addRequest({
        id,
        draftId: draft.id,
        requesterId: person.personId,
        roleId,
        environment,
        submittedAt: at,
        legalName: draft.legalName.trim() || null,
        answers: answersOf(draft),
        previousId: await ownPrevious(record, draft, person),
        items: items.value.map(({ organization, state }) => ({
          organization: organizationKey(organization),
          place: nameOf(places, organization),
          state: moves.has(organizationKey(organization)) ? { status: 'held', since: at } : state,
        })),
      });
      const data = { role: roleId, environment, items: items.value.length };
      await record.record(
        {
          kind: 'request-submitted',
          requestId: id,
          actorId: person.personId,
          platform: person.identity.platform,
          data,
        },
        at,
      );
      if (saysGeneralUser) await stateGeneralUser(record, places, environment, person, deps);
      await refreshRequest(record, request, at);
      return yes({ request, stays: unknownPlaces(places), restDraftId: null, later: draft.later.length });
    });
    if (!answer.ok) return answer;
    return yes({ ...answer.value, restDraftId: await keepTheRest(drafts, draft, answer.value.stays, newId, now()) });
  };
  return watched(watch, 'submit-request', send, ({ ok }) => (ok ? 'done' : 'refused'));
}

/** Without an address nobody can check who asks: the operator can enter one. */
function emailWanted({ personId, identity }: KnownPerson): OperatorNotice {
  const { platform, scope, userId } = identity;
  return { key: `email-wanted:${personId}`, about: 'email-wanted', personId, detail: `${platform}:${scope}/${userId}` };
}

function nameOf(places: readonly Place[], organization: Organization): PlaceName {
  const key = organizationKey(organization);
  return places.find((place) => organizationKey(place.organization) === key)?.place ?? { name: null, detail: null };
}

/** Organizations that nobody is known to decide for. */
function unknownPlaces(places: readonly Place[]): Submitted['stays'] {
  return places.flatMap(({ organization, place, route, standing }) =>
    route.way === 'not-known' && standing.standing === 'free' ? [{ organization, placeName: place.name }] : [],
  );
}

/** The request that this one follows, if it is hers. */
async function ownPrevious(record: Reading, { previousId }: Draft, person: KnownPerson): Promise<RequestId | null> {
  if (previousId === null) return null;
  return (await record.request(previousId))?.requesterId === person.personId ? previousId : null;
}

/** "I have the General User role in iQIES already": kept as a statement, with its date; it gives no authority. */
async function stateGeneralUser(
  record: Writing,
  places: readonly Place[],
  environment: Environment,
  person: KnownPerson,
  deps: Deps,
): Promise<void> {
  for (const { organization, needsGeneralUser } of places)
    if (needsGeneralUser)
      await keepStatement(record, person, { roleId: 'state-agency-general-user', organization, environment }, deps);
}

/** Puts what was not asked for into a draft of its own. @returns its id, or null when nothing is left */
async function keepTheRest(
  drafts: Deps['drafts'],
  draft: Draft,
  stays: Submitted['stays'],
  newId: () => string,
  at: number,
): Promise<string | null> {
  await drafts.remove(draft);
  const unknown = stays.flatMap(({ organization }) => (organization.kind === 'provider' ? [organization.ccn] : []));
  const ccns = [...unknown, ...draft.later];
  if (stays.length === 0 && ccns.length === 0) return null;
  const id = newId();
  await drafts.save({
    ...draft,
    id,
    step: 'organizations',
    ccns: ccns.slice(0, organizationsPerRequest),
    later: ccns.slice(organizationsPerRequest),
    pasted: '',
    kept: ccns,
    updatedAt: at,
  });
  return id;
}
