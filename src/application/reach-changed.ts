import { roleById } from '#content/catalogue.ts';
import type { Deps } from './deps.ts';
import type { Identity } from './ledger.ts';
import { rerouteAt } from './reroute.ts';

/**
 * Somebody can be written to again, or no longer: what waits for her as an official finds its way anew, so that no request
 * waits for somebody who can't see it.
 */
export function reachChanged({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return (identity: Identity): Promise<void> =>
    ledger.change(async (record) => {
      const person = await record.personAt(identity);
      if (person === null) return;
      const grants = (await record.grantsOf(person.personId)).filter(({ roleId }) => roleById(roleId).official);
      await rerouteAt(
        record,
        grants.map(({ organization }) => organization),
        now(),
      );
    });
}
