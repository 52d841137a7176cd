import { CommanderError } from 'commander';
import { vi } from 'vitest';
import { commands } from '#cli/commands.ts';
import { codeOfUsage, programOf } from '#cli/program.ts';
import { onPostgres } from '#test/storage/record.ts';
import { type Ended, runNode, type Variables } from './process.ts';

/**
 * Runs an operator's command: in a process of its own on the first database, and in this one on the second, where starting
 * one for each would take most of the time.
 */
export async function runCommand(args: readonly string[], variables: Variables, folder: string): Promise<Ended> {
  return onPostgres ? runHere(args, variables) : runNode(['src/cli.ts', ...args], variables, folder);
}

/** The same without a process of its own. */
export async function runHere(args: readonly string[], variables: Variables): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  let code: number | null = null;
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line) => void out.push(`${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line) => void err.push(`${line}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(out.push(String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(err.push(String(text)))),
  ];
  try {
    await programOf(commands, (exitCode) => {
      code = exitCode;
    }).parseAsync(['node', 'cli', ...args]);
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    code = codeOfUsage(fault.exitCode);
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
  return { code, out: out.join(''), err: err.join('') };
}
