import type { Deps } from '#application/deps.ts';
import type { LeasedTask } from '#application/outbox.ts';
import type { Logger } from './log-port.ts';

/** What is done with a delivery that no later try changes: the operator is told. */
export type GiveUp = (task: LeasedTask, error: string) => Promise<void>;

/** The same on every platform. */
export function giveUp(deps: Deps, log: Logger): GiveUp {
  return async (task, error) => {
    log.error({ task: task.id, kind: task.task.kind, error }, 'a delivery was given up');
    // The operator's own place takes nothing: a notice about that would fail as well, and so on without end. What it
    // was about stands in the list of notices, and the delivery in the list of those given up.
    if (task.task.kind === 'operator' || (task.task.kind === 'mail' && task.task.mail.about === 'operator')) return;
    await deps.ledger.change((record) =>
      record.tellOperator(
        { key: `dead:${task.id}`, about: 'delivery-dead', detail: `${task.task.kind}: ${error}` },
        deps.now(),
      ),
    );
  };
}
