import type { LeasedTask, Outbox } from '#application/outbox.ts';
import type { Delivery } from '#channels/deliver.ts';
import { NotYet } from '#channels/draw-operator-mail.ts';
import type { GiveUp } from '#channels/give-up.ts';
import type { Logger } from '#channels/log-port.ts';
import { renderLetter } from './render.ts';
import { faultOf, type Transport } from './transport.ts';

export interface EmailDeliveryParts {
  draw: Delivery['draw'];
  transport: Transport;
  outbox: Outbox;
  /** Told of an address that takes no mail. */
  refused(address: string, task: LeasedTask['task']): Promise<void>;
  giveUp: GiveUp;
  now(): number;
  log: Logger;
}

/** How e-mail takes what is due: one message each, sent once, and the same message when it has to be sent again. */
export function emailDelivery({ draw, transport, outbox, refused, giveUp, now, log }: EmailDeliveryParts): Delivery {
  return {
    draw,
    async show(drawn, task) {
      if (drawn.kind !== 'mail') return;
      const { to, timeZone, letter, once, afterwards } = drawn.mail;
      const key = once === undefined ? (task.key ?? `email/once:${task.id}`) : `email/${once}`;
      if ((await outbox.sentMessage(key)) !== null) return afterwards?.();
      try {
        await transport.send({ to, id: once ?? task.id, date: now() }, renderLetter(letter, timeZone));
      } catch (fault) {
        if (faultOf(fault)?.refusedAddress !== true) throw fault;
        log.info({ task: task.id, error: faultOf(fault)?.error }, 'an address takes no mail');
        return refused(to, task.task);
      }
      await outbox.saveSentMessage(key, { place: '{}', contentHash: '' }, now());
      await afterwards?.();
    },
    // A mail server says of a message that it should come back, never when: each waits for itself.
    scopeOf: () => null,
    soleScope: null,
    judge(fault) {
      if (fault instanceof NotYet) return { again: true, afterMs: Math.max(0, fault.until - now()), error: 'not yet' };
      const read = faultOf(fault);
      const error = read?.error ?? (fault instanceof Error ? fault.name : 'fault');
      return read?.again === false ? { again: false, error } : { again: true, afterMs: null, error };
    },
    onDead: giveUp,
    onFault(fault, task) {
      if (task === null) return log.warn({ err: fault }, 'the e-mails that are due can’t be read');
      if (fault instanceof NotYet) return;
      const about = { task: task.id, kind: task.task.kind, attempts: task.attempts };
      const read = faultOf(fault);
      // What a server answers can repeat the address: its number alone is logged.
      log.warn({ ...about, ...(read === null ? { err: fault } : { code: read.error }) }, 'an e-mail failed');
    },
  };
}
