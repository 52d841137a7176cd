import type { Deps } from '#application/deps.ts';
import { readerOfMail } from '#application/mail-departure.ts';
import { takesMail } from '#application/mail-officials.ts';
import { showDeparture } from '#application/show-departure.ts';
import { type DepartureMail, departureMailKey } from '#application/task.ts';
import { departureLetter } from '#views/departure-letter.ts';
import type { DrawnMail } from './draw-mail.ts';
import type { WasSent } from './draw-official-mail.ts';

/**
 * The e-mail to a reported official whom no chat reaches, as it is true now; null when there is nothing to write any more.
 * @param operator whom she tells when she is still there; null: no address is set
 */
export async function drawDepartureMail(
  deps: Deps,
  wasSent: WasSent,
  operator: string | null,
  mail: DepartureMail,
): Promise<DrawnMail | null> {
  if (mail.says !== 'reported' && !(await wasSent(departureMailKey({ ...mail, says: 'reported' })))) return null;
  return deps.ledger.read(async (record) => {
    const reader = await readerOfMail(record, mail);
    if (reader === null || !(await takesMail(deps, record, reader.address))) return null;
    const shown = await showDeparture(deps, record, mail.departureId, null);
    if (shown === null) return null;
    const { officialId } = reader.departure;
    return {
      to: reader.address,
      timeZone: officialId === null ? null : ((await record.person(officialId))?.timeZone ?? null),
      letter: departureLetter(shown, mail.says, operator),
    };
  });
}
