import { vouchFor } from '#application/verify-official.ts';
import { vouching } from '#copy/confirm-official.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** The operator vouches for an official: her first decision asks for no number. @returns 1 when nobody has the address */
export async function officialsVerify({ deps }: Record, address: string, print: Print): Promise<number> {
  const names = await vouchFor(deps)(address);
  return names.length === 0 ? notDone(print, vouching.nobody) : done(print, vouching.done(names), { names });
}

export const officialsVerifyCommand = onRecord(
  {
    group: 'officials',
    name: 'verify',
    about: 'vouches for an official: her first decision asks for no number by e-mail',
    json: 'whom you vouched for, or why nobody',
    examples: ['officials verify name@example.org'],
    takes: { address: one('<address>', 'as it stands on your list of officials') },
    options: {},
  },
  (record, { address }, print) => officialsVerify(record, address, print),
);
