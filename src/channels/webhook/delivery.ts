import type { Deps } from '#application/deps.ts';
import { downstreamMessage } from '#application/provisioning-message.ts';
import { takeSetUpWord } from '#application/set-up.ts';
import type { Delivery } from '#channels/deliver.ts';
import { giveUp } from '#channels/give-up.ts';
import type { Logger } from '#channels/log-port.ts';
import { bodyOf, readAnswer } from './message.ts';
import { PostFault, post, type Target } from './post.ts';
import { signed } from './sign.ts';

/** How messages reach the operator's own system, and what its answers do. */
export function webhookDelivery(deps: Deps, target: Target & { key: Buffer }, log: Logger): Delivery {
  const compose = downstreamMessage(deps);
  const takeWord = takeSetUpWord(deps);
  return {
    async draw(task) {
      const message = task.kind === 'webhook' ? await compose(task) : null;
      if (message === null) return { kind: 'nothing' };
      const body = bodyOf(message);
      const answer = await post(target, signed(target.key, message.id, deps.now(), body), body, deps.now);
      if (message.event !== 'approved') return { kind: 'nothing' };
      const { status, reason } = readAnswer(answer);
      const { approval } = message.data;
      // A refusal is in the record: an official was faster, or the approval was taken back meanwhile.
      await takeWord({ approval, status, reason: reason ?? null, once: null });
      return { kind: 'nothing' };
    },
    async show() {
      // It was posted already: nothing is shown to anybody.
    },
    scopeOf: () => null,
    soleScope: null,
    judge(fault) {
      if (!(fault instanceof PostFault)) return { again: true, afterMs: null, error: 'fault' };
      // "Gone": the specification's word for an address that wants nothing any more.
      if (fault.code === 'http_410') return { again: false, error: fault.code };
      return { again: true, afterMs: fault.retryAfterMs, error: fault.code };
    },
    onDead: giveUp(deps, log),
    onFault(fault, task) {
      const what = fault instanceof PostFault ? { code: fault.code } : { err: fault };
      if (task === null) return log.warn(what, 'the messages to the provisioning webhook can’t be read');
      log.warn(
        { task: task.id, attempts: task.attempts, ...what },
        'the provisioning webhook failed and is tried again',
      );
    },
  };
}
