import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { dateIn } from './provider-rows.ts';

/** A file that can't be read as a list at all; nothing of it was used. The message is for the operator. */
export class BrokenFile extends Error {
  override name = 'BrokenFile';
}

/** The SHA-256 of a file and the date its rows have where no column says it. */
export async function describeFile(path: string): Promise<{ hash: string; asOf: string }> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
  } catch (fault) {
    throw new BrokenFile(`can’t be read (${codeOf(fault)})`);
  }
  const asOf = dateIn(basename(path)) ?? (await stat(path)).mtime.toISOString().slice(0, 10);
  return { hash: hash.digest('hex'), asOf };
}

/** The records of a CSV file, .gz or not, each with the line it starts on; the first one is the header. */
export async function* readRecords(path: string): AsyncGenerator<{ line: number; values: string[] }> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: 200_000,
  });
  const source = createReadStream(path);
  // The parser sees every fault of the streams before it, and the loop below throws it.
  const passOn = (fault: unknown) => (fault instanceof Error ? parser.destroy(fault) : undefined);
  if (path.toLowerCase().endsWith('.gz')) pipeline(source, createGunzip(), parser, passOn);
  else pipeline(source, parser, passOn);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line, values: record };
      line = info.lines + 1;
    }
  } catch (fault) {
    throw new BrokenFile(`breaks off ${placeOf(fault) ?? `after line ${line - 1}`} (${codeOf(fault)})`);
  }
}

/** The line that the parser itself stumbled over: it reads ahead of the loop. */
function placeOf(fault: unknown): string | null {
  return typeof fault === 'object' && fault !== null && 'lines' in fault ? `at line ${fault.lines}` : null;
}

function codeOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : 'unreadable';
}
