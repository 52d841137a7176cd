import { roleById } from '#content/catalogue.ts';
import { seatsToLoad } from '#domain/approvers.ts';
import type { Role } from '#domain/catalogue.ts';
import { type Organization, type OrganizationKey, organizationKey } from '#domain/organization.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import type { KnownPerson, Reading } from './ledger.ts';
import { routeNow } from './officials.ts';
import { organizationsOf, type Start } from './organizations-of-draft.ts';

/** A place of somebody's draft for which no security official is known here. */
export interface UnknownPlace {
  draft: Draft;
  organization: Organization;
  placeName: string | null;
  /** The role that is asked for there, and the security-official role that would decide it. */
  role: Role;
  officialRole: Role;
}

/** Where a way on begins: one place of a draft of hers. */
export interface PlaceOfDraft {
  draftId: string;
  organization: OrganizationKey;
}

/**
 * The place as it is now. She is told when an official is added there, from the moment she looks for a way on.
 * @returns 'draft-unknown' when it is no place of a draft of hers, 'official-known-now' when somebody is known meanwhile
 */
export function openUnknownPlace(deps: Deps) {
  return async (person: KnownPerson, at: PlaceOfDraft): Promise<Answer<UnknownPlace>> => {
    const place = await readUnknownPlace(deps, person, at);
    if (place.ok) {
      const { organization, role } = place.value;
      await deps.ledger.change((record) =>
        record.waitFor(organizationKey(organization), person.personId, role.id, deps.now()),
      );
    }
    return place;
  };
}

/** The place, without waiting for it. */
export async function readUnknownPlace(
  { drafts, providers, ledger }: Deps,
  person: KnownPerson,
  at: PlaceOfDraft,
): Promise<Answer<UnknownPlace>> {
  const draft = await drafts.get(at.draftId);
  if (draft === null || draft.personId !== person.personId || draft.roleId === null) return no('draft-unknown');
  const organization = organizationsOf(draft).find((one) => organizationKey(one) === at.organization);
  if (organization === undefined) return no('draft-unknown');
  const role = roleById(draft.roleId);
  if (!(await ledger.read((record) => isUnknown(record, role, organization, draft, person))))
    return no('official-known-now');
  const found = organization.kind === 'provider' ? await providers.find([organization.ccn]) : null;
  const placeName = organization.kind === 'provider' ? (found?.get(organization.ccn)?.name ?? null) : null;
  const [seat] = seatsToLoad(role, organization);
  return yes({ draft, organization, placeName, role, officialRole: roleById(seat?.roleId ?? role.id) });
}

async function isUnknown(
  record: Reading,
  role: Role,
  organization: Organization,
  { environment }: Draft,
  person: KnownPerson,
): Promise<boolean> {
  const { route } = await routeNow(record, role, organization, environment, person.personId);
  return route.way === 'not-known';
}

/** "We have none": the request for the security-official role of exactly this place. The other draft stays as it is. */
export function startOfficial({ draft, organization, officialRole }: UnknownPlace): Start {
  const ccns = organization.kind === 'provider' ? [organization.ccn] : [];
  const { environment, legalName, harpConfirmed } = draft;
  return {
    category: officialRole.category,
    roleId: officialRole.id,
    environment: officialRole.shownIn.includes(environment) ? environment : 'production',
    ccns,
    kept: draft.kept.filter((ccn) => ccns.includes(ccn)),
    state: organization.kind === 'state' ? organization.code : null,
    legalName,
    harpConfirmed,
  };
}
