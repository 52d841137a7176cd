import { z } from 'zod';
import type { Identity, KnownPerson, Ledger } from '#application/ledger.ts';
import type { TeamsReferences } from '#application/teams-references.ts';
import type { Account } from '#domain/person.ts';
import { storable } from '#domain/storable.ts';
import { ConnectorFault } from './connector-fault.ts';
import type { Incoming } from './parse.ts';
import type { Sdk } from './sdk.ts';

/** How old what we know of an account may be when it acts, and how old when Teams can't be asked. */
const freshMs = 10 * 60 * 1000;
const usableMs = 24 * 60 * 60 * 1000;

/** Who acts: as the roster describes the account now; null when that can't be found out, or nobody did. */
export type CurrentPerson = (incoming: Incoming) => Promise<KnownPerson | null>;

export interface AccountsDeps {
  sdk: Pick<Sdk, 'conversations'>;
  ledger: Ledger;
  know(identity: Identity, account: Account, timeZone: string | null): Promise<KnownPerson>;
  now(): number;
}

/** Teams accounts as persons of the record. */
export function teamsAccounts({ sdk, ledger, know, now }: AccountsDeps): CurrentPerson {
  return async (incoming) => {
    const { from, tenantId, timeZone } = incoming;
    if (from === null) return null;
    const identity: Identity = { platform: 'teams', scope: tenantId, userId: from.objectId };
    const known = await ledger.read((record) => record.personAt(identity));
    if (known && now() - known.checkedAt < freshMs) return known;
    try {
      const place = { serviceUrl: incoming.serviceUrl, conversationId: incoming.conversation.id, tenantId };
      const account = await fromRoster(sdk, place, from.userId, from.objectId);
      return account === null ? null : await know(identity, account, timeZone ?? known?.timeZone ?? null);
    } catch (fault) {
      if (!(fault instanceof ConnectorFault)) throw fault;
      // Teams answered that it knows no such member here: nothing that was known of her counts any more.
      if (fault.status === 404) return null;
      return known && now() - known.checkedAt < usableMs ? known : null;
    }
  };
}

/** Asks the roster again about everybody of Teams who is known with an address: an official may have used the bot before. */
export function knownByEmail({
  sdk,
  references,
  ledger,
  know,
}: Omit<AccountsDeps, 'now'> & { references: Pick<TeamsReferences, 'find'> }) {
  return async (email: string): Promise<'somebody' | 'nobody'> => {
    const accounts = await ledger.read(async (record) => {
      const known = [];
      for (const personId of await record.peopleWith(email)) known.push(...(await record.accountsOf(personId)));
      return known.filter(({ identity }) => identity.platform === 'teams');
    });
    let found: 'somebody' | 'nobody' = 'nobody';
    for (const { identity, timeZone } of accounts) {
      const at = await references.find({ tenantId: identity.scope, objectId: identity.userId });
      if (at === null || at.conversationId === null || at.unreachable !== null) continue;
      const place = { serviceUrl: at.serviceUrl, conversationId: at.conversationId, tenantId: identity.scope };
      const account = await fromRoster(sdk, place, at.userId, identity.userId).catch((fault: unknown) => {
        if (fault instanceof ConnectorFault && [403, 404].includes(fault.status)) return null;
        throw fault;
      });
      if (account === null) continue;
      const person = await know(identity, account, timeZone);
      if (person.account.email === email) found = 'somebody';
    }
    return found;
  };
}

const memberSchema = z.looseObject({
  aadObjectId: z.string().toLowerCase().optional(),
  objectId: z.string().toLowerCase().optional(),
  name: z.string().transform(storable).nullish(),
  email: z.string().transform(storable).nullish(),
  tenantId: z.string().toLowerCase().nullish(),
  userRole: z.string().toLowerCase().nullish(),
});

async function fromRoster(
  sdk: AccountsDeps['sdk'],
  { serviceUrl, conversationId, tenantId }: { serviceUrl: string; conversationId: string; tenantId: string },
  userId: string,
  objectId: string,
): Promise<Account | null> {
  const connector = await sdk.conversations(serviceUrl);
  // A channel's own roster: people of other tenants in a shared channel are in no team.
  const [place = ''] = conversationId.split(';messageid=');
  const member = memberSchema.parse(await connector.getConversationMember(place, userId));
  // The roster is asked by the id of Teams; that it is the same person as the activity's Entra object id is not taken on trust.
  if ((member.aadObjectId ?? member.objectId) !== objectId) return null;
  return {
    platform: 'teams',
    name: member.name || 'someone',
    // The sign-in name (UPN) may look like an address and be nobody's: only the roster's e-mail counts.
    email: member.email || null,
    emailConfirmed: true,
    guest: member.userRole === 'guest' || member.userRole === 'anonymous',
    foreign: member.tenantId != null && member.tenantId !== tenantId,
    switchedOff: false,
  };
}
