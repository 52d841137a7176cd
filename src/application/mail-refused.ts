import type { Deps } from './deps.ts';
import type { Task } from './task.ts';

/**
 * A mail server said for good that an address takes no mail. Nothing is sent there for a while; where it is an official's,
 * whom no chat reaches either, the operator is told and finds her among the unreachable.
 */
export function mailRefused({ ledger, now }: Deps) {
  return (address: string, task: Task): Promise<void> =>
    ledger.change(async (record) => {
      await record.noteMailRefused(address, now());
      if (task.kind !== 'mail' || !('grantId' in task.mail)) return;
      const { grantId } = task.mail;
      await record.tellOperator({ key: `mail-refused:${grantId}:${now()}`, about: 'mail-refused', grantId }, now());
    });
}
