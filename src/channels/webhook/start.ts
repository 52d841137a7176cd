import type { Deps } from '#application/deps.ts';
import type { Outbox } from '#application/outbox.ts';
import { type DeliveryLoop, startDelivery } from '#channels/deliver.ts';
import type { Logger } from '#channels/log-port.ts';
import { callbackDoor } from './callback.ts';
import { webhookDelivery } from './delivery.ts';
import type { Target } from './post.ts';

export interface WebhookOptions extends Target {
  key: Buffer;
  deps: Deps;
  outbox: Outbox;
  log: Logger;
}

/** Starts telling the operator's own system of approvals, and listens to what it says. */
export function startWebhook({ deps, outbox, log, ...target }: WebhookOptions): {
  delivery: DeliveryLoop;
  handle: ReturnType<typeof callbackDoor>;
} {
  const delivery = startDelivery(outbox, webhookDelivery(deps, target, log), deps.now, {
    seen: { watch: deps.watch, on: 'webhook' },
  });
  return { delivery, handle: callbackDoor(deps, target.key, log) };
}
