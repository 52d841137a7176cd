import type { Logger } from '#channels/log-port.ts';
import type { Accounts } from './accounts.ts';
import type { Book } from './book.ts';
import { NoWorkspace } from './delivery.ts';

/**
 * Looks for the account of an address in every workspace, not only until one is found: an address that two accounts have
 * decides nothing, and that has to be known before somebody relies on it.
 */
export function findEverywhere(book: Pick<Book, 'all' | 'standing'>, log: Logger): Accounts['findByEmail'] {
  return async (email) => {
    // Before anybody installed the bot nobody is missed.
    if (book.all().length === 0) throw new NoWorkspace();
    let found: 'found' | 'nobody' = 'nobody';
    const faults: unknown[] = [];
    for (const { accounts, about } of book.all()) {
      try {
        if ((await accounts.findByEmail(email)) === 'found') found = 'found';
      } catch (fault) {
        log.info({ team: about.teamId }, 'an address could not be looked for in a workspace');
        if ((await book.standing(about.teamId)) !== 'gone') faults.push(fault);
      }
    }
    if (faults.length > 0) throw faults[0];
    return found;
  };
}
