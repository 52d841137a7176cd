import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { parseEnv } from 'node:util';
import { SetupProblem } from './ask.ts';

/** The .env file: what stands in it stays, and it is never half written. */

/** For its owner alone: it holds secrets. */
const ownerOnly = 0o600;

/** The file's text, and its variables; null and none when there is no such file. */
export function readEnvFile(file: string): { text: string | null; values: Record<string, string> } {
  if (!existsSync(file)) return { text: null, values: {} };
  const text = readFileSync(file, 'utf8');
  const all = Object.entries(parseEnv(text));
  return { text, values: Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : []))) };
}

/** The text with these values: in the place of each variable's line, or at the end. Comments and other lines stay. */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  for (const [name, value] of Object.entries(values)) {
    const line = `${name}=${quoted(value)}`;
    const places = lines.flatMap((one, at) => (new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`).test(one) ? [at] : []));
    // The last one is the one that counts.
    const place = places.at(-1);
    if (place === undefined) lines.push(line);
    else lines[place] = line;
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Puts the whole text in the file's place at once, readable by its owner alone.
 * @throws SetupProblem when that can't be; the file is as it was
 */
export function writeEnvFile(file: string, text: string): void {
  // A link goes on leading to the same file.
  const place = existsSync(file) ? realpathSync(file) : file;
  const beside = `${place}.${process.pid}.new`;
  try {
    const handle = openSync(beside, 'wx', ownerOnly);
    writeSync(handle, text);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(beside, place);
  } catch (fault) {
    rmSync(beside, { force: true });
    const why = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
    throw new SetupProblem(`${file} can’t be written (${why}). Nothing was written.`);
  }
}

/** @throws when no kind of quotes can hold it */
function quoted(value: string): string {
  if (/^[\w@%+=:,./<>~?&!*-]+(?: [\w@%+=:,./<>~?&!*-]+)*$/.test(value)) return value;
  const mark = ["'", '"', '`'].find((one) => !value.includes(one));
  if (mark === undefined || /[\n\r]/.test(value) || (mark === '"' && value.includes('\\')))
    throw new SetupProblem('A value with a line break, or with every kind of quotes, can’t stand in .env.');
  return `${mark}${value}${mark}`;
}
