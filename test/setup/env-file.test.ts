import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { withValues, writeEnvFile } from '#src/setup/env-file.ts';

it.each([
  'plain',
  'iQIES bot <bot@example.org>',
  'smtps://user:p%40ss@host:465',
  'with # hash',
  "it's",
  'say "x" to it\'s',
  'C:\\new',
  '$HOME `x`',
  'é 😀',
  '=',
])('a value is read back as it was written: %s', (value) => {
  expect(parseEnv(withValues('A=1\n', { X: value }))).toEqual({ A: '1', X: value });
});

it('takes the place of the line that counts, and leaves the others', () => {
  const text = '# X=0\nX=1\nexport X=2\nXY=3\n';
  expect(withValues(text, { X: 'new', Z: 'z' })).toBe('# X=0\nX=1\nX=new\nXY=3\nZ=z\n');
});

it('a file that can’t be written is said to be so, and a link goes on leading to its file', () => {
  expect(() => writeEnvFile('/none/here/.env', 'X=1')).toThrow(
    '/none/here/.env can’t be written (ENOENT). Nothing was written.',
  );
  const folder = mkdtempSync(join(tmpdir(), 'iqies-env-'));
  writeFileSync(join(folder, 'kept'), 'X=1\n');
  symlinkSync(join(folder, 'kept'), join(folder, '.env'));
  writeEnvFile(join(folder, '.env'), 'X=2\n');
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('X=2\n');
  expect(readdirSync(folder)).toEqual(['.env', 'kept']);
  rmSync(folder, { recursive: true });
});

it('what no line can hold is refused', () => {
  expect(() => withValues('', { X: 'two\nlines' })).toThrow('can’t stand in .env');
  expect(() => withValues('', { X: `'"\`` })).toThrow('can’t stand in .env');
});
