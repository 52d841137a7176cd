import type { WebClient } from '@slack/web-api';
import type { Identity, KnownPerson, Ledger, Reading } from '#application/ledger.ts';
import type { Account } from '#domain/person.ts';
import { type SlackUser, userSchema } from './parse.ts';
import { slackFault } from './slack-error.ts';

/** How old what we know of an account may be when it acts, and how old when Slack can't be asked. */
const freshMs = 10 * 60 * 1000;
const usableMs = 24 * 60 * 60 * 1000;

export interface Accounts {
  /** Who acts: as Slack describes the account now; null when that can't be found out. */
  current(userId: string): Promise<KnownPerson | null>;
  /** Takes in a user_change event that happened at `at` (ms). */
  takeIn(user: unknown, at: number): Promise<void>;
  /** Looks for the account of an address: found (and taken in), nobody, or a fault to try again. */
  findByEmail(email: string): Promise<'found' | 'nobody'>;
}

export interface AccountsDeps {
  client: WebClient;
  teamId: string;
  ledger: Ledger;
  know(identity: Identity, account: Account, timeZone: string | null): Promise<KnownPerson>;
  now(): number;
  /** The accounts of another workspace that has the bot, too: its people are known there, wherever they are met. */
  elsewhere?(teamId: string): Promise<Accounts | null>;
}

/** Slack accounts as persons of the record. `client` has a short time-out and no retries. */
export function slackAccounts({ client, teamId, ledger, know, now, elsewhere }: AccountsDeps): Accounts {
  const identityOf = (userId: string): Identity => ({ platform: 'slack', scope: teamId, userId });
  const atHome = async ({ team_id: home }: SlackUser) =>
    home === undefined || home === teamId ? null : ((await elsewhere?.(home)) ?? null);
  const save = (user: SlackUser) => know(identityOf(user.id), accountOf(user, teamId), user.tz ?? null);
  return {
    async current(userId) {
      const known = await ledger.read((record) => record.personAt(identityOf(userId)));
      if (known && now() - known.checkedAt < freshMs) return known;
      try {
        const { user } = userSchema.parse(await client.users.info({ user: userId }));
        const home = await atHome(user);
        return home === null ? await save(user) : await home.current(user.id);
      } catch (fault) {
        if (slackFault(fault) === null) throw fault;
        return known && now() - known.checkedAt < usableMs ? known : null;
      }
    },
    async takeIn(user, at) {
      const parsed = userSchema.safeParse({ user });
      if (!parsed.success || parsed.data.user.is_bot || (await atHome(parsed.data.user)) !== null) return;
      const known = await ledger.read((record) => record.personAt(identityOf(parsed.data.user.id)));
      // Somebody new matters only when an official is known by her address, or a checklist was started for it.
      const email = parsed.data.user.profile?.email;
      const awaited = !known && email ? await ledger.read((record) => awaitedAt(record, email)) : [];
      // An event that comes late or again tells of an account that may have changed since: Slack is asked how it is now.
      if (known && at <= known.checkedAt)
        await save(userSchema.parse(await client.users.info({ user: parsed.data.user.id })).user);
      else if (known || awaited.length > 0) await save(parsed.data.user);
    },
    async findByEmail(email) {
      try {
        const { user } = userSchema.parse(await client.users.lookupByEmail({ email }));
        await save(user);
        return 'found';
      } catch (fault) {
        if (slackFault(fault)?.code === 'users_not_found') return 'nobody';
        throw fault;
      }
    },
  };
}

const awaitedAt = async (record: Reading, email: string): Promise<unknown[]> => [
  ...(await record.unboundGrants(email)),
  ...(await record.checklists.forAddress(email)).filter(({ personId }) => personId === null),
];

function accountOf(user: SlackUser, teamId: string): Account {
  return {
    platform: 'slack',
    name: user.profile?.real_name || user.real_name || user.name || 'someone',
    email: user.profile?.email || null,
    emailConfirmed: user.is_email_confirmed ?? false,
    guest: (user.is_restricted ?? false) || (user.is_ultra_restricted ?? false),
    foreign: (user.is_stranger ?? false) || (user.team_id !== undefined && user.team_id !== teamId),
    switchedOff: user.deleted ?? false,
  };
}
