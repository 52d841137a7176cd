import { environments } from '#domain/catalogue.ts';
import { accountKinds, type Fit } from '#domain/checklist.ts';
import { secretIn } from '#domain/guard.ts';
import { isAddress, isListed, isShared } from '#domain/person.ts';
import { addInvite } from './checklist-invites.ts';
import type { StoredInvite } from './checklist-record.ts';
import type { Deps } from './deps.ts';
import type { FileLine } from './import-line.ts';
import type { Reading } from './ledger.ts';

/** The operator's list of people who get a checklist. Each is told who started it, and says yes or no. */

/** A file with more lines is no list of new people. */
export const mostOnboardingLines = 5_000;

export interface OnboardingDiff {
  added: { email: string; proposed: Partial<Fit> }[];
  /** People for whom the operator started one before. */
  unchanged: number;
  wrong: { line: number; reason: string }[];
  warnings: { line: number; reason: string }[];
}

/** Compares a file's lines with what was started. Nothing is written. */
export function compareOnboarding({ ledger, settings }: Pick<Deps, 'ledger' | 'settings'>) {
  return async (lines: readonly FileLine[]): Promise<OnboardingDiff> => {
    const { domains, shared } = settings.addresses;
    const diff: OnboardingDiff = { added: [], unchanged: 0, wrong: [], warnings: [] };
    const named = new Set<string>();
    for (const { line, values } of lines) {
      const read = readLine(values);
      const reason = typeof read === 'string' ? read : isShared(read.email, shared) ? sharedAddress : null;
      if (typeof read === 'string' || reason !== null) {
        diff.wrong.push({ line, reason: reason ?? '' });
        continue;
      }
      if (named.has(read.email)) {
        diff.warnings.push({ line, reason: twice });
        continue;
      }
      named.add(read.email);
      if (!isListed(read.email, domains)) diff.warnings.push({ line, reason: unlisted });
      if (await ledger.read((record) => startedBefore(record, read.email))) diff.unchanged += 1;
      else diff.added.push(read);
    }
    return diff;
  };
}

const sharedAddress = 'the address is on the shared list: write the address of one person';
const twice = 'the address stands in a line before: this line is left out';
const unlisted = 'the domain of the address is not on EMAIL_DOMAINS: the checklist waits until it is listed';

function readLine(values: FileLine['values']): OnboardingDiff['added'][number] | string {
  const email = (values.email ?? '').trim().toLowerCase();
  if (!isAddress(email) || secretIn(email) !== null) return 'email is no address';
  const cell = (name: string) => (values[name] ?? '').trim().toLowerCase();
  const account = accountKinds.find((kind) => kind === cell('account'));
  if (account === undefined && cell('account') !== '') return 'account is not new, harp or eidm';
  const environment = environments.find((one) => one === cell('environment'));
  if (environment === undefined && cell('environment') !== '') return 'environment is not production or training';
  if (!['', 'yes', 'no'].includes(cell('surveyor'))) return 'surveyor is not yes or no';
  return {
    email,
    proposed: {
      ...(account === undefined ? {} : { account }),
      ...(environment === undefined ? {} : { environment }),
      ...(cell('surveyor') === '' ? {} : { surveyor: cell('surveyor') === 'yes' }),
    },
  };
}

const startedBefore = async (record: Reading, email: string): Promise<boolean> =>
  (await record.checklists.forAddress(email)).some(({ by }) => by === null);

/** Starts what a comparison found, one person at a time: short changes, each complete. */
export function applyOnboarding({ ledger, settings, now, newId }: Deps) {
  return async ({ added }: OnboardingDiff): Promise<void> => {
    for (const { email, proposed } of added)
      await ledger.change(async (record) => {
        if (await startedBefore(record, email)) return;
        const invite: Omit<StoredInvite, 'invitedAt' | 'personId' | 'answer'> = {
          inviteId: newId(),
          email,
          by: null,
          organization: null,
          proposed,
        };
        await addInvite(record, settings, invite, now());
        const data = { invite: invite.inviteId };
        await record.record({ kind: 'checklist-offered', platform: 'command-line', data }, now());
      });
  };
}
