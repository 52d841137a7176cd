import type { Deps } from '#application/deps.ts';
import { addressOfGrant, takesMail } from '#application/mail-officials.ts';
import { numberNotSent } from '#application/number-not-sent.ts';
import { validForMs } from '#application/verify-official.ts';
import { numberLetter } from '#views/confirm-official.ts';
import type { DrawnMail } from './draw-mail.ts';

/**
 * The e-mail with an official's number. The number is made here and kept as a hash alone: each try has another one, and a
 * message of its own, so that the newest counts.
 */
export async function drawNumber(deps: Deps, numberId: string): Promise<DrawnMail | null> {
  const { ledger, numbers, now, newId } = deps;
  const wanted = await ledger.read(async (record) => {
    const asked = await record.number(numberId);
    const to = asked === null ? null : await addressOfGrant(record, asked.grantId);
    if (asked === null || to === null || asked.usedAt !== null) return null;
    return { asked, to, takes: await takesMail(deps, record, to) };
  });
  if (wanted === null) return null;
  if (!wanted.takes || wanted.asked.askedAt + validForMs <= now()) {
    await numberNotSent(deps)(numberId, 'the mail server did not take it in time');
    return null;
  }
  const { number, salt, hash } = await numbers.make();
  await ledger.change((record) => record.keepNumber(numberId, salt, hash, now()));
  return { to: wanted.to, timeZone: null, letter: numberLetter(number), once: `number-${newId()}` };
}
