import * as say from '#copy/request-list.ts';
import type { ShownRequest } from '#domain/shown.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { flag } from '../options.ts';
import type { Print } from '../print.ts';
import { requestFacts, requestOf } from '../request-facts.ts';

/** The most requests that are printed. */
const most = 200;

/** Prints requests, newest first; with --open only those that wait for somebody. */
export async function requestsList({ deps }: Record, { open }: { open?: boolean }, print: Print): Promise<number> {
  const shown = await deps.ledger.read(async (record) => {
    const found: ShownRequest[] = [];
    for (const id of await record.requestIds(open ?? false, most + 1)) found.push(...(await requestOf(record, id)));
    return found;
  });
  for (const request of shown.slice(0, most)) print(say.requestLine(request), requestFacts(request));
  if (shown.length > most) print(say.moreRequests(most), null);
  if (shown.length === 0) print(open ? say.noneOpen : say.noRequests, null);
  return 0;
}

export const requestsListCommand = onRecord(
  {
    group: 'requests',
    name: 'list',
    about: 'requests, newest first',
    json: 'a request with its items',
    examples: ['requests list --open'],
    takes: {},
    options: { open: flag('only those that wait for a decision or for iQIES') },
  },
  requestsList,
);
