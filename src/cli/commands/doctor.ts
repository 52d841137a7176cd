import { type Config, ConfigProblem, readConfig } from '../../config.ts';
import type { Finding, Standing } from '../../doctor/finding.ts';
import { broken } from '../../doctor/finding.ts';
import { onNothing } from '../command.ts';
import { flag } from '../options.ts';
import type { Print } from '../print.ts';
import { startProgress } from '../progress.ts';
import { exitCodes } from '../record.ts';

const marks: Readonly<Record<Standing, string>> = { well: 'ok    ', look: 'look  ', broken: 'BROKEN' };

/** Prints what is so, and what to do. @returns 1 when something does not work, 2 when the configuration can't be used */
export async function doctor(
  env: Readonly<Record<string, string | undefined>>,
  { thorough = false, quick = false }: { thorough?: boolean; quick?: boolean },
  print: Print,
): Promise<number> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (fault) {
    if (!(fault instanceof ConfigProblem)) throw fault;
    for (const says of fault.message.split('\n'))
      printFinding(
        print,
        broken('configuration', says, '.env.example explains every variable; “setup” asks for them.'),
      );
    return exitCodes.unusable;
  }
  // Loaded here alone: other commands need none of it.
  const { examine } = await import('../../doctor/examine.ts');
  // Where nobody watches, the findings come soon enough.
  const bar = process.stderr.isTTY ? await startProgress('doctor') : null;
  const counts: Record<Standing, number> = { well: 0, look: 0, broken: 0 };
  for await (const finding of examine(config, { thorough, quick, onProgress: (words, part) => bar?.at(words, part) })) {
    counts[finding.standing] += 1;
    if (bar === null) printFinding(print, finding);
    else bar.aside(() => printFinding(print, finding));
  }
  bar?.end();
  print(
    counts.broken > 0
      ? `\n${counts.broken === 1 ? 'One thing does' : `${counts.broken} things do`} not work: begin with the first.`
      : counts.look > 0
        ? `\nIt can work. ${counts.look === 1 ? 'One thing wants' : `${counts.look} things want`} a look.`
        : '\nAll is well.',
    { done: counts.broken === 0, ...counts },
  );
  return counts.broken > 0 ? exitCodes.notDone : exitCodes.done;
}

/** One finding, with what to do below it. */
export function printFinding(print: Print, finding: Finding): void {
  const { about, standing, says, todo } = finding;
  const head = `${marks[standing]}  ${about}: ${says}`;
  print(todo === null ? head : `${head}\n        -> ${todo}`, { ...finding });
}

export const doctorCommand = onNothing(
  {
    group: null,
    name: 'doctor',
    about: 'looks at everything the bot needs, beside a running server too, and says what to do',
    json: 'a finding; the last one has the numbers',
    examples: ['doctor', 'doctor --thorough'],
    takes: {},
    options: {
      quick: flag('without the views and the articles, which come with the product'),
      thorough: flag('show Slack every view with as much text as there may be and with strange letters, too'),
    },
  },
  doctor,
);
