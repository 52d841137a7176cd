import { type Official, type Route, route, seatsToLoad } from '#domain/approvers.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import type { Actor } from '#domain/decide.ts';
import { operatorId } from '#domain/item.ts';
import type { Organization } from '#domain/organization.ts';
import { type AddressLists, accountProblem, type PersonId } from '#domain/person.ts';
import type { ShownPerson } from '#domain/shown.ts';
import type { KnownPerson, Reading } from './ledger.ts';

/** Whom a role at an organization goes to at this moment. */
export async function routeNow(
  record: Reading,
  role: Role,
  organization: Organization,
  environment: Environment,
  requesterId: PersonId | null,
): Promise<{ route: Route; officials: Official[] }> {
  const seated = await record.officialsAt(seatsToLoad(role, organization));
  const twins = requesterId === null ? [] : await record.twinsOf(requesterId);
  // Whoever has the requester's address on another platform is taken as she herself, also before she said so.
  const officials = seated.map((official) =>
    official.personId !== null && twins.includes(official.personId) ? { ...official, personId: requesterId } : official,
  );
  return { route: route(role, organization, environment, requesterId, officials), officials };
}

/** The officials that a route names: those who are asked, or those known by e-mail. */
export function namedOfficials(asked: Route): readonly Official[] {
  switch (asked.way) {
    case 'ask':
      return asked.officials;
    case 'outside':
      return asked.knownByEmail;
    case 'not-known':
      return [];
  }
}

/** The account that acts, with what keeps it from deciding. */
export function actorOf(person: KnownPerson, lists: AddressLists): Actor {
  return { personId: person.personId, problem: accountProblem(person.account, lists, person.heldTwice) };
}

/** An official with the name people know her by. */
export async function shownOfficial(record: Reading, official: Official): Promise<ShownPerson> {
  if (official.personId !== null) {
    const shown = await shownPerson(record, official.personId);
    const away = await record.away(official.personId);
    return away?.began ? { ...shown, backAt: away.backAt } : shown;
  }
  const grant = await record.grant(official.grantId);
  return {
    personId: null,
    name: grant?.name ?? grant?.email ?? 'an official',
    email: grant?.email ?? null,
    emailConfirmed: false,
    platform: null,
  };
}

/** A person with her name, address and platform. */
export async function shownPerson(record: Reading, id: PersonId): Promise<ShownPerson> {
  if (id === operatorId)
    return { personId: null, name: 'the people who run this bot', email: null, emailConfirmed: false, platform: null };
  const person = await record.person(id);
  if (person === null) return { personId: id, name: 'someone', email: null, emailConfirmed: false, platform: null };
  // An identity that was joined to another is shown as the person it is now.
  const { personId } = person;
  const { name, email, emailConfirmed } = person.account;
  const { platform } = person.identity;
  if (email === null && person.enteredEmail !== null)
    return { personId, name, email: person.enteredEmail, emailConfirmed: false, platform, addressNote: 'entered' };
  return {
    personId,
    name,
    email,
    emailConfirmed,
    platform,
    ...(email !== null && !record.isListed(email) ? { addressNote: 'not-listed' } : {}),
  };
}
