import { planGone, sayGonePerson } from '#application/gone-person.ts';
import { goneWords as say } from '#copy/gone.ts';
import type { Record } from '../../app.ts';
import { identityOf } from '../account.ts';
import { onRecord } from '../command.ts';
import { flag, one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Shows what it means that an account left, and takes it in with --yes. @returns 1 when nothing was changed */
export async function peopleGone(
  { deps }: Pick<Record, 'deps'>,
  account: string,
  { yes }: { yes?: boolean },
  print: Print,
): Promise<number> {
  const identity = identityOf(account);
  if (identity === null) return notDone(print, say.noAccount(account));
  const gone = await planGone(deps)(identity);
  if (typeof gone === 'string') return notDone(print, say[gone]);
  const { name, email } = gone.person.account;
  print(say.who(name, email, gone.open), { name, email, openRequests: gone.open });
  print(say.meaning, null);
  if (!yes) return notDone(print, say.sayYes);
  await sayGonePerson(deps)(gone);
  return done(print, say.done, { account });
}

export const peopleGoneCommand = onRecord(
  {
    group: 'people',
    name: 'gone',
    about: 'an account that left, where its platform tells nothing: its open requests are withdrawn',
    json: 'whom it is about; then whether it was done',
    examples: ['people gone teams:TENANT/OBJECT-ID', 'people gone teams:TENANT/OBJECT-ID --yes'],
    takes: { account: one('<account>', 'for example slack:T0123456789/U0123456789') },
    options: { yes: flag('do it') },
  },
  (record, { account, ...options }, print) => peopleGone(record, account, options, print),
);
