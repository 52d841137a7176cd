import { applyOnboarding } from '#application/import-onboarding.ts';
import { onboardingCommand as say } from '#copy/checklist.ts';
import { BrokenFile } from '#storage/provider-file.ts';
import type { Record } from '../../app.ts';
import { readOnboarding } from '../../import-lists.ts';
import { onRecord } from '../command.ts';
import { flag, one } from '../options.ts';
import { notDone, type Print } from '../print.ts';

/** Shows for whom a file would start a checklist, and starts them with --yes. @returns 1 when a line, or the file, can't be used */
export async function onboardingImport(
  { deps }: Record,
  file: string,
  { yes }: { yes?: boolean },
  print: Print,
): Promise<number> {
  const diff = await readOnboarding(deps, file).catch((fault: unknown) => {
    if (!(fault instanceof BrokenFile)) throw fault;
    notDone(print, `${file} ${fault.message}. Nothing of it was used.`, { file });
    return null;
  });
  if (diff === null) return 1;
  const { added, unchanged, wrong, warnings } = diff;
  for (const { line, reason } of wrong)
    print(`${file}:${line} can’t be used: ${reason}`, { file, line, unusable: reason });
  for (const { line, reason } of warnings) print(`${file}:${line} warning: ${reason}`, { file, line, warning: reason });
  for (const { email, proposed } of added) print(say.added(email), { new: { email, ...proposed } });
  print(say.summary(added.length, unchanged, wrong.length), null);
  if (yes) await applyOnboarding(deps)(diff);
  print(yes ? say.applied : say.dryRun, {
    done: yes ?? false,
    new: added.length,
    known: unchanged,
    unusable: wrong.length,
  });
  return wrong.length > 0 ? 1 : 0;
}

export const onboardingImportCommand = onRecord(
  {
    group: 'onboarding',
    name: 'import',
    about: 'reads a CSV with email, and account, environment, surveyor where known; shows who would get a checklist',
    json: 'a person who is new, a line that can’t be used or a warning; the last one has the numbers',
    examples: ['onboarding import new-people.csv', 'onboarding import new-people.csv --yes'],
    takes: { file: one('<file>', 'CSV; up to 5,000 people') },
    options: { yes: flag('start them: each person is told, and says yes or no') },
  },
  (record, { file, ...options }, print) => onboardingImport(record, file, options, print),
);
