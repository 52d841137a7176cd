import type { Official } from '#domain/approvers.ts';
import { dayOf } from '#domain/day.ts';
import { isGone } from '#domain/departure.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { accountProblem, type PersonId, requesterProblem } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Departure } from './departure-record.ts';
import type { Deps, Settings } from './deps.ts';
import type { KnownPerson, Reading } from './ledger.ts';

/** Who has to do with an official who leaves: those who may say so, those who still decide there, and the help desk. */

const official = 'provider-security-official';

/** Facilities for which somebody has a role, a request or a form: there she may report, and reads who the officials are. */
export async function herFacilities({ ledger, drafts }: Deps, { personId }: KnownPerson): Promise<OrganizationKey[]> {
  const forms = await drafts.allOf(personId);
  const held = await ledger.read((record) => record.heldBy(personId));
  const keys = [
    ...held.map(({ organization }) => organization),
    ...forms.flatMap(({ ccns, later }) => [...ccns, ...later].map((ccn) => `ccn:${ccn}`)),
  ];
  return [...new Set(keys)].filter((key) => parseOrganizationKey(key)?.kind === 'provider');
}

/** Why an account may report nobody, however much she has to do with a facility; null when it may. */
export function reporterProblem({ account }: KnownPerson): Refusal | null {
  const problem = requesterProblem(account, false);
  return problem === 'email-missing' ? null : problem;
}

/** Whether somebody may say something about the officials of a facility. */
export async function mayReport(deps: Deps, person: KnownPerson, organization: OrganizationKey): Promise<Answer<null>> {
  const problem = reporterProblem(person);
  if (problem !== null) return no(problem);
  return (await herFacilities(deps, person)).includes(organization) ? yes(null) : no('departure-not-yours');
}

/** The PSOs of a facility, each person once: production before training. */
export async function officialsOf(record: Reading, organization: OrganizationKey): Promise<Official[]> {
  const all = await record.officialsAt([{ roleId: official, organization }]);
  const sorted = [...all].sort((a, b) => Number(a.environment === 'training') - Number(b.environment === 'training'));
  const found = new Map<string, Official>();
  for (const one of sorted) {
    const key = one.personId ?? (await record.grant(one.grantId))?.email ?? one.grantId;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Whether two ids are one person, as far as anybody can know: the same, or with one address on two platforms. */
export async function sameHuman(record: Reading, one: PersonId, other: PersonId | null): Promise<boolean> {
  return other !== null && (one === other || (await record.twinsOf(one)).includes(other));
}

/** The day it is for an official. */
export async function herToday(record: Reading, { officialId }: Departure, at: number): Promise<string> {
  return dayOf(at, officialId === null ? null : ((await record.person(officialId))?.timeZone ?? null));
}

/** The other PSOs of a facility: those who still decide there, and those who count as gone. */
export async function othersThere(
  record: Reading,
  departure: Departure,
  at: number,
): Promise<{ standing: Official[]; gone: Departure[] }> {
  const live = await record.departures.at([departure.organization], 'live');
  const gone: Departure[] = [];
  for (const one of live)
    if (one.id !== departure.id && isGone(one.state, await herToday(record, one, at))) gone.push(one);
  const standing: Official[] = [];
  for (const one of await officialsOf(record, departure.organization)) {
    if (one.environment !== 'production' || isAbout(departure, one) || gone.some((other) => isAbout(other, one)))
      continue;
    standing.push(one);
  }
  return { standing, gone };
}

/** Whether a case is about this official, by whichever of her grants. */
export const isAbout = ({ grantId, officialId }: Departure, one: Official): boolean =>
  one.grantId === grantId || (officialId !== null && one.personId === officialId);

/** Whether an account is on the operator's help-desk list now. */
export function isHelpDesk({ account, heldTwice }: KnownPerson, { addresses, helpDesk }: Settings): boolean {
  if (accountProblem(account, addresses, heldTwice) !== null) return false;
  return account.email !== null && helpDesk.includes(account.email.toLowerCase());
}

/** People on the help-desk list who were seen here. */
export async function helpDeskPeople(record: Reading, settings: Settings): Promise<PersonId[]> {
  const found = new Set<PersonId>();
  for (const email of settings.helpDesk)
    for (const personId of await record.peopleWith(email))
      if ((await record.accountsOf(personId)).some((account) => isHelpDesk(account, settings))) found.add(personId);
  return [...found];
}
