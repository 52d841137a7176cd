import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { teamsPackage } from '#src/teams-package.ts';

const require = createRequire(import.meta.url);
const Ajv = require('ajv-draft-04') as typeof import('ajv-draft-04').default;
const schemas = join(dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build/json-schemas/teams');
const newest = readdirSync(schemas)
  .flatMap((name) => /^v1\.(\d+)$/.exec(name)?.[1] ?? [])
  .sort((a, b) => Number(b) - Number(a))[0];
const environment = {
  appId: '0B5A9D2E-0000-4000-8000-00000000BEEF',
  host: 'bot.example.org',
  website: 'example.org/iqies',
};
const built = teamsPackage(environment);
const files = unpack(built);
const json = (name: string) => JSON.parse(files.get(name)?.toString('utf8') ?? 'null');

describe('the Teams app package', () => {
  it('holds the manifest, its strings and both icons, and nothing else', () => {
    expect([...files.keys()].sort()).toEqual(['color.png', 'en-us.json', 'manifest.json', 'outline.png']);
  });

  it.each([
    ['manifest.json', 'MicrosoftTeams.schema.json'],
    ['en-us.json', 'MicrosoftTeams.Localization.schema.json'],
  ])('%s is as Microsoft’s newest schema wants it', (name, schema) => {
    const read = JSON.parse(readFileSync(join(schemas, `v1.${newest}`, schema), 'utf8'));
    const validate = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(
      read,
    );
    validate(json(name));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('names the bot and the host of its environment, and leaves no blank', () => {
    const manifest = json('manifest.json');
    expect(JSON.stringify(manifest)).not.toContain('YOUR-');
    expect([manifest.id, manifest.bots[0].botId, manifest.composeExtensions[0].botId]).toEqual(
      Array(3).fill('0b5a9d2e-0000-4000-8000-00000000beef'),
    );
    expect(manifest.validDomains).toEqual(['bot.example.org']);
    expect(manifest.developer.privacyUrl).toBe('https://example.org/iqies');
  });

  it('is for people, teams and group chats, with the menu of commands and the search for answers', () => {
    const { bots, composeExtensions } = json('manifest.json');
    expect(bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(bots[0].commandLists[0].commands.map(({ title }: { title: string }) => title)).toEqual([
      'request',
      'profile',
      'my requests',
      'checklist',
      'help',
    ]);
    expect(composeExtensions[0].commands).toMatchObject([{ id: 'searchAnswers', parameters: [{ name: 'query' }] }]);
  });

  it('has every text that can be translated in the file of strings, word for word', () => {
    const manifest = json('manifest.json');
    const { $schema: _schema, ...strings } = json('en-us.json');
    const inManifest = Object.fromEntries(textsOf(manifest));
    expect(strings).toEqual(inManifest);
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s has the size that Teams asks for', (name, size) => {
    const { width, height } = png(files.get(name));
    expect([width, height]).toEqual([size, size]);
  });

  it('has an outline of white on nothing, and a picture in colour without a hole', () => {
    const outline = png(files.get('outline.png')).pixels;
    const seen = outline.filter(([, , , alpha]) => alpha !== 0);
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.length).toBeLessThan(outline.length / 2);
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(png(files.get('color.png')).pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
  });

  it('comes out the same from the same settings', () => {
    expect(teamsPackage(environment).equals(built)).toBe(true);
  });

  it.each([
    { ...environment, appId: 'my-bot' },
    { ...environment, host: 'https://bot.example.org' },
    { ...environment, host: 'bot.example.org/api' },
    { ...environment, host: '"' },
    { ...environment, website: 'https://example.org' },
    { ...environment, website: 'example.org/"x' },
  ])('is not built from what can’t be right: %o', (wrong) => {
    expect(() => teamsPackage(wrong)).toThrow(/^--/);
  });
});

/** The texts that Microsoft lets an app translate, by the path it gives them. */
function textsOf(manifest: Record<string, unknown>, path = ''): [string, string][] {
  return Object.entries(manifest).flatMap(([key, value]): [string, string][] => {
    const here = Array.isArray(manifest) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object' && value !== null) return textsOf(value as Record<string, unknown>, here);
    const text = /^(name|description)\.|\.(title|description)$/.test(here);
    return text && typeof value === 'string' ? [[here, value]] : [];
  });
}

/** Reads the archive from its directory at the end, as Teams does. */
function unpack(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const found = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let n = 0; n < archive.readUInt16LE(end + 10); n += 1) {
    const [size, nameLength, from] = [
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const begin = from + 30 + archive.readUInt16LE(from + 26) + archive.readUInt16LE(from + 28);
    const bytes = archive.subarray(begin, begin + size);
    expect(crc32(bytes)).toBe(archive.readUInt32LE(at + 16));
    expect(archive.toString('utf8', from + 30, from + 30 + nameLength)).toBe(name);
    found.set(name, bytes);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return found;
}

/** A PNG's size and pixels; eight bits a colour, with or without transparency, as the browser writes them. */
function png(file: Buffer | undefined): { width: number; height: number; pixels: number[][] } {
  if (file === undefined) throw new Error('the picture is missing');
  const [width, height, channels] = [file.readUInt32BE(16), file.readUInt32BE(20), file[25] === 6 ? 4 : 3];
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * channels;
  const bytes = new Uint8Array(height * line);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < line; x += 1) {
      const left = x < channels ? 0 : (bytes[y * line + x - channels] ?? 0);
      const up = y === 0 ? 0 : (bytes[(y - 1) * line + x] ?? 0);
      const corner = y === 0 || x < channels ? 0 : (bytes[(y - 1) * line + x - channels] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][raw[y * (line + 1)] ?? 0] ?? 0;
      bytes[y * line + x] = (raw[y * (line + 1) + 1 + x] ?? 0) + guess;
    }
  const pixels = Array.from({ length: width * height }, (_, n) => {
    const [red, green, blue, alpha] = bytes.subarray(n * channels, (n + 1) * channels);
    return [red ?? 0, green ?? 0, blue ?? 0, channels === 4 ? (alpha ?? 0) : 255];
  });
  return { width, height, pixels };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
