import { noteMove } from '#application/move-provider.ts';
import { states } from '#content/states.ts';
import { moving as say } from '#copy/moved.ts';
import { parseCcn } from '#domain/ccn.ts';
import { writtenDay } from '#domain/day.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Records that a facility got another CCN. @returns 1 when nothing was recorded; the sentence says why */
export async function providersMoved(
  { deps }: Record,
  old: string,
  became: string,
  { on }: { on?: string },
  print: Print,
): Promise<number> {
  const [from, to] = [old, became].map((typed) => ({ typed, parsed: parseCcn(typed, states) }));
  for (const one of [from, to])
    if (one === undefined || !one.parsed.ok) {
      print(say.malformed(one?.typed ?? ''));
      return 1;
    }
  if (!from?.parsed.ok || !to?.parsed.ok) return 1;
  const [a, b] = [from.parsed.ccn, to.parsed.ccn];
  if (a === b) {
    print(say.same);
    return 0;
  }
  const day = on === undefined ? null : writtenDay(on);
  if (day === null) {
    print(say.dateMissing);
    return 1;
  }
  if (!(await deps.providers.find([b])).has(b)) print(say.unlisted(b));
  const noted = await noteMove(deps)({ organization: `ccn:${a}`, became: `ccn:${b}`, on: day });
  print(noted === 'noted' ? say.noted(a, b, day) : say[noted]);
  return noted === 'noted' ? 0 : 1;
}
