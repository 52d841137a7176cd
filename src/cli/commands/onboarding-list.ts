import { progressOf } from '#application/show-checklist.ts';
import { onboardingCommand as say } from '#copy/checklist.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { flag } from '../options.ts';
import type { Print } from '../print.ts';

/** So many of the operator's checklists are printed. */
const most = 10_000;

/** Prints what the operator started, newest first, and how far each person is. */
export async function onboardingList({ deps }: Record, { open }: { open?: boolean }, print: Print): Promise<number> {
  const { rows, elsewhere } = await deps.ledger.read(async (record) => {
    const found = [];
    for (const invite of await record.checklists.startedBy(null, most))
      found.push({ email: invite.email, invitedAt: invite.invitedAt, progress: await progressOf(record, invite) });
    return { rows: found, elsewhere: await record.checklists.startedElsewhere() };
  });
  const shown = rows.filter(({ progress: { is } }) => !open || is === 'invited' || is === 'under-way');
  for (const { email, invitedAt, progress } of shown) {
    const { is, ...steps } = progress;
    const facts = { email, startedAt: new Date(invitedAt).toISOString(), progress: is, ...steps };
    print(say.line(email, invitedAt, progress), facts);
  }
  if (rows.length === 0) print(say.none, null);
  if (rows.length === most) print(say.more(most), null);
  print(say.elsewhere(elsewhere.byOfficials, elsewhere.byThemselves), { elsewhere });
  return 0;
}

export const onboardingListCommand = onRecord(
  {
    group: 'onboarding',
    name: 'list',
    about: 'the checklists that you started, newest first, with how many steps are done',
    json: 'a person with how far she is; the last one has the numbers of those whom others started',
    examples: ['onboarding list', 'onboarding list --open --json'],
    takes: {},
    options: { open: flag('only those that are not answered, or under way') },
  },
  onboardingList,
);
