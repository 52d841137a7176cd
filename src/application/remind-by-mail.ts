import type { ItemId } from '#domain/item.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { reminderTimes } from '#domain/waiting.ts';
import type { Deps } from './deps.ts';
import type { Reading, StoredRequest } from './ledger.ts';
import { addressOfGrant, mailedKey, takesMail, waitingByMail } from './mail-officials.ts';
import type { Matter } from './matter.ts';
import { officeOf } from './office.ts';
import { whenToSend } from './remind-official.ts';

/** Reminders for officials whom no chat reaches: the same days as in chat, and one e-mail a day with all that waits. */

/** So many requests are looked at: far more than wait for one person. */
const mostRequests = 500;

/** When she was reminded last. */
export const remindedKey = (grantId: string): string => `reminder-mail:${grantId}`;

/** Reminds an official who is not in chat of all that waits for her. */
export function remindByMail(deps: Deps) {
  return ({ grantId }: Extract<Matter, { about: 'mail-reminder' }>): Promise<void> =>
    deps.ledger.change(async (record) => {
      const now = deps.now();
      const grant = await record.grant(grantId);
      const waiting = await waitsByMail(record, grantId);
      const [first] = waiting;
      if (grant === null || first === undefined || !record.mailUse.sends) return;
      const task = { kind: 'due', matter: { about: 'mail-reminder', grantId } } as const;
      const away = grant.personId === null ? null : await record.away(grant.personId);
      if (away?.began) return record.enqueueAt(task, away.backAt, now);
      const timeZone = grant.personId === null ? null : ((await record.person(grant.personId))?.timeZone ?? null);
      const office = officeOf(deps, timeZone, parseOrganizationKey(grant.organization));
      const moments: number[] = [];
      for (const { request, itemIds } of waiting) {
        const toldAt = (await record.saidAt(mailedKey(request.id, grantId))) ?? request.submittedAt;
        for (const { id, state } of request.items)
          if (itemIds.includes(id)) moments.push(...reminderTimes(state, toldAt, deps.settings.times, office));
      }
      const lastAt = await record.saidAt(remindedKey(grantId));
      if (moments.some((at) => at <= now && at > (lastAt ?? 0)) && (await takesMail(deps, record, first.address))) {
        const sendAt = whenToSend(now, lastAt, office);
        if (sendAt > now) return record.enqueueAt(task, sendAt, now);
        await record.say(remindedKey(grantId), now);
        await record.enqueue({ kind: 'mail', mail: { about: 'reminder', grantId } }, now);
      }
      const ahead = moments.filter((at) => at > now);
      if (ahead.length > 0) await record.enqueueAt(task, Math.min(...ahead), now);
    });
}

/** All that waits for the address of a grant, in the order of its requests' ids. */
export async function waitsByMail(
  record: Reading,
  grantId: string,
): Promise<{ request: StoredRequest; itemIds: readonly ItemId[]; address: string }[]> {
  const address = await addressOfGrant(record, grantId);
  if (address === null) return [];
  const grants = [...(await record.unboundGrants(address)), ...(await record.boundGrants(address))];
  const own = await record.grant(grantId);
  const places = [...new Set([...grants, ...(own === null ? [] : [own])].map(({ organization }) => organization))];
  // CMS decides wherever an organization has no official of its own.
  const where = places.includes('cms') ? null : places;
  const found = [];
  for (const id of await record.openRequestsAt(where, '', mostRequests)) {
    const request = await record.request(id);
    if (request === null) continue;
    for (const waiting of await waitingByMail(record, request))
      if (waiting.address === address) found.push({ request, itemIds: waiting.itemIds, address });
  }
  return found;
}
