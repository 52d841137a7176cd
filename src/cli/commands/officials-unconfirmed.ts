import { shownPerson } from '#application/officials.ts';
import { roleById } from '#content/catalogue.ts';
import { confirming as say } from '#copy/request-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import type { Print } from '../print.ts';

/** The most that are printed. */
const most = 200;

/** Prints security-official roles that people recorded as approved in iQIES and that nobody confirmed yet, oldest first. */
export async function officialsUnconfirmed({ deps }: Record, print: Print): Promise<number> {
  const found = await deps.ledger.read(async (record) => {
    const shown = [];
    for (const { grantId, personId, roleId, organization, environment, startedAt } of await record.unconfirmedGrants(
      most,
    )) {
      const person = await shownPerson(record, personId ?? '');
      shown.push({ grantId, role: roleById(roleId).label, organization, environment, startedAt, person });
    }
    return shown;
  });
  for (const { person, startedAt, grantId, ...grant } of found)
    print(say.line({ ...grant, grantId, startedAt, person }), {
      id: grantId,
      ...grant,
      name: person.name,
      email: person.email,
      since: new Date(startedAt).toISOString(),
    });
  print(found.length === 0 ? say.none : say.how, null);
  return 0;
}

export const officialsUnconfirmedCommand = onRecord(
  {
    group: 'officials',
    name: 'unconfirmed',
    about: 'security-official roles that people say iQIES approved; they give no authority until you confirm them',
    json: 'a role that nobody confirmed',
    examples: ['officials unconfirmed'],
    takes: {},
    options: {},
  },
  (record, _given, print) => officialsUnconfirmed(record, print),
);
