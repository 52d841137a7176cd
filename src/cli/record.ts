import { openRecord, type Record } from '../app.ts';
import { ConfigProblem, readConfig } from '../config.ts';
import { createLog } from '../log.ts';

export type Print = (line: string) => void;

/** Runs a command on the record and sets the exit code it returns: 0 done, 1 not done, 2 configuration. */
export async function withRecord(command: (record: Record, print: Print) => Promise<number>): Promise<void> {
  try {
    const record = await openRecord(readConfig(process.env), createLog('silent'));
    try {
      process.exitCode = await command(record, (line) => console.log(line));
    } finally {
      await record.close();
    }
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = fault instanceof ConfigProblem ? 2 : 1;
  }
}
