import type { Identity, KnownPerson } from '#application/ledger.ts';
import type { TeamsReferences } from '#application/teams-references.ts';
import type { Account } from '#domain/person.ts';
import { ConnectorFault } from './connector-fault.ts';
import type { Sdk } from './sdk.ts';

/**
 * Whether somebody left the tenant. Teams tells nobody of it, and "not in the roster" (403) is also the answer for whoever
 * took the app away, which ends nothing. Only where Teams says of her own chat that it has no such member, and says so again
 * a day later, her account counts as switched off; when she writes again, it is live again.
 */

const dayMs = 24 * 60 * 60 * 1000;
/** However much waits for her, she is looked for so often. */
const lookAgainMs = 5 * 60 * 60 * 1000;

export interface LeftDeps {
  sdk: Pick<Sdk, 'conversations'>;
  references: TeamsReferences;
  know(identity: Identity, account: Account, timeZone: string | null): Promise<KnownPerson>;
  now(): number;
}

/** Looks for a person whom nothing reaches. Best effort: what Teams can't say now is asked another time. */
export function lookWhetherLeft({ sdk, references, know, now }: LeftDeps): (person: KnownPerson) => Promise<void> {
  const looked = new Map<string, number>();
  return async ({ personId, identity, account, timeZone }) => {
    const at = now();
    if (account.switchedOff || at - (looked.get(personId) ?? 0) < lookAgainMs) return;
    looked.set(personId, at);
    const place = { tenantId: identity.scope, objectId: identity.userId };
    const known = await references.find(place);
    if (known === null || known.conversationId === null || known.unreachable !== 'not-in-chat') return;
    const { conversationId, userId, serviceUrl, missingSince } = known;
    const connector = await sdk.conversations(serviceUrl);
    const member = await connector.getConversationMember(conversationId, userId).then(
      () => 'there' as const,
      (fault: unknown) =>
        fault instanceof ConnectorFault && fault.status === 404 && fault.code === 'MemberNotFoundInConversation'
          ? ('missing' as const)
          : ('unknown' as const),
    );
    if (member === 'there') await references.missing(place, null);
    if (member !== 'missing') return;
    if (missingSince === null) return references.missing(place, at);
    if (at - missingSince >= dayMs) await know(identity, { ...account, switchedOff: true }, timeZone);
  };
}
