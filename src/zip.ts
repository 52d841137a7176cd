import { crc32 } from 'node:zlib';

/**
 * A zip archive of a few small files, stored as they are: pictures are compressed already, and the format without
 * compression is three kinds of headers. Every file has the date 1980-01-01, so that the same files give the same bytes.
 */
export function zip(files: readonly { name: string; bytes: Uint8Array }[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const described = describe(name, bytes);
    const local = Buffer.concat([u32(0x04034b50), described, Buffer.from(name), bytes]);
    // Version made by; after the description: no comment, first disk, no attributes, where the file begins.
    entries.push(
      Buffer.concat([u32(0x02014b50), u16(20), described, u16(0), u16(0), u16(0), u32(0), u32(at), Buffer.from(name)]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const count = u16(files.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(directory.length), u32(at), u16(0)];
  return Buffer.concat([...locals, directory, ...end]);
}

/** What both headers say of a file: version, flag for UTF-8 names, no compression, date, checksum, sizes, name's length. */
function describe(name: string, bytes: Uint8Array): Buffer {
  const sizes = [u32(crc32(bytes)), u32(bytes.length), u32(bytes.length)];
  return Buffer.concat([
    u16(20),
    u16(0x0800),
    u16(0),
    u16(0),
    u16(0x21),
    ...sizes,
    u16(Buffer.byteLength(name)),
    u16(0),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
