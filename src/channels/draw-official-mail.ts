import type { Deps } from '#application/deps.ts';
import type { Reading, StoredRequest } from '#application/ledger.ts';
import { addressOfGrant, itemsOfAddress, takesMail, waitingByMail } from '#application/mail-officials.ts';
import { showRequest } from '#application/shown.ts';
import { mailKey, type RequestMail } from '#application/task.ts';
import { type Letter, type Over, overLetter, requestLetter } from '#views/letter.ts';
import type { ChatLink, DrawnMail } from './draw-mail.ts';

/** Whether an e-mail went out, by its key. */
export type WasSent = (key: string) => Promise<boolean>;

/** An e-mail to an official who is not in chat, as it is true now; null when there is nothing to write any more. */
export async function drawForOfficial(
  deps: Deps,
  chatLink: ChatLink,
  wasSent: WasSent,
  mail: RequestMail,
): Promise<DrawnMail | null> {
  if (mail.about === 'request-over' && !(await wasSent(mailKey({ ...mail, about: 'request' })))) return null;
  const found = await deps.ledger.read(async (record) => {
    const request = await record.request(mail.requestId);
    const address = await addressOfGrant(record, mail.grantId);
    if (request === null || address === null || !(await takesMail(deps, record, address))) return null;
    const personId = (await record.grant(mail.grantId))?.personId ?? null;
    const timeZone = personId === null ? null : ((await record.person(personId))?.timeZone ?? null);
    const draw = mail.about === 'request' ? drawRequest : drawOver;
    return { address, timeZone, drawn: await draw(record, request, address, personId) };
  });
  if (found === null || found.drawn === null) return null;
  const { address: to, timeZone, drawn } = found;
  if ('letter' in drawn) return { to, timeZone, letter: drawn.letter };
  const { platform, key } = drawn;
  const over = { why: 'in-chat', platform, to: await chatLink(platform, key) } as const;
  return { to, timeZone, letter: overLetter(drawn.request, over) };
}

async function drawRequest(
  record: Reading,
  stored: StoredRequest,
  address: string,
): Promise<{ letter: Letter } | null> {
  const waiting = (await waitingByMail(record, stored)).find((one) => one.address === address);
  if (waiting === undefined) return null;
  return { letter: requestLetter(await showRequest(record, stored), waiting.itemIds) };
}

async function drawOver(record: Reading, stored: StoredRequest, address: string, personId: string | null) {
  // It waits again: what was said first holds.
  if ((await waitingByMail(record, stored)).some((one) => one.address === address)) return null;
  const request = await showRequest(record, stored);
  const itemIds = await itemsOfAddress(record, stored, address);
  const open = request.items.some(({ id, state }) => itemIds.includes(id) && state.status === 'pending');
  if (open && personId !== null) {
    const [account] = (await record.accountsOf(personId)).filter((one) => !one.account.switchedOff);
    if (account !== undefined) {
      const { platform } = account.identity;
      const key = `${platform === 'teams' ? 'teams/' : ''}card:${stored.id}:${personId}`;
      return { request, platform, key };
    }
  }
  const over: Over = itemIds.length === 0 ? { why: 'removed' } : { why: 'decided', itemIds };
  return { letter: overLetter(request, over) };
}
