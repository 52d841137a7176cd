import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Deserializer, Serializer } from 'node:v8';
import type { Article } from './article.ts';
import type { ArticleFile, LintProblem } from './load.ts';
import type { SearchIndex } from './search-index.ts';

/**
 * Articles and their index as they were made before: read again in a tenth of the time. They stand beside what Node keeps of
 * compiled code, and nowhere where Node keeps none. The name says what they were made from, all of it, so nothing goes stale;
 * a folder that can't be written, or a file that can't be read, costs the time and nothing else.
 */
export interface Made {
  articles: Article[];
  index: SearchIndex;
  problems: LintProblem[];
}

/**
 * What was kept of exactly these files, or else what `make` makes of them, which is then kept.
 * @param folder where; null for nowhere
 */
export function keptOrMade(
  files: readonly ArticleFile[],
  make: (files: readonly ArticleFile[]) => Made,
  folder = placeOfKept(),
): Made {
  if (folder === null) return make(files);
  let name: string | null = null;
  try {
    name = `answers-${fingerprint(files)}`;
    return unpacked(readFileSync(join(folder, name)));
  } catch {
    const made = make(files);
    if (name !== null) keep(folder, name, made);
    return made;
  }
}

/** Not `serialize`: its lists of numbers would be read as views of the whole file, and hold it in memory. */
function packed(made: Made): Buffer {
  const writer = new Serializer();
  writer.writeHeader();
  writer.writeValue(made);
  const bytes = writer.releaseBuffer();
  return Buffer.concat([digest(bytes), bytes]);
}

const digestBytes = 32;
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** @throws when it is not what was kept: a machine that stopped may have left a part of it */
function unpacked(file: Buffer): Made {
  const bytes = file.subarray(digestBytes);
  if (!digest(bytes).equals(file.subarray(0, digestBytes))) throw new Error('a part of what was kept is missing');
  const reader = new Deserializer(bytes);
  reader.readHeader();
  return reader.readValue() as Made;
}

/** Beside the folders of Node, one for each version and user: this one holds for all of them. */
function placeOfKept(): string | null {
  // The server as one program (scripts/bundle.ts) stands there itself, whoever runs it. Its `import.meta.dirname` is that of
  // the source, its address is its own.
  const place = dirname(dirname(fileURLToPath(import.meta.url)));
  if (basename(place) === '.compiled') return place;
  const nodes = getCompileCacheDir();
  return nodes === undefined ? null : dirname(nodes);
}

/** Everything that articles and index are made from: the files, and the code and the data that make them. */
function fingerprint(files: readonly ArticleFile[]): string {
  const hash = createHash('sha256').update(process.versions.v8);
  const take = (name: string, text: string | Buffer) => hash.update(`${name} ${text.length} `).update(text);
  for (const { file, markdown } of files) take(file, markdown);
  for (const place of [...codeIn('.'), ...codeIn('../content'), '../domain/catalogue.ts'])
    take(place, readFileSync(join(import.meta.dirname, place)));
  return hash.digest('hex').slice(0, 40);
}

const codeIn = (folder: string): string[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => /\.(?:ts|json)$/.test(name))
    .map((name) => join(folder, name));

/** More are kept: a server with the operator's own articles and a command without them may share a folder. */
const atMost = 3;

/** Written under another name first: whoever reads it at the same time finds all of it or nothing. Old ones go. */
function keep(folder: string, name: string, made: Made): void {
  const half = join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(half, packed(made));
    renameSync(half, join(folder, name));
    const all = readdirSync(folder).filter((one) => /^answers-[0-9a-f]{40}$/.test(one));
    const newestFirst = all
      .map((one) => ({ file: join(folder, one), at: statSync(join(folder, one)).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    for (const { file } of newestFirst.slice(atMost)) rmSync(file);
  } catch {
    // The next start makes it again.
  }
}
