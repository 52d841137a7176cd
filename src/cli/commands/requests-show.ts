import * as say from '#copy/request-list.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one } from '../options.ts';
import { notDone, type Print } from '../print.ts';
import { requestFacts, requestOf } from '../request-facts.ts';

/** Prints one request with its items, their ids and who decides them. @returns 1 when there is none with this id */
export async function requestsShow({ deps }: Record, requestId: string, print: Print): Promise<number> {
  const [request] = await deps.ledger.read((record) => requestOf(record, requestId));
  if (request === undefined) return notDone(print, say.unknownRequest(requestId));
  print(say.requestInFull(request).join('\n'), requestFacts(request));
  return 0;
}

export const requestsShowCommand = onRecord(
  {
    group: 'requests',
    name: 'show',
    about: 'one request with each of its items',
    json: 'the request with its items',
    examples: ['requests show REQUEST'],
    takes: { request: one('<request>', 'its id, as “requests list” prints it') },
    options: {},
  },
  (record, { request }, print) => requestsShow(record, request, print),
);
