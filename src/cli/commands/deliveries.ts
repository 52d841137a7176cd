import type { DeadTask } from '#application/outbox.ts';
import { openOutbox } from '#storage/outbox.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { perhaps } from '../options.ts';
import { notDone, type Print } from '../print.ts';

interface Options {
  /** true: all; else the id of one. */
  retry?: boolean | string;
}

/**
 * Prints messages that were given up and what they were for, in ids only; with --retry they are due again.
 * @returns 1 when the one to be sent again is not among them
 */
export async function deliveries(record: Record, { retry }: Options, print: Print): Promise<number> {
  const outbox = openOutbox(record.database.db);
  const dead = (await outbox.dead()).filter(({ id }) => typeof retry !== 'string' || id === retry);
  for (const task of dead) {
    const again = retry !== undefined && retry !== false && (await outbox.retry(task.id, record.deps.now()));
    const shown = { ...task, account: await accountOf(record, task) };
    print(`${inWords(shown)}${again ? ', due again' : ''}`, { ...shown, dueAgain: again });
  }
  if (dead.length > 0) return 0;
  if (typeof retry === 'string') return notDone(print, `No delivery that was given up has the id ${retry}.`);
  print('Everything was delivered or is on its way.', null);
  return 0;
}

/** The account that it was for, as other commands take it; null when it was for nobody, or is not known. */
async function accountOf({ deps }: Record, { personId, platform }: DeadTask): Promise<string | null> {
  if (personId === null) return null;
  const accounts = await deps.ledger.read((record) => record.accountsOf(personId));
  const identity = accounts.find((account) => account.identity.platform === platform)?.identity;
  return identity === undefined ? null : `${identity.platform}:${identity.scope}/${identity.userId}`;
}

function inWords({
  id,
  kind,
  requestId,
  platform,
  account,
  error,
  deadAt,
}: DeadTask & { account: string | null }): string {
  const parts = [
    `${id} ${kind}: ${error ?? 'unknown'}`,
    `given up ${new Date(deadAt).toISOString()}`,
    ...(platform === 'any' ? [] : [`on ${platform}`]),
    ...(account === null ? [] : [`for ${account}`]),
    ...(requestId === null ? [] : [`request ${requestId}`]),
  ];
  return parts.join(', ');
}

export const deliveriesCommand = onRecord(
  {
    group: null,
    name: 'deliveries',
    about: 'messages that could not be delivered; --retry sends them again',
    json: 'a message that was given up',
    examples: ['deliveries', 'deliveries --retry ID'],
    takes: {},
    options: { retry: perhaps('[id]', 'make them due again, or the one with this id') },
  },
  deliveries,
);
