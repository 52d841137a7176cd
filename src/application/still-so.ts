import type { ItemState } from '#domain/item.ts';
import { organizationKey } from '#domain/organization.ts';
import type { Reading, StoredItem, StoredRequest } from './ledger.ts';
import type { Notice } from './task.ts';

type ItemNotice = Extract<Notice, { requestId: string; itemIds: string[] }>;

/**
 * What a notice about items says that is still so. An e-mail may wait for days until a mail server takes it: what became
 * of an item since then has a notice of its own, and whoever reads both would read one thing that is not true any more.
 * @returns the notice about what is left; null when nothing is
 */
export async function stillSo(record: Reading, request: StoredRequest, notice: ItemNotice): Promise<ItemNotice | null> {
  const itemIds: string[] = [];
  for (const item of request.items)
    if (notice.itemIds.includes(item.id) && (await holds(record, request, item, notice))) itemIds.push(item.id);
  return itemIds.length === 0 ? null : { ...notice, itemIds };
}

/** As what an item stands while a notice about it is so; null: it tells what happened, whatever came after it. */
const standsAs: Readonly<Record<ItemNotice['about'], readonly ItemState['status'][] | null>> = {
  approved: ['approved'],
  rejected: ['rejected'],
  'rejected-in-iqies': ['rejected'],
  active: ['active'],
  'set-up': ['active'],
  'approved-in-iqies': ['active'],
  held: ['held'],
  'went-outside': ['outside'],
  'taken-back': ['pending', 'held', 'outside'],
  'expires-soon': ['pending'],
  expired: ['expired'],
  settled: null,
  'please-send': null,
  'moved-on': null,
  'second-official': null,
  contacts: null,
  'requester-gone': null,
  'set-up-failed': null,
  'mail-came': null,
};

async function holds(record: Reading, request: StoredRequest, item: StoredItem, notice: ItemNotice): Promise<boolean> {
  const { status } = item.state;
  const as = notice.about === 'settled' ? [notice.as] : standsAs[notice.about];
  return as === null || (as.includes(status) && (status !== 'active' || (await hasRole(record, request, item))));
}

/** It was not removed since, nor lost. */
async function hasRole(
  record: Reading,
  { requesterId, roleId, environment }: StoredRequest,
  { organization }: StoredItem,
): Promise<boolean> {
  const key = organizationKey(organization);
  const over = await record.overRoles(requesterId, roleId, environment);
  const hers = await record.grantsOf(requesterId);
  return (
    !over.some((one) => one.organization === key && one.as === 'lost') &&
    hers.some((one) => one.roleId === roleId && one.organization === key && one.environment === environment)
  );
}
