import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { withValues } from '#src/setup/env-file.ts';

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

it('what no line can hold is refused', () => {
  expect(() => withValues('', { X: 'two\nlines' })).toThrow('can’t stand in .env');
  expect(() => withValues('', { X: `'"\`` })).toThrow('can’t stand in .env');
});
