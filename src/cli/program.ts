import { Command as Parsed } from 'commander';
import { type Command, groups } from './command.ts';
import type { Argument, Option } from './options.ts';
import { printer } from './print.ts';
import { exitCodes } from './record.ts';

const start = 'npm run -s cli --';

const afterAll = `
Every command takes --json: standard output then has JSON only, one object a line. What could not be done at all is said
in words on standard error, with or without it.

Ends with 0 when it is done, 1 when it is not (it says why), 2 when the command line or the configuration can’t be used, and 130 when
it was interrupted.`;

/** Puts the commands together. @param set told the exit code of the one that ran */
export function programOf(commands: readonly Command[], set: (exitCode: number) => void): Parsed {
  const program = new Parsed(start)
    .description('Commands for the operator of the iQIES onboarding bot.')
    .showHelpAfterError('Add --help to see what can be typed.')
    .addHelpText('after', afterAll)
    .exitOverride();
  const parents = new Map<string, Parsed>();
  for (const command of commands) {
    const { group, name, about, json, examples, takes, options } = command;
    const parent = group === null ? program : (parents.get(group) ?? program.command(group).description(groups[group]));
    if (group !== null) parents.set(group, parent);
    const parsed = parent.command(name).description(about);
    for (const { value, about: what } of Object.values(takes)) parsed.argument(value, what);
    for (const [key, option] of Object.entries(options)) addOption(parsed, key, option);
    parsed.option('--json', `one JSON object a line: ${json}`);
    parsed.addHelpText('after', `\n${examples.map((example) => `  ${start} ${example}`).join('\n')}`);
    parsed.action(async () => {
      const { json: asJson, ...given } = parsed.opts<{ json?: boolean }>();
      set(
        await command.run(
          { ...given, ...named(takes, parsed.processedArgs) },
          printer(asJson ?? false),
          asJson ?? false,
        ),
      );
    });
  }
  return program;
}

/** The exit code of what commander itself ended with: help, or what it could not read. */
export const codeOfUsage = (exitCode: number): number => (exitCode === 0 ? exitCodes.done : exitCodes.unusable);

function addOption(parsed: Parsed, key: string, { value, about, needed, otherwise }: Option<unknown>): void {
  const flags = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}${value === null ? '' : ` ${value}`}`;
  if (needed) parsed.requiredOption(flags, about);
  else if (otherwise !== undefined) parsed.option(flags, about, otherwise);
  else parsed.option(flags, about);
}

const named = (takes: Readonly<Record<string, Argument<unknown>>>, values: readonly unknown[]) =>
  Object.fromEntries(Object.keys(takes).map((name, at) => [name, values[at]]));
