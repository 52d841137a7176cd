import { isOpen, type Phase } from '#domain/departure.ts';
import type { Departure } from './departure-record.ts';
import type { Reading, Writing } from './ledger.ts';
import { addressOfGrant } from './mail-officials.ts';
import { type DepartureMail, departureMailKey } from './task.ts';

/** A reported official whom no chat reaches is written to: that she was reported, and what came of it. */

/**
 * Asks for the e-mail that a step wants. Told once that she was reported; what came of it, only where that was sent.
 * @param phase where the case is now
 */
export async function mailDeparture(record: Writing, departure: Departure, phase: Phase, at: number): Promise<void> {
  const says =
    phase === 'asked' || phase === 'silent' ? 'reported' : phase === 'here' || phase === 'removed' ? phase : null;
  if (!record.mailUse.sends || says === null || (says === 'reported' && !(await isOutsideChat(record, departure))))
    return;
  const mail = { about: 'departure', departureId: departure.id, says } as const;
  await record.enqueueOnce(departureMailKey(mail), { kind: 'mail', mail }, at);
}

/** Whom an e-mail about a case goes to now; null when there is nothing to write any more. */
export async function readerOfMail(
  record: Reading,
  { departureId, says }: DepartureMail,
): Promise<{ departure: Departure; address: string } | null> {
  const departure = await record.departures.of(departureId);
  const address = departure === null ? null : await addressOfGrant(record, departure.grantId);
  if (departure === null || address === null) return null;
  const isSo =
    says === 'reported'
      ? isOpen(departure.state) && !departure.grantEnded && (await isOutsideChat(record, departure))
      : departure.state.is === says;
  return isSo ? { departure, address } : null;
}

async function isOutsideChat(record: Reading, { grantId }: Departure): Promise<boolean> {
  // Whose the grant is now: somebody may have come into chat since the report.
  const personId = (await record.grant(grantId))?.personId ?? null;
  return personId === null || !(await record.isReachedInChat(personId));
}
