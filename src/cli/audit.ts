import { verifyChain } from '#storage/audit.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Checks the hash chain of the record. @returns 1 when it is broken */
export async function auditVerify({ database }: Record, print: Print): Promise<number> {
  const { events, brokenAt } = await verifyChain(database.db);
  print(
    brokenAt === null
      ? `${events} events, the chain holds.`
      : `The chain breaks at event ${brokenAt}, after ${events} good ones.`,
  );
  return brokenAt === null ? 0 : 1;
}
