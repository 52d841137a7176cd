import type { KnownPerson } from '#application/ledger.ts';
import type { Outbox } from '#application/outbox.ts';
import type { Logger } from '#channels/log-port.ts';
import { ConnectorFault } from './connector-fault.ts';
import { pageKey } from './delivery.ts';
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
  now(): number;
  log: Logger;
}

export function teamsTalker({ sdk, messenger, outbox, now, log }: TalkerParts) {
  const tried = (sent: Promise<unknown>): Promise<void> =>
    sent.then(
      () => undefined,
      (fault: unknown) => {
        if (!(fault instanceof ConnectorFault || fault instanceof Unreachable)) throw fault;
        log.warn({ code: fault instanceof ConnectorFault ? fault.code : 'unreachable' }, 'words could not be said');
      },
    );
  const say = async (person: KnownPerson, said: Said): Promise<void> => {
    if ('say' in said && said.say !== undefined) return messenger.say(person.identity, said.say);
    if ('show' in said && said.show !== undefined) await messenger.send(person, said.show, null);
    if ('page' in said && said.page !== undefined)
      await outbox.saveSentMessage(pageKey(person.personId), await messenger.postPage(person, said.page), now());
  };
  return {
    tell: (person: KnownPerson, said: Said) => tried(say(person, said)),
    async sayThere({ serviceUrl, conversation }: Incoming, words: string) {
      const connector = await sdk.conversations(serviceUrl);
      const activity = { type: 'message', textFormat: 'plain', text: words };
      await tried(connector.sendToConversation(conversation.id, activity));
    },
  };
}
