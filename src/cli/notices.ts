import { operatorNotice } from '#copy/home.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Prints what the operator should see, newest first. */
export async function notices({ deps }: Record, print: Print): Promise<number> {
  const all = await deps.ledger.read((record) => record.notices(200));
  for (const { at, about, personId, grantId, detail } of all) {
    const ids = [personId && `person ${personId}`, grantId && `grant ${grantId}`, detail].filter(Boolean).join(', ');
    print(`${new Date(at).toISOString()} ${operatorNotice[about]}${ids === '' ? '' : ` (${ids})`}`);
  }
  if (all.length === 0) print('Nothing to see.');
  return 0;
}
