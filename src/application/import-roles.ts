import { roleById } from '#content/catalogue.ts';
import type { Role } from '#domain/catalogue.ts';
import { sameRoleAt } from '#domain/disciplines.ts';
import { accountProblem, isListed, isShared } from '#domain/person.ts';
import { bindRole } from './bind-role.ts';
import type { Deps } from './deps.ts';
import { type FileLine, type GrantLine, grantKey, readGrantLine } from './import-line.ts';
import { stands } from './import-officials.ts';
import type { Reading, Writing } from './ledger.ts';

/**
 * The operator's list of roles that people have in iQIES already (rules, section 2): ordinary roles only. They are
 * added, never ended, and give no authority.
 */

export interface RolesDiff {
  added: GrantLine[];
  /** Lines whose role is known here already, from a list or from a request. */
  unchanged: number;
  /** Lines that can't be used, and lines that can but wait for an account that may have them. */
  wrong: { line: number; reason: string }[];
  warnings: { line: number; reason: string }[];
}

/** Compares a file's lines with what is known. Nothing is written. */
export function compareRoles({ ledger, settings }: Pick<Deps, 'ledger' | 'settings'>) {
  return async (lines: readonly FileLine[]): Promise<RolesDiff> => {
    const { domains, shared } = settings.addresses;
    const standing = new Set((await ledger.read((record) => record.importedGrants())).map(grantKey));
    const diff: RolesDiff = { added: [], unchanged: 0, wrong: [], warnings: [] };
    const named = new Set<string>();
    for (const { line, values } of lines) {
      const read = readGrantLine(values, ordinary);
      if (typeof read === 'string') {
        diff.wrong.push({ line, reason: read });
        continue;
      }
      if (isShared(read.email, shared))
        diff.warnings.push({ line, reason: 'the address is on the shared list: nobody gets this role here' });
      else if (domains.length > 0 && !isListed(read.email, domains))
        diff.warnings.push({
          line,
          reason: 'the domain of the address is not on EMAIL_DOMAINS: nobody gets this role here until it is listed',
        });
      if (named.has(grantKey(read))) continue;
      named.add(grantKey(read));
      if (await ledger.read((record) => wasRemoved(record, read))) {
        diff.warnings.push({ line, reason: 'an official removed this role here, so the list does not bring it back' });
        continue;
      }
      const known = standing.has(grantKey(read)) || (await ledger.read((record) => hasIt(record, read)));
      if (known) diff.unchanged += 1;
      else diff.added.push(read);
    }
    return diff;
  };
}

const ordinary = (role: Role): string | null =>
  role.official ? `${role.label} is a security-official role: use officials import` : null;

/** A list that is older than a removal would bring the role back: who needs it again asks for it. */
async function wasRemoved(record: Reading, line: GrantLine): Promise<boolean> {
  const removed = [...(await record.removedFrom(line.email))];
  for (const personId of await record.peopleWith(line.email))
    removed.push(
      ...(await record.overRoles(personId, line.roleId, line.environment)).filter(({ as }) => as === 'removed'),
    );
  return removed.some((one) => sameRoleAt(one, line));
}

/** Somebody with this address got the role in another way. */
async function hasIt(record: Reading, { email, roleId, organization, environment }: GrantLine): Promise<boolean> {
  for (const personId of await record.peopleWith(email)) {
    const grants = await record.grantsOf(personId);
    if (
      grants.some(
        (one) => one.roleId === roleId && one.organization === organization && one.environment === environment,
      )
    )
      return true;
  }
  return false;
}

/** Adds what a comparison found, one role at a time: short changes, each complete. */
export function applyRoles({ ledger, settings, now, newId }: Deps) {
  return async (diff: RolesDiff): Promise<void> => {
    for (const line of diff.added) {
      await ledger.change(async (record) => {
        if (await stands(record, line)) return;
        const grantId = newId();
        const { roleId, organization, environment } = line;
        if (roleById(roleId).official) throw new Error(`${roleId} is a security-official role`);
        const grant = { grantId, personId: null, basis: 'imported', standing: 'active', startedAt: now() } as const;
        await record.startGrant({ ...grant, ...line });
        await record.record(
          {
            kind: 'grant-started',
            platform: 'command-line',
            data: { grantId, role: roleId, organization, environment },
          },
          now(),
        );
        await bindKnown(record, grantId, line.email, settings, now());
      });
    }
  };
}

/** Whoever has the address and was seen here has the role at once; others when they are seen first. */
async function bindKnown(
  record: Writing,
  grantId: string,
  email: string,
  { addresses }: Deps['settings'],
  at: number,
): Promise<void> {
  const [personId, ...others] = new Set(await record.peopleWith(email));
  const person = personId === undefined || others.length > 0 ? null : await record.person(personId);
  const fits = person?.account.email === email && accountProblem(person.account, addresses, person.heldTwice) === null;
  if (person !== null && fits) await bindRole(record, { grantId }, person, at);
}
