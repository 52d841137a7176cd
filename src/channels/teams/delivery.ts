import type { KnownPerson } from '#application/ledger.ts';
import type { Outbox } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import { teamsPageKey } from '#application/task.ts';
import { waitsForPerson } from '#application/teams-references.ts';
import type { Delivery } from '#channels/deliver.ts';
import type { Drawn } from '#channels/draw-task.ts';
import type { GiveUp } from '#channels/give-up.ts';
import type { Logger } from '#channels/log-port.ts';
import { ConnectorFault } from './connector-fault.ts';
import type { Messenger } from './messenger.ts';
import { Unreachable } from './reach.ts';

export interface TeamsDeliveryParts {
  draw(task: Task): Promise<Drawn>;
  messenger: Messenger;
  outbox: Outbox;
  /** Looks again at whoever of Teams is known with this address; 'nobody' when none is. */
  findByEmail(email: string): Promise<'somebody' | 'nobody'>;
  notInChat(grantId: string): Promise<void>;
  /** An official can't be written to in chat: a card reaches her by e-mail where that is set up. */
  mailInstead(requestId: string): Promise<void>;
  /** Nobody can write to her: she may have left. */
  lookForHer(person: KnownPerson): Promise<void>;
  giveUp: GiveUp;
  /** Where all people are in one. */
  soleTenant: string | null;
  now(): number;
  log: Logger;
}

/** Who is out of reach is looked at again so often; when she comes back, what waits goes out at once. */
const lookAgainMs = 6 * 60 * 60 * 1000;

/** How Teams takes what is due: messages posted once and then edited, the last My Profile kept true. */
export function teamsDelivery(parts: TeamsDeliveryParts): Delivery {
  const { draw, messenger, outbox, findByEmail, notInChat, mailInstead, lookForHer, giveUp, soleTenant, now, log } =
    parts;
  return {
    draw,
    soleScope: soleTenant === null ? null : scopeOf(soleTenant),
    scopeOf(drawn) {
      if (drawn.kind === 'message' || drawn.kind === 'page') return scopeOf(drawn.to.identity.scope);
      // A channel's tenant is not known when there are several: the channel itself is left alone then.
      return drawn.kind === 'reply' ? scopeOf(soleTenant ?? drawn.channel) : null;
    },
    async show(drawn, task) {
      // A message sent once is kept under its task, so that a second try after a crash edits nothing and posts nothing.
      const key = drawn.kind === 'page' ? teamsPageKey(drawn.to.personId) : (task.key ?? `once:${task.id}`);
      switch (drawn.kind) {
        case 'message': {
          const before = await outbox.sentMessage(key);
          if (before === null && drawn.message.editsOnly) return;
          const sent = await messenger.send(drawn.to, drawn.message, before).catch(async (fault: unknown) => {
            if (fault instanceof Unreachable) await lookForHer(drawn.to);
            if (fault instanceof Unreachable && task.task.kind === 'card') await mailInstead(task.task.requestId);
            throw fault;
          });
          if (sent !== null) await outbox.saveSentMessage(key, sent, now());
          return;
        }
        case 'page': {
          const sent = await messenger.updatePage(drawn.to, drawn.page, await outbox.sentMessage(key));
          if (sent !== null) await outbox.saveSentMessage(key, sent, now());
          return;
        }
        case 'reply': {
          const before = await outbox.sentMessage(key);
          const sent = await messenger.reply(drawn, drawn.message, before).catch((fault: unknown) => {
            // The bot was taken out of the channel, or the post is gone: there is nobody left to answer there.
            if (!(fault instanceof ConnectorFault) || ![403, 404].includes(fault.status)) throw fault;
            log.info({ task: task.id, code: fault.code }, 'a channel no longer takes an answer');
            return null;
          });
          if (sent !== null) await outbox.saveSentMessage(key, sent, now());
          return;
        }
        case 'find':
          // Teams has no way to look an address up: an official is known once she used the bot.
          if ((await findByEmail(drawn.email)) === 'nobody' && drawn.grantId !== null) await notInChat(drawn.grantId);
          return;
        case 'mail':
          return;
        case 'operator':
          // The operator's place is a channel of Slack; without one, notices stand in the list.
          return;
      }
    },
    async isShown(drawn, key) {
      if (drawn.kind === 'message') return messenger.shows(drawn.to, await outbox.sentMessage(key), drawn.message);
      if (drawn.kind !== 'page') return true;
      // Without a My Profile that she asked for there is none to be true.
      const page = await outbox.sentMessage(teamsPageKey(drawn.to.personId));
      return page === null || messenger.shows(drawn.to, page, drawn.page);
    },
    judge(fault) {
      if (fault instanceof Unreachable) return { again: true, afterMs: lookAgainMs, error: waitsForPerson };
      if (!(fault instanceof ConnectorFault))
        return { again: true, afterMs: null, error: fault instanceof Error ? fault.name : 'fault' };
      const error = `${fault.status} ${fault.code}`;
      if (isFinal(fault)) return { again: false, error };
      return { again: true, afterMs: fault.retryAfterMs, error, pauses: fault.status === 429 };
    },
    onDead: giveUp,
    onFault(fault, task) {
      if (task === null) return log.warn({ err: fault }, 'the deliveries that are due can’t be read');
      const about = { task: task.id, kind: task.task.kind, attempts: task.attempts };
      if (fault instanceof Unreachable) return log.info(about, 'a delivery waits until its person uses the bot again');
      const why = fault instanceof ConnectorFault ? { code: fault.code, status: fault.status } : { err: fault };
      log.warn({ ...about, ...why }, 'a delivery failed and is tried again');
    },
  };
}

/** What asks us to come back later, and is left alone as a whole. */
export const scopeOf = (tenantOrChannel: string) => `teams/${tenantOrChannel}`;

/** Answers that no later try changes. 401 is not among them: a secret that ran out is renewed by the operator. */
function isFinal({ status }: ConnectorFault): boolean {
  return status >= 300 && status < 500 && ![401, 408, 412, 425, 429].includes(status);
}
