import { roleById, roleByName } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import { type Environment, environments, type RoleId } from '#domain/catalogue.ts';
import { parseCcn } from '#domain/ccn.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { isAddress, isListed, isShared } from '#domain/person.ts';
import type { Deps } from './deps.ts';
import type { Grant } from './ledger.ts';
import { rerouteAt } from './reroute.ts';

/** The operator's list of officials: read line by line, compared with what stands, then applied. */

export interface OfficialLine {
  email: string;
  name: string;
  roleId: RoleId;
  organization: string;
  environment: Environment;
}

export interface OfficialsDiff {
  added: OfficialLine[];
  unchanged: number;
  /** Standing grants that the file does not name. */
  missing: Grant[];
  /** Lines that can't be used, and lines that can but never decide. */
  wrong: { line: number; reason: string }[];
  warnings: { line: number; reason: string }[];
}

/** Compares a file's records (by column name, lower case) with the standing grants. Nothing is written. */
export function compareOfficials({ ledger, settings }: Pick<Deps, 'ledger' | 'settings'>) {
  return async (
    records: readonly { line: number; values: Readonly<Record<string, string>> }[],
  ): Promise<OfficialsDiff> => {
    const { domains } = settings.addresses;
    const standing = await ledger.read((record) => record.importedGrants());
    const diff: OfficialsDiff = { added: [], unchanged: 0, missing: [], wrong: [], warnings: [] };
    const named = new Set<string>();
    for (const { line, values } of records) {
      const read = readLine(values);
      if (typeof read === 'string') {
        diff.wrong.push({ line, reason: read });
        continue;
      }
      if (isShared(read.email, settings.addresses.shared))
        diff.warnings.push({ line, reason: 'the address is on the shared list: it never decides' });
      // A rehearsal of which nobody listed a domain takes its own people's.
      if (domains.length > 0 && !isListed(read.email, domains))
        diff.warnings.push({
          line,
          reason:
            'the domain of the address is not on EMAIL_DOMAINS: it will never decide here until the domain is listed',
        });
      if (named.has(keyOf(read))) continue;
      named.add(keyOf(read));
      if (standing.some((grant) => keyOf(grant) === keyOf(read))) diff.unchanged += 1;
      else diff.added.push(read);
    }
    diff.missing = standing.filter((grant) => !named.has(keyOf(grant)));
    return diff;
  };
}

/** Applies a comparison, one official at a time: short changes, each complete. `endMissing` ends what the file lacks. */
export function applyOfficials({ ledger, now, newId }: Pick<Deps, 'ledger' | 'now' | 'newId'>) {
  return async (diff: OfficialsDiff, endMissing: boolean): Promise<void> => {
    for (const line of diff.added) {
      await ledger.change(async (record) => {
        const grantId = newId();
        await record.startGrant({
          grantId,
          personId: null,
          basis: 'imported',
          standing: 'active',
          startedAt: now(),
          ...line,
        });
        await record.record(
          {
            kind: 'grant-started',
            platform: 'command-line',
            data: { grantId, role: line.roleId, organization: line.organization },
          },
          now(),
        );
        await record.enqueue({ kind: 'find-official', grantId }, now());
        await rerouteAt(record, line.organization, now());
      });
    }
    for (const grant of endMissing ? diff.missing : []) {
      await ledger.change(async (record) => {
        if (!(await record.endGrant(grant.grantId, now()))) return;
        await record.record({ kind: 'grant-ended', platform: 'command-line', data: { grantId: grant.grantId } }, now());
        await rerouteAt(record, grant.organization, now());
      });
    }
  };
}

function keyOf({
  email,
  roleId,
  organization,
  environment,
}: {
  email: string | null;
  roleId: RoleId;
  organization: string;
  environment: Environment;
}): string {
  return [email?.toLowerCase(), roleId, organization, environment].join(' ');
}

/** One line of the file, or why it can't be used. */
function readLine(values: Readonly<Record<string, string>>): OfficialLine | string {
  const email = (values.email ?? '').trim().toLowerCase();
  if (!isAddress(email)) return 'email is no address';
  const role = roleByName(values.role ?? '');
  if (role === null) return `role "${(values.role ?? '').slice(0, 60)}" is not in the catalogue`;
  if (!role.official) return `${role.label} is no security-official role`;
  const organization = parseOrganizationKey(values.organization ?? '');
  if (organization === null)
    return `organization "${(values.organization ?? '').slice(0, 60)}" is not ccn:165326, state:IA, cms or contractor:mac/NAME`;
  if (organization.kind === 'provider' && !parseCcn(organization.ccn, states).ok)
    return `organization ccn:${organization.ccn} is no CCN`;
  if (organization.kind === 'state' && !states.some(({ code }) => code === organization.code))
    return `organization state:${organization.code} is no State`;
  if (!fits(role.id, organization.kind)) return `${role.label} does not belong to ${organizationKey(organization)}`;
  const environment = (values.environment ?? '').trim().toLowerCase() || 'production';
  const known = environments.find((one) => one === environment);
  if (known === undefined) return `environment "${environment.slice(0, 20)}" is not production or training`;
  return {
    email,
    name: (values.name ?? '').trim().slice(0, 100),
    roleId: role.id,
    organization: organizationKey(organization),
    environment: known,
  };
}

/** Whether an official role sits at this kind of organization: where it would decide. */
function fits(roleId: RoleId, kind: 'provider' | 'state' | 'cms' | 'contractor'): boolean {
  const category = { provider: 'provider', state: 'state-agency', cms: 'cms', contractor: 'contractor' } as const;
  return roleById(roleId).category === category[kind];
}
