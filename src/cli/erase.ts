import { setTimeout as wait } from 'node:timers/promises';
import { erasePerson, planErase } from '#application/erase-person.ts';
import { eraseWords as say } from '#copy/erase.ts';
import { forgetLog } from '#storage/erase.ts';
import { findPeople } from '#storage/find-person.ts';
import type { Record } from '../app.ts';
import { namedBy } from './account.ts';
import type { Print } from './record.ts';

/** A message that is under way has an end, or its lease has. */
const mostTries = 60;

/** Shows what there is of a person, and erases it with --yes. @returns 1 when nothing was erased */
export async function eraseCommand(
  { deps, database: { db } }: Record,
  who: string,
  { yes, endOfficial }: { yes?: boolean; endOfficial?: boolean },
  print: Print,
): Promise<number> {
  const named = namedBy(who);
  const [personId, ...others] = await findPeople(db, named);
  if (others.length > 0 && personId !== undefined) {
    print(say.several([personId, ...others]));
    return 1;
  }
  // Somebody of the operator's lists who was never in chat is known by the address alone.
  const known = personId !== undefined ? { personId } : 'email' in named ? { email: named.email } : { personId: '' };
  const plan = await planErase(deps)(known);
  if (personId === undefined && plan.traces.grantIds.length === 0) {
    print(say.nobody(who));
    return 1;
  }
  const { traces, open, officialRoles, otherRoles } = plan;
  print(say.who(traces.names, traces.emails, traces.accounts));
  print(say.open(open.length));
  if (otherRoles.length > 0) print(say.roles(otherRoles));
  if (officialRoles.length > 0 && !endOfficial) {
    print(say.official(officialRoles));
    return 1;
  }
  if (officialRoles.length > 0) print(say.roles(officialRoles));
  print(say.all);
  print(say.elsewhere);
  if (!yes) {
    print(say.sayYes);
    return 1;
  }
  let texts = await erasePerson(deps)(plan);
  for (let tries = 0; texts === null && tries < mostTries; tries += 1) {
    await wait(1_000);
    texts = await erasePerson(deps)(await planErase(deps)(known));
  }
  await forgetLog(db);
  if (texts === null) {
    print(say.underWay);
    return 1;
  }
  print(say.done(texts));
  return 0;
}
