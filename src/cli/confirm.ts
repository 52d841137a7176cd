import { confirmOfficial } from '#application/confirm-official.ts';
import { shownPerson } from '#application/officials.ts';
import { roleById } from '#content/catalogue.ts';
import { refusals } from '#copy/refusals.ts';
import { confirming as say } from '#copy/request-list.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** The most that are printed. */
const most = 200;

/** Prints security-official roles that people recorded as approved in iQIES and that nobody confirmed yet, oldest first. */
export async function officialsUnconfirmed({ deps }: Record, print: Print): Promise<number> {
  const lines = await deps.ledger.read(async (record) => {
    const found: string[] = [];
    for (const { grantId, personId, roleId, organization, environment, startedAt } of await record.unconfirmedGrants(
      most,
    )) {
      const person = await shownPerson(record, personId ?? '');
      found.push(say.line({ grantId, role: roleById(roleId).label, organization, environment, startedAt, person }));
    }
    return found;
  });
  for (const line of lines) print(line);
  print(lines.length === 0 ? say.none : say.how);
  return 0;
}

/** Confirms one of them. @returns 1 when there is nothing to confirm; the sentence says why */
export async function officialsConfirm({ deps }: Record, grantId: string, print: Print): Promise<number> {
  const answer = await confirmOfficial(deps)(grantId);
  if (!answer.ok) {
    print(answer.refusal === 'grant-unknown' ? say.unknown(grantId) : refusals[answer.refusal]);
    return 1;
  }
  print(say.done(roleById(answer.value.roleId).label, answer.value.organization));
  return 0;
}
