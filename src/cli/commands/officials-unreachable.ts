import { roleById } from '#content/catalogue.ts';
import { allReachable, unreachableLine } from '#copy/unreachable.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { readUnreachableOfficials } from '#storage/unreachable-officials.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import type { Print } from '../print.ts';

/** The most that are printed. */
const most = 500;

/** Prints officials whom no chat reaches, by organization, with the reason. */
export async function officialsUnreachable({ database }: Record, print: Print): Promise<number> {
  const officials = await readUnreachableOfficials(database.db, most);
  for (const { roleId, organization, environment, ...official } of officials) {
    const role = roleById(roleId).label;
    const where = { organization: parseOrganizationKey(organization), training: environment === 'training' };
    print(unreachableLine({ ...official, role, ...where }), { ...official, role, organization, environment });
  }
  if (officials.length === 0) print(allReachable, null);
  return 0;
}

export const officialsUnreachableCommand = onRecord(
  {
    group: 'officials',
    name: 'unreachable',
    about: 'officials whom no chat reaches, and why',
    json: 'an official',
    examples: ['officials unreachable'],
    takes: {},
    options: {},
  },
  (record, _given, print) => officialsUnreachable(record, print),
);
