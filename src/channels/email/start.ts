import type { Deps } from '#application/deps.ts';
import { mailRefused } from '#application/mail-refused.ts';
import { numberNotSent } from '#application/number-not-sent.ts';
import type { Outbox } from '#application/outbox.ts';
import { type DeliveryLoop, startDelivery } from '#channels/deliver.ts';
import { type ChatLink, drawMail } from '#channels/draw-mail.ts';
import { giveUp } from '#channels/give-up.ts';
import type { Logger } from '#channels/log-port.ts';
import { emailDelivery } from './delivery.ts';
import { type MailServer, smtpTransport } from './transport.ts';

export interface EmailOptions {
  server: MailServer;
  /** The operator's address. */
  operator: string | null;
  deps: Deps;
  outbox: Outbox;
  chatLink: ChatLink;
  log: Logger;
}

export interface RunningEmail {
  delivery: DeliveryLoop;
  /** A server that is silent keeps nobody from stopping: what it has not taken after a while goes out again later. */
  stop(): Promise<void>;
}

/** A slow server has its time: as long as nobody else may take the same message. */
const leaseMs = 5 * 60 * 1000;
const stopWithinMs = 5_000;
const sideBySide = 2;

/** Puts e-mail together: the mail server and the deliveries. Nothing comes in this way. */
export function startEmail({ server, operator, deps, outbox, chatLink, log }: EmailOptions): RunningEmail {
  // As many as are sent side by side: none waits behind a slow one while it is leased.
  const few: Outbox = { ...outbox, lease: (now) => outbox.lease(now, leaseMs, sideBySide) };
  const transport = smtpTransport(server);
  const delivery = startDelivery(
    few,
    emailDelivery({
      draw: drawMail(deps, {
        chatLink,
        wasSent: async (key) => (await outbox.sentMessage(`email/${key}`)) !== null,
        operator,
      }),
      transport,
      outbox,
      async refused(address, task) {
        await mailRefused(deps)(address, task);
        if (task.kind === 'mail' && task.mail.about === 'number')
          await numberNotSent(deps)(task.mail.numberId, 'the address was refused');
      },
      async giveUp(task, error) {
        await giveUp(deps, log)(task, error);
        if (task.task.kind === 'mail' && task.task.mail.about === 'number')
          await numberNotSent(deps)(task.task.mail.numberId, error);
      },
      now: deps.now,
      log,
    }),
    deps.now,
    { lanes: sideBySide, seen: { watch: deps.watch, on: 'email' } },
  );
  return { delivery, stop: async () => transport.stopWithin(stopWithinMs) };
}
