import type { rehearse } from '#src/rehearse.ts';
import { enqueue } from '#storage/enqueue.ts';
import { openOutbox } from '#storage/outbox.ts';
import { fillForm, submitReview } from '../slack/harness.ts';

/** Something to see on the operator's page: requests that wait and one that was decided, a question, a delivery given up. */
export async function playForOperator({ bot, rehearsal }: Awaited<ReturnType<typeof rehearse>>): Promise<void> {
  const { workspace } = rehearsal;
  const ask = async (who: string, ccns: string) => {
    const member = workspace.as(who);
    await fillForm(member, 'assessment-submitter', ccns);
    await submitReview(member);
    await bot.delivery.idle();
  };
  await ask('U0ANA', '165326, 165178');
  await workspace.as('U0ANA').say('Zylophant quark grommet, a question nobody wrote about?');
  await bot.delivery.idle();
  const { db } = bot.database;
  const outbox = openOutbox(db, 'email');
  const task = { kind: 'mail', mail: { about: 'reminder', grantId: 'of-nobody' } } as const;
  await enqueue(db, task, bot.deps.now());
  const [leased] = await outbox.lease(bot.deps.now(), 60_000, 1);
  if (leased === undefined) throw new Error('nothing is due');
  await outbox.postpone(leased, null, '550 no such mailbox', bot.deps.now());
}
