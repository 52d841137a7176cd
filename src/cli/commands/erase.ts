import { setTimeout as wait } from 'node:timers/promises';
import { erasePerson, planErase } from '#application/erase-person.ts';
import { eraseWords as say } from '#copy/erase.ts';
import { forgetLog } from '#storage/erase.ts';
import { findPeople } from '#storage/find-person.ts';
import type { Record } from '../../app.ts';
import { namedBy } from '../account.ts';
import { onRecord } from '../command.ts';
import { flag, one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** A message that is under way has an end, or its lease has. */
const mostTries = 60;

/** Shows what there is of a person, and erases it with --yes. @returns 1 when nothing was erased */
export async function eraseNamed(
  { deps, database: { db } }: Record,
  who: string,
  { yes, endOfficial }: { yes?: boolean; endOfficial?: boolean },
  print: Print,
): Promise<number> {
  const named = namedBy(who);
  const [personId, ...others] = await findPeople(db, named);
  if (others.length > 0 && personId !== undefined)
    return notDone(print, say.several([personId, ...others]), { ids: [personId, ...others] });
  // Somebody of the operator's lists who was never in chat is known by the address alone.
  const known = personId !== undefined ? { personId } : 'email' in named ? { email: named.email } : { personId: '' };
  const plan = await planErase(deps)(known);
  const invited = 'email' in named ? await deps.ledger.read((one) => one.checklists.forAddress(named.email)) : [];
  if (personId === undefined && plan.traces.grantIds.length === 0 && invited.length === 0)
    return notDone(print, say.nobody(who));
  const { traces, open, officialRoles, otherRoles } = plan;
  const { names, emails, accounts } = traces;
  print(say.who(names, emails, accounts), {
    names,
    emails,
    accounts,
    openRequests: open.length,
    officialRoles,
    otherRoles,
  });
  print(say.open(open.length), null);
  if (otherRoles.length > 0) print(say.roles(otherRoles), null);
  if (officialRoles.length > 0 && !endOfficial) return notDone(print, say.official(officialRoles));
  if (officialRoles.length > 0) print(say.roles(officialRoles), null);
  print(say.all, null);
  print(say.elsewhere, null);
  if (!yes) return notDone(print, say.sayYes);
  let texts = await erasePerson(deps)(plan);
  for (let tries = 0; texts === null && tries < mostTries; tries += 1) {
    await wait(1_000);
    texts = await erasePerson(deps)(await planErase(deps)(known));
  }
  await forgetLog(db);
  return texts === null ? notDone(print, say.underWay) : done(print, say.done(texts), { texts });
}

export const eraseCommand = onRecord(
  {
    group: null,
    name: 'erase',
    about: 'erases a person from the record and shows first what that means; the chain of events still verifies',
    json: 'what there is of the person; then whether it was erased',
    examples: ['erase PERSON', 'erase PERSON --yes'],
    takes: { person: one('<person>', 'an address, an account such as slack:T0123456789/U0123456789, or an id') },
    options: { yes: flag('do it'), endOfficial: flag('also when the person is a security official, whose roles end') },
  },
  (record, { person, ...options }, print) => eraseNamed(record, person, options, print),
);
