import { noteMove } from '#application/move-provider.ts';
import { states } from '#content/states.ts';
import { moving as say } from '#copy/moved.ts';
import { parseCcn } from '#domain/ccn.ts';
import { writtenDay } from '#domain/day.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { one, words } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

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
    if (one === undefined || !one.parsed.ok) return notDone(print, say.malformed(one?.typed ?? ''));
  if (!from?.parsed.ok || !to?.parsed.ok) return 1;
  const [a, b] = [from.parsed.ccn, to.parsed.ccn];
  if (a === b) return done(print, say.same, { ccn: a, became: b });
  const day = on === undefined ? null : writtenDay(on);
  if (day === null) return notDone(print, say.dateMissing);
  if (!(await deps.providers.find([b])).has(b)) print(say.unlisted(b), { ccn: b, warning: say.unlisted(b) });
  const noted = await noteMove(deps)({ organization: `ccn:${a}`, became: `ccn:${b}`, on: day });
  return noted === 'noted'
    ? done(print, say.noted(a, b, day), { ccn: a, became: b, on: day })
    : notDone(print, say[noted]);
}

export const providersMovedCommand = onRecord(
  {
    group: 'providers',
    name: 'moved',
    about:
      'a change of ownership gave a facility another CCN: nothing carries over, what waits is kept for the new one',
    json: 'what was recorded, or why nothing was',
    examples: ['providers moved OLD-CCN NEW-CCN --on 2026-11-30'],
    takes: { old: one('<old>', 'the CCN it had'), became: one('<new>', 'the CCN it has') },
    options: { on: words('<date>', 'since when, as 2026-11-30') },
  },
  (record, { old, became, ...options }, print) => providersMoved(record, old, became, options, print),
);
