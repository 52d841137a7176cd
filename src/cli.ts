import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { commands } from './cli/commands.ts';
import { codeOfUsage, programOf } from './cli/program.ts';

/** The operator's commands: each in a file of its own under cli/commands. */

if (existsSync('.env')) process.loadEnvFile('.env');

// Whoever reads what a command prints may stop reading: “... | head”.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1));

try {
  await programOf(commands, (exitCode) => {
    process.exitCode = exitCode;
  }).parseAsync();
} catch (fault) {
  if (!(fault instanceof CommanderError)) throw fault;
  process.exitCode = codeOfUsage(fault.exitCode);
}
