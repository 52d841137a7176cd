import type { PersonId } from '#domain/person.ts';
import type { ShownRequest } from '#domain/shown.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading } from './ledger.ts';
import { showRequest } from './shown.ts';

/** A page of a person's requests: what is open first, then the others, the newest first. */
export interface RequestPage {
  requests: ShownRequest[];
  all: number;
  page: number;
}

/**
 * All requests of a person, page by page.
 * @param page from 0; one past the end is the last
 */
export function myRequests({ ledger }: Pick<Deps, 'ledger'>) {
  return (person: KnownPerson, page: number, most: number): Promise<RequestPage> =>
    ledger.read(async (record) => {
      const { open, earlier } = await record.requestIdsOf(person.personId);
      const ids = [...open, ...earlier];
      const last = Math.max(0, Math.ceil(ids.length / most) - 1);
      const at = Math.min(page, last);
      return { requests: await shownOnes(record, ids.slice(at * most, (at + 1) * most)), all: ids.length, page: at };
    });
}

/** The first of a person's open and earlier requests, and how many there are. */
export async function firstRequests(record: Reading, personId: PersonId, most: number) {
  const { open, earlier } = await record.requestIdsOf(personId);
  return {
    open: { requests: await shownOnes(record, open.slice(0, most)), all: open.length },
    earlier: { requests: await shownOnes(record, earlier.slice(0, most)), all: earlier.length },
  };
}

async function shownOnes(record: Reading, ids: readonly string[]): Promise<ShownRequest[]> {
  const shown: ShownRequest[] = [];
  for (const id of ids) {
    const stored = await record.request(id);
    if (stored !== null) shown.push(await showRequest(record, stored));
  }
  return shown;
}
