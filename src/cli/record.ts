import { join } from 'node:path';
import { LedgerUnavailable } from '#application/ledger.ts';
import { openRecord, type Record } from '../app.ts';
import { type Config, ConfigProblem, readConfig } from '../config.ts';
import { createLog } from '../log.ts';

/** What came of a command: 0 done, 1 not done, 2 what was typed or configured can't be used. */
export const exitCodes = { done: 0, notDone: 1, unusable: 2 } as const;

/** An operator would rather wait than begin again. */
const patienceMs = 20_000;

/** Runs a command on the record. @returns the exit code */
export function withRecord(command: (record: Record) => Promise<number>): Promise<number> {
  return withConfig(async (config) => {
    const record = await openRecord(config, createLog('silent'), await clockOf(config), { patienceMs });
    try {
      return await command(record);
    } finally {
      await record.close();
    }
  });
}

/** The same for a command that opens the record in its own way. */
export const withConfig = (command: (config: Config) => Promise<number>): Promise<number> =>
  saying(() => command(readConfig(process.env)));

/** What failed is said on standard error. @returns the exit code */
export async function saying(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (fault) {
    console.error(sentence(fault));
    return fault instanceof ConfigProblem ? exitCodes.unusable : exitCodes.notDone;
  }
}

function sentence(fault: unknown): string {
  if (fault instanceof LedgerUnavailable)
    return `The record could not be changed just now (${fault.message}). What the command did before that stands; run it again.`;
  return fault instanceof Error ? fault.message : String(fault);
}

/** A rehearsal's clock may have been moved; what a command notes must not lie before what stands in the record. */
async function clockOf({ mode, dataDir }: Config): Promise<() => number> {
  if (mode !== 'rehearsal') return Date.now;
  const { openClock } = await import('#rehearsal/clock.ts');
  return openClock(join(dataDir, mode, 'clock.json')).now;
}
