import { roleById } from '#content/catalogue.ts';
import type { Role } from '#domain/catalogue.ts';
import { isListed, isShared } from '#domain/person.ts';
import type { Deps } from './deps.ts';
import { type FileLine, type GrantLine, grantKey, readGrantLine } from './import-line.ts';
import type { Grant, Reading } from './ledger.ts';
import { rerouteAt } from './reroute.ts';

/** The operator's list of officials: read line by line, compared with what stands, then applied. */

export interface OfficialsDiff {
  added: GrantLine[];
  unchanged: number;
  /** Standing grants that the file does not name. */
  missing: Grant[];
  /** Lines that can't be used, and lines that can but never decide. */
  wrong: { line: number; reason: string }[];
  warnings: { line: number; reason: string }[];
}

/** Compares a file's records (by column name, lower case) with the standing grants. Nothing is written. */
export function compareOfficials({ ledger, settings }: Pick<Deps, 'ledger' | 'settings'>) {
  return async (records: readonly FileLine[]): Promise<OfficialsDiff> => {
    const { domains } = settings.addresses;
    const imported = await ledger.read((record) => record.importedGrants());
    // The list of existing roles is another file, and this one never ends what stands in it.
    const standing = imported.filter(({ roleId }) => roleById(roleId).official);
    const diff: OfficialsDiff = { added: [], unchanged: 0, missing: [], wrong: [], warnings: [] };
    const named = new Set<string>();
    const removed = await ledger.read(removedOfficials);
    for (const { line, values } of records) {
      const read = readGrantLine(values, official);
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
      if (named.has(grantKey(read))) continue;
      named.add(grantKey(read));
      if (standing.some((grant) => grantKey(grant) === grantKey(read))) diff.unchanged += 1;
      else {
        diff.added.push(read);
        if (removed.has(`${read.email.toLowerCase()} ${read.organization}`))
          diff.warnings.push({
            line,
            reason:
              'the removal of this official was recorded: with --yes she decides there again. Take the line out if she left',
          });
      }
    }
    diff.missing = standing.filter((grant) => !named.has(grantKey(grant)));
    return diff;
  };
}

/** How many cases of officials who left are looked back at. */
const mostDepartures = 10_000;

/** Officials whose removal was recorded, as "address organization": an old list would bring them back. */
async function removedOfficials(record: Reading): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { state, grantId, organization } of await record.departures.list(false, mostDepartures)) {
    const email = state.is === 'removed' ? (await record.grant(grantId))?.email : null;
    if (email) found.add(`${email.toLowerCase()} ${organization}`);
  }
  return found;
}

/** Applies a comparison, one official at a time: short changes, each complete. `endMissing` ends what the file lacks. */
export function applyOfficials({ ledger, now, newId }: Pick<Deps, 'ledger' | 'now' | 'newId'>) {
  return async (diff: OfficialsDiff, endMissing: boolean): Promise<void> => {
    for (const line of diff.added) {
      await ledger.change(async (record) => {
        if (await stands(record, line)) return;
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
        await rerouteAt(record, [line.organization], now());
      });
    }
    for (const grant of endMissing ? diff.missing : []) {
      await ledger.change(async (record) => {
        if (!(await record.endGrant(grant.grantId, now()))) return;
        await record.record({ kind: 'grant-ended', platform: 'command-line', data: { grantId: grant.grantId } }, now());
        await rerouteAt(record, [grant.organization], now());
      });
    }
  };
}

/** Whether the same line was added meanwhile, by a command that ran at the same time. */
export async function stands(record: Reading, line: GrantLine): Promise<boolean> {
  const imported = [...(await record.unboundGrants(line.email)), ...(await record.boundGrants(line.email))];
  return imported.some((grant) => grantKey(grant) === grantKey(line));
}

const official = (role: Role): string | null => (role.official ? null : `${role.label} is no security-official role`);
