import type { Deps } from './deps.ts';

/** A number could not be sent: its official is told whom to ask, and the operator that she waits. */
export function numberNotSent({ ledger, now }: Deps) {
  return (numberId: string, why: string): Promise<void> =>
    ledger.change(async (record) => {
      const asked = await record.number(numberId);
      if (asked === null) return;
      const { personId, grantId } = asked;
      await record.enqueue({ kind: 'tell', personId, notice: { about: 'number-not-sent' } }, now());
      await record.tellOperator(
        { key: `number-not-sent:${numberId}`, about: 'number-not-sent', personId, grantId, detail: why },
        now(),
      );
    });
}
