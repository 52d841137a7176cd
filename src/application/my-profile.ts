import { roleById } from '#content/catalogue.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { requesterProblem } from '#domain/person.ts';
import type { ShownPerson, ShownProfile } from '#domain/shown.ts';
import { herFacilities, reporterProblem } from './departure-people.ts';
import type { Deps } from './deps.ts';
import { openDraftsOf } from './fill-form.ts';
import { leavingDays } from './leaving.ts';
import type { Grant, KnownPerson, Reading } from './ledger.ts';
import { firstRequests } from './my-requests.ts';
import { rolesOf } from './my-roles.ts';
import { shownOfficial, shownPerson } from './officials.ts';
import { showChecklist } from './show-checklist.ts';
import { hersOf, showRequest } from './shown.ts';
import { shownRoles } from './shown-roles.ts';

/** How many cards My Profile looks back at. */
const most = 30;
/** How many requests and organizations are read for the page; of the others it says how many there are. */
const shownRequests = 4;
const shownSeats = 8;
/** Forms to go on with. */
const shownDrafts = 3;

/** Everything on one person's My Profile, as it is now (rules, section 7). */
export function myProfile(deps: Deps) {
  const { ledger, providers } = deps;
  return async (person: KnownPerson): Promise<ShownProfile> => {
    const drafts = await openDraftsOf(deps)(person);
    const profile = await ledger.read(async (record) => {
      const seats = (await record.grantsOf(person.personId)).filter(
        (grant) => roleById(grant.roleId).official && grant.standing === 'active',
      );
      const grants = seats.slice(0, shownSeats);
      return {
        person: await shownPerson(record, person.personId),
        ...(await firstRequests(record, person.personId, shownRequests)),
        grants,
        seatCount: seats.length,
        roles: await rolesOf(record, person.personId),
        away: await record.away(person.personId),
        waiting: await waitingFor(record, person),
        others: await othersAt(record, grants, person),
        leaving: await leavingDays(record, grants, person),
        checklist: await showChecklist(deps, record, person.personId),
      };
    });
    const ccns = profile.grants.flatMap((grant) =>
      grant.organization.startsWith('ccn:') ? [grant.organization.slice(4)] : [],
    );
    const facilities = reporterProblem(person) === null ? await herFacilities(deps, person) : [];
    const names = await providers.find(ccns);
    const nameOf = (grant: Grant) => names.get(grant.organization.slice(4))?.name ?? null;
    return {
      person: profile.person,
      timeZone: person.timeZone,
      open: profile.open,
      earlier: profile.earlier,
      roles: await shownRoles(providers, profile.roles),
      drafts: drafts.slice(0, shownDrafts).map(({ id, roleId, ccns }) => ({
        id,
        role: roleId === null ? null : roleById(roleId),
        ccns,
      })),
      away: profile.away,
      waiting: profile.waiting,
      checklist: profile.checklist,
      mayStartChecklist: profile.open.all + profile.earlier.all + profile.roles.length === 0 && mayAsk(deps, person),
      seatCount: profile.seatCount,
      mayReport: facilities.length > 0,
      seats: profile.grants.flatMap((grant) => {
        const organization = parseOrganizationKey(grant.organization);
        return organization
          ? [
              {
                organization,
                placeName: nameOf(grant),
                others: profile.others.get(grant.grantId) ?? [],
                leavesOn: profile.leaving.get(grant.organization) ?? null,
              },
            ]
          : [];
      }),
    };
  };
}

/** Whoever can ask for a role, now or once her account has an address. */
function mayAsk({ settings }: Deps, { account }: KnownPerson): boolean {
  const problem = requesterProblem(account, settings.guestsMayRequest);
  return problem === null || problem === 'email-missing';
}

/** Requests of which she has a card and something is left for her to do, oldest first. */
async function waitingFor(record: Reading, person: KnownPerson): Promise<ShownProfile['waiting']> {
  const waiting = [];
  for (const id of await record.openCardsOf(person.personId, most)) {
    const stored = await record.request(id);
    if (!stored) continue;
    const request = await showRequest(record, stored);
    const hers = hersOf(request, person.personId);
    const left = request.items.some(
      (item) => hers.includes(item.id) && (item.state.status === 'pending' || item.state.status === 'approved'),
    );
    if (left) waiting.push({ request, hers });
  }
  return waiting;
}

async function othersAt(
  record: Reading,
  grants: readonly Grant[],
  person: KnownPerson,
): Promise<Map<string, ShownPerson[]>> {
  const others = new Map<string, ShownPerson[]>();
  for (const grant of grants) {
    const officials = await record.officialsAt([{ roleId: grant.roleId, organization: grant.organization }]);
    const names: ShownPerson[] = [];
    for (const official of officials.filter(
      (one) => one.personId !== person.personId && one.environment === grant.environment,
    )) {
      names.push(await shownOfficial(record, official));
    }
    others.set(grant.grantId, names);
  }
  return others;
}
