import type { Deps } from './deps.ts';
import type { Matter } from './matter.ts';

/** What time brings to a request. */
export function lookAtRequest({ ledger }: Deps) {
  return ({ requestId }: Extract<Matter, { about: 'request' }>): Promise<void> =>
    ledger.change(async (record) => {
      await record.request(requestId);
    });
}
