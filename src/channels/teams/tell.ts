import type { KnownPerson } from '#application/ledger.ts';
import type { Outbox } from '#application/outbox.ts';
import { teamsPageKey } from '#application/task.ts';
import type { LeaveAlone } from '#channels/leave-alone.ts';
import type { Logger } from '#channels/log-port.ts';
import { ConnectorFault } from './connector-fault.ts';
import { scopeOf } from './delivery.ts';
import type { Said } from './handlers.ts';
import type { Messenger } from './messenger.ts';
import type { Incoming } from './parse.ts';
import { Unreachable } from './reach.ts';
import type { Sdk } from './sdk.ts';

/** Says something at once, best effort: what must arrive goes through the outbox. */

export interface TalkerParts {
  sdk: Pick<Sdk, 'conversations'>;
  messenger: Messenger;
  outbox: Outbox;
  leaveAlone: LeaveAlone;
  now(): number;
  log: Logger;
}

export function teamsTalker({ sdk, messenger, outbox, leaveAlone, now, log }: TalkerParts) {
  const tried = async (tenant: string, whose: string, sent: Promise<unknown>): Promise<void> => {
    try {
      await sent;
    } catch (fault) {
      if (!(fault instanceof ConnectorFault || fault instanceof Unreachable)) throw fault;
      log.warn({ code: fault instanceof ConnectorFault ? fault.code : 'unreachable' }, 'words could not be said');
      if (fault instanceof ConnectorFault && fault.status === 429)
        await leaveAlone(scopeOf(tenant), fault.retryAfterMs ?? 1_000, whose);
    }
  };
  const say = async (person: KnownPerson, said: Said): Promise<void> => {
    if ('say' in said && said.say !== undefined) return messenger.say(person.identity, said.say);
    if ('show' in said && said.show !== undefined) await messenger.send(person, said.show, null);
    if ('page' in said && said.page !== undefined)
      await outbox.saveSentMessage(teamsPageKey(person.personId), await messenger.postPage(person, said.page), now());
  };
  return {
    tell: (person: KnownPerson, said: Said) => tried(person.identity.scope, person.identity.userId, say(person, said)),
    async sayThere({ serviceUrl, conversation, tenantId, from }: Incoming, words: string) {
      const connector = await sdk.conversations(serviceUrl);
      const activity = { type: 'message', textFormat: 'plain', text: words };
      await tried(tenantId, from?.objectId ?? '', connector.sendToConversation(conversation.id, activity));
    },
  };
}
