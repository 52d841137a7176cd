import { roleById } from '#content/catalogue.ts';
import type { RoleId } from '#domain/catalogue.ts';
import { count, list } from './words.ts';

/** What "erase" says. */

interface RoleAt {
  roleId: RoleId;
  organization: string;
  environment: string;
}

const listed = (roles: readonly RoleAt[]): string =>
  list(
    roles.map(({ roleId, organization, environment }) => `${roleById(roleId).label} ${organization} ${environment}`),
    10,
  );

export const eraseWords = {
  nobody: (who: string): string =>
    `Nobody is known as “${who.slice(0, 100)}”. Give an address, an account such as slack:T0123456789/U0123456789, or an id.`,
  several: (ids: readonly string[]): string =>
    `Several people have this address: ${ids.join(', ')}. Erase each by its id.`,
  who: (names: readonly string[], emails: readonly string[], accounts: readonly string[]): string =>
    `${list(names, 5) || 'Somebody'}: ${list([...emails, ...accounts], 10) || 'no address'}`,
  open: (requests: number): string =>
    requests === 0
      ? 'No request is open.'
      : `${count(requests, 'request', 'requests')} that ${requests === 1 ? 'is' : 'are'} open would be withdrawn, and the officials told.`,
  roles: (roles: readonly RoleAt[]): string => `Ends: ${listed(roles)}.`,
  official: (roles: readonly RoleAt[]): string =>
    `This person is a security official: ${listed(roles)}. Nobody is erased while that stands. Say --end-official to end it too; take the address off your list of officials first, or the next import adds it again.`,
  all: 'Names, addresses, accounts, texts, questions and drafts would be erased for good. Events stay, with random ids, and the chain verifies.',
  elsewhere:
    'What was sent before stays in Slack, in Teams and in mailboxes, and backups, exports and your own lists hold what they hold.',
  sayYes: 'Nothing was changed. Say --yes to do this.',
  underWay: 'Something is being delivered to this person just now, so not all was erased. Do this again in a minute.',
  done: (texts: number): string => `Erased, with ${count(texts, 'text', 'texts')}. Who writes again is a new person.`,
} as const;
