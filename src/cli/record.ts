import { join } from 'node:path';
import { openRecord, type Record } from '../app.ts';
import { type Config, ConfigProblem, readConfig } from '../config.ts';
import { createLog } from '../log.ts';

export type Print = (line: string) => void;

/** Runs a command on the record and sets the exit code it returns: 0 done, 1 not done, 2 configuration. */
export function withRecord(command: (record: Record, print: Print) => Promise<number>): Promise<void> {
  return withConfig(async (config, print) => {
    const record = await openRecord(config, createLog('silent'), await clockOf(config));
    try {
      return await command(record, print);
    } finally {
      await record.close();
    }
  });
}

/** The same for a command that opens the record in its own way. */
export async function withConfig(command: (config: Config, print: Print) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(readConfig(process.env), (line) => console.log(line));
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = fault instanceof ConfigProblem ? 2 : 1;
  }
}

/** A rehearsal's clock may have been moved; what a command notes must not lie before what stands in the record. */
async function clockOf({ mode, dataDir }: Config): Promise<() => number> {
  if (mode !== 'rehearsal') return Date.now;
  const { openClock } = await import('#rehearsal/clock.ts');
  return openClock(join(dataDir, mode, 'clock.json')).now;
}
