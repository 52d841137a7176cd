import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { frontOf, plainFront } from '#knowledge/front.ts';

const help = join(import.meta.dirname, '../../src/content/help');

const read = (reader: (front: string) => unknown, front: string): unknown => {
  try {
    return reader(front);
  } catch {
    return 'no YAML';
  }
};

describe('front matter', () => {
  it('of every article of ours is read without the YAML package, and as it would read it', () => {
    for (const name of readdirSync(help)) {
      const front = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(help, name), 'utf8'))?.[1] ?? '';
      expect({ name, fields: plainFront(front) }).toEqual({ name, fields: parse(front) });
    }
  });

  const scalars = [
    'plain words',
    'words: with a colon',
    'words ending in a colon:',
    'word # remark',
    'word#none',
    'true',
    'Null',
    'no',
    '~',
    '12',
    '1.5',
    '0x1F',
    '1e5',
    '12 34',
    '001:248 Contacts',
    '2026-01-02',
    '2026-01-02 10:00:00',
    '"quoted"',
    '"quoted" # remark',
    '"with \\"quotes\\" and \\\\"',
    '"with \\n a line"',
    '"two" "texts"',
    '"open',
    "'single'",
    "it's",
    '[one, two]',
    '[one,two]',
    '[true, one]',
    '[12, one]',
    '[request:pbj-viewer]',
    '[a]',
    '[]',
    '[ ]',
    '[[one]]',
    '{a: b}',
    '*alias',
    '&anchor',
    '| ',
    '>',
    '- item',
    '? key',
    '@at',
    '%percent',
    'ends in spaces  ',
    'tab\tin it',
    'é',
    '',
  ];
  it.each(scalars.flatMap((value) => [`title: ${value}`, `ask:\n  - ${value}`, `follow:\n  word: ${value}`]))(
    'reads %j as the YAML package does',
    (front) => {
      expect(read(frontOf, front)).toEqual(read(parse, front));
    },
  );

  it.each([
    'a: b\na: c',
    'a:\n  - b\na: c',
    'a: b\n  c',
    'a:\n  - b\n    c',
    'a:\n  - b\n  c: d',
    'a:\n  b: c\n  - d',
    'a:\n  b: c\n  b: d',
    'a:\n- b',
    'a:\n    - b',
    'a:\n\n  - b',
    'a:\nb: c',
    'a: [b]\n  - c',
    '# remark\na: b',
    'a: b # remark',
    '"a": b',
    '"a|b": c',
    'a:\n  "b|c": d',
    'a:\n  b|c: d',
    '12: a',
    'true: a',
    '__proto__: a',
    'a:\n  __proto__: b',
    'constructor: a',
    'a:\n  "toString": b',
    ' a: b',
    'a:b',
    'a:  b',
    'a: b\r\nc: d\r\n',
    'just words',
    '- a',
    '[one',
    '',
  ])('reads %j as the YAML package does', (front) => {
    expect(read(frontOf, front)).toEqual(read(parse, front));
  });
});
