import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { storable } from '#domain/storable.ts';
import { dateIn } from './provider-dates.ts';

/** A file that can't be read as a list at all; nothing of it was used. The message is for the operator. */
export class BrokenFile extends Error {
  override name = 'BrokenFile';
}

interface FileFacts {
  /** SHA-256 of the file as it lies there. */
  hash: string;
  /** The date its rows have where no column says one: from its name, else when it was last changed. */
  asOf: string;
  packed: boolean;
  bytes: number;
}

/** A record longer than this is a quote that never ends. */
const longestRecord = 200_000;

/** Reads a file once, for what is to be known before its rows. @throws BrokenFile where it can't be read */
export async function describeFile(path: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  let magic: string | null = null;
  try {
    for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
      magic ??= part.toString('hex', 0, 2);
      hash.update(part);
    }
    const { mtime, size } = await stat(path);
    const asOf = dateIn(basename(path)) ?? mtime.toISOString().slice(0, 10);
    return { hash: hash.digest('hex'), asOf, packed: magic === '1f8b' || isPackedName(path), bytes: size };
  } catch (fault) {
    throw new BrokenFile(`can’t be read (${codeOf(fault)})`);
  }
}

/**
 * The records of a CSV file, packed or not, each with the line it starts on; the first one is the header.
 * @throws BrokenFile where it can't be read on
 */
export async function* readRecords(
  path: string,
  packed = isPackedName(path),
  onOpen: (source: ReadStream) => void = () => {},
): AsyncGenerator<{ line: number; values: string[] }> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  const source = createReadStream(path);
  onOpen(source);
  // The parser sees every fault of the streams before it, and the loop below throws it.
  const passOn = (fault: unknown) => (fault instanceof Error ? parser.destroy(fault) : undefined);
  if (packed) pipeline(source, createGunzip(), parser, passOn);
  else pipeline(source, parser, passOn);
  let readTo = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      readTo = info.lines;
      yield { line: info.lines - linesWithin(record), values: record.map(storable) };
    }
  } catch (fault) {
    // The system has no such file, or does not give it: there is no place where it breaks off.
    if (readTo === 0 && isOfSystem(fault)) throw new BrokenFile(`can’t be read (${codeOf(fault)})`);
    throw new BrokenFile(`breaks off ${placeOf(fault) ?? `after line ${readTo}`} (${codeOf(fault)})`);
  }
}

const isPackedName = (path: string) => path.toLowerCase().endsWith('.gz');

/** Line ends inside the quotes of a record. */
const linesWithin = (record: readonly string[]) =>
  record.reduce((lines, value) => lines + (value.includes('\n') ? value.split('\n').length - 1 : 0), 0);

/** The line that the parser itself stumbled over: it reads ahead of the loop. */
function placeOf(fault: unknown): string | null {
  return typeof fault === 'object' && fault !== null && 'lines' in fault ? `at line ${fault.lines}` : null;
}

const isOfSystem = (fault: unknown) => typeof fault === 'object' && fault !== null && 'syscall' in fault;

function codeOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : 'unreadable';
}
