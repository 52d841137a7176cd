import { roleById } from '#content/catalogue.ts';
import { asksDisciplines, type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { ShownHolder, ShownPerson } from '#domain/shown.ts';
import type { Deps } from './deps.ts';
import { mayNotEnd } from './held-role.ts';
import type { Grant, KnownPerson, Reading, RoleHolders, SeatedPlaces, StatedRole } from './ledger.ts';
import { actorOf, shownPerson } from './officials.ts';
import type { ProviderDirectory } from './provider-search.ts';
import { maySettle } from './settle-statement.ts';

/** Who has what at the organizations of an official (rules, section 7). Who asks, and where she decides, is looked up now. */

/** A page of the list. */
export interface HolderPage {
  holders: ShownHolder[];
  /** How many rows there are in all, and the page that was found: one past the end is the last. */
  all: number;
  page: number;
}

/**
 * One page of who has what, for an official of these places and nobody else.
 * @param page from 0
 * @param most rows of a page
 */
export function whoHasWhat({ ledger, providers, settings }: Pick<Deps, 'ledger' | 'providers' | 'settings'>) {
  return async (person: KnownPerson, page: number, most: number): Promise<Answer<HolderPage>> => {
    const read = await ledger.read(async (record) => {
      const problem = actorOf(person, settings.addresses).problem;
      if (problem !== null) return no(problem);
      const places = placesOf(await record.grantsOf(person.personId));
      if (places.both.length + places.training.length === 0) return no('list-not-yours');
      let found = await record.roleHolders(places, page * most, most);
      const last = Math.max(0, Math.ceil(found.all / most) - 1);
      if (page > last) found = await record.roleHolders(places, last * most, most);
      const rows = await holderRows(record, found, person, settings);
      return yes({ rows, all: found.all, page: Math.min(page, last) });
    });
    if (!read.ok) return read;
    return yes({ ...read.value, holders: await named(providers, read.value.rows) });
  };
}

/** Rows of who has what, with what this official may do about each. */
export async function holderRows(
  record: Reading,
  found: Pick<RoleHolders, 'statements' | 'grants'>,
  person: KnownPerson,
  settings: Deps['settings'],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const statement of found.statements)
    rows.push(await statementRow(record, statement, (await maySettle(record, statement, person, settings)) === null));
  for (const grant of found.grants)
    rows.push(await grantRow(record, grant, (await mayNotEnd(record, grant, person, settings)) === null));
  return rows;
}

/** Where an official decides, by her own standing grants. Training alone shows training alone. */
function placesOf(grants: readonly Grant[]): SeatedPlaces {
  const seats = grants.filter((grant) => roleById(grant.roleId).official && grant.standing === 'active');
  const at = (environment: Grant['environment']): OrganizationKey[] =>
    seats.filter((seat) => seat.environment === environment).map((seat) => seat.organization);
  const both = [...new Set(at('production'))];
  return { both, training: [...new Set(at('training'))].filter((one) => !both.includes(one)) };
}

type Row = Omit<ShownHolder, 'role' | 'organization' | 'placeName'> & RoleAt;

async function statementRow(record: Reading, statement: StatedRole, settle: boolean): Promise<Row> {
  const { personId, roleId, organization, environment, statedAt, statementId } = statement;
  return {
    person: await shownPerson(record, personId),
    roleId,
    organization,
    environment,
    since: statedAt,
    basis: 'stated',
    statementId,
    maySettle: settle,
    ref: `s|${statementId}`,
    lostAt: null,
    mayEnd: settle,
    back: (await record.grantsOf(personId)).some(
      (grant) => grant.standing === 'suspended' && sameRoleAt(grant, statement),
    ),
    disciplines: await disciplinesOf(record, personId, statement),
  };
}

async function grantRow(record: Reading, grant: Grant, mayEnd: boolean): Promise<Row> {
  const { personId, roleId, organization, environment, startedAt, basis, standing, email, name } = grant;
  const unseen: ShownPerson = {
    personId: null,
    name: name || email || '',
    email,
    emailConfirmed: false,
    platform: null,
  };
  return {
    person: personId === null ? unseen : await shownPerson(record, personId),
    roleId,
    organization,
    environment,
    since: startedAt,
    basis: standing === 'unconfirmed' ? 'unconfirmed' : basis,
    statementId: null,
    maySettle: false,
    ref: `g|${grant.grantId}`,
    lostAt: grant.suspendedAt,
    mayEnd,
    back: false,
    disciplines: personId === null ? null : await disciplinesOf(record, personId, grant),
  };
}

async function disciplinesOf(record: Reading, personId: string, at: RoleAt): Promise<readonly string[] | null> {
  if (!asksDisciplines(roleById(at.roleId))) return null;
  return (await record.disciplinesOf(personId)).find((one) => sameRoleAt(one, at))?.chosen ?? [];
}

/** The same rows with the names of roles and places. */
export async function named(providers: ProviderDirectory, rows: readonly Row[]): Promise<ShownHolder[]> {
  const ccns = rows.flatMap(({ organization }) => (organization.startsWith('ccn:') ? [organization.slice(4)] : []));
  const names = await providers.find([...new Set(ccns)]);
  return rows.flatMap(({ roleId, organization: key, ...row }) => {
    const organization = parseOrganizationKey(key);
    if (organization === null) return [];
    const placeName = organization.kind === 'provider' ? (names.get(organization.ccn)?.name ?? null) : null;
    return [{ ...row, role: roleById(roleId), organization, placeName }];
  });
}
