import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptOrMade, type Made } from '#knowledge/kept.ts';
import { type ArticleFile, filesOf, loadArticles } from '#knowledge/load.ts';
import { searched } from '#knowledge/search.ts';
import { searchIndex } from '#knowledge/search-index.ts';

/** Articles that were read before are not read again: a start is sooner, and answers are the same to the letter. */

const help = join(import.meta.dirname, '../../src/content/help');
const files = filesOf([help]).slice(0, 20);
let made = 0;
const make = (some: readonly ArticleFile[]): Made => {
  made += 1;
  const { keys, ...loaded } = loadArticles(some);
  return { ...loaded, index: searchIndex(searched(loaded.articles, ['What is the weather?']), keys) };
};

let folder: string;
beforeEach(() => {
  made = 0;
  folder = mkdtempSync(join(tmpdir(), 'iqies-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('what was kept is what was made, and is made once', () => {
  const first = keptOrMade(files, make, folder);
  expect(keptOrMade(files, make, folder)).toEqual(first);
  expect(first.articles.length).toBe(20);
  expect(made).toBe(1);
});

it('an article that changed is read anew, and so are articles of which one is gone', () => {
  keptOrMade(files, make, folder);
  const [one, ...others] = files;
  const changed = {
    file: one?.file ?? '',
    markdown: one?.markdown.replace(/^title: .*$/m, 'title: Another title') ?? '',
  };
  expect(keptOrMade([changed, ...others], make, folder).articles[0]?.title).toBe('Another title');
  expect(keptOrMade(others, make, folder).articles.length).toBe(19);
  expect(made).toBe(3);
});

it.each(['', 'cut off', '\xff\x0f'])('a kept file that is broken (%j) costs nothing but time', (broken) => {
  const first = keptOrMade(files, make, folder);
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), broken, 'latin1');
  expect(keptOrMade(files, make, folder)).toEqual(first);
  expect(made).toBe(2);
});

it('a kept file in which one byte is another one is not believed', () => {
  const first = keptOrMade(files, make, folder);
  for (const name of readdirSync(folder)) {
    const kept = readFileSync(join(folder, name));
    // Among the numbers at the end, where any byte can be read.
    kept.writeUInt8(kept.readUInt8(kept.length - 20) ^ 1, kept.length - 20);
    writeFileSync(join(folder, name), kept);
  }
  expect(keptOrMade(files, make, folder)).toEqual(first);
  expect(made).toBe(2);
});

it('what was kept by another version of the code, or with other facts, is made anew', async () => {
  const source = join(import.meta.dirname, '../../src');
  const copy = join(folder, 'src');
  for (const part of ['knowledge', 'content', 'domain/catalogue.ts'])
    cpSync(join(source, part), join(copy, part), { recursive: true });
  const other = (await import(pathToFileURL(join(copy, 'knowledge/kept.ts')).href)) as {
    keptOrMade: typeof keptOrMade;
  };
  const kept = join(folder, 'kept');
  for (let twice = 0; twice < 2; twice += 1) other.keptOrMade(files, make, kept);
  expect(made).toBe(1);
  for (const part of ['knowledge/words.ts', 'content/off-topic.json', 'content/facts.ts', 'domain/catalogue.ts']) {
    made = 0;
    appendFileSync(join(copy, part), '\n');
    for (let twice = 0; twice < 2; twice += 1) other.keptOrMade(files, make, kept);
    expect([part, made]).toEqual([part, 1]);
  }
});

it('where nothing can be written it is made each time', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  expect(keptOrMade(files, make, join(file, 'below'))).toEqual(keptOrMade(files, make, null));
  expect(made).toBe(2);
});

it('old ones do not pile up', () => {
  for (let n = 0; n < 6; n += 1) keptOrMade(files.slice(n), make, folder);
  expect(readdirSync(folder).length).toBe(3);
});
