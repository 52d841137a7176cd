import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Article, checkedFront, fillFacts, isAction, sourceOf } from './article.ts';
import { frontOf } from './front.ts';
import { keyOf } from './words.ts';

/** What is wrong with a file of articles, for the one who wrote it. */
export interface LintProblem {
  file: string;
  problem: string;
}

/** A Markdown file with what stands in it. */
export interface ArticleFile {
  file: string;
  markdown: string;
}

/** The Markdown files of folders, later ones of the operator's own. */
export function filesOf(folders: readonly string[]): ArticleFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((one) => one.endsWith('.md'))
      .toSorted()
      .map((name) => ({ file: join(folder, name), markdown: readFileSync(join(folder, name), 'utf8') })),
  );
}

/**
 * Reads every article. Broken files are reported and left out; the others are used.
 * @returns with the articles the keys of their phrasings, for whoever needs them again
 */
export function loadArticles(files: readonly ArticleFile[]): {
  articles: Article[];
  keys: ReadonlyMap<string, string>;
  problems: LintProblem[];
} {
  const problems: LintProblem[] = [];
  const read: { file: string; article: Article }[] = [];
  for (const { file, markdown } of files) {
    const article = readArticle(markdown);
    if ('problem' in article) problems.push({ file, problem: article.problem });
    else read.push({ file, article });
  }
  const keys = new Map<string, string>();
  for (const { article } of read) for (const ask of article.ask) keys.set(ask, keyOf(ask));
  return { articles: lintTogether(read, keys, problems), keys, problems };
}

/** Reads one article. */
export function readArticle(markdown: string): Article | { problem: string } {
  const [, front, body] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(markdown) ?? [];
  if (front === undefined || body === undefined) return { problem: 'has no front matter between two lines of ---' };
  let fields: unknown;
  try {
    fields = frontOf(front);
  } catch (fault) {
    return { problem: `front matter: ${fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : 'is no YAML'}` };
  }
  const checked = checkedFront(fields);
  if ('problem' in checked) return checked;
  const { text, missing } = fillFacts(body.trim());
  const { sources, ...rest } = checked;
  if (missing.length > 0) return { problem: `names no fact: ${missing.join(', ')}` };
  if (rest.outcome === 'answer' && sources.length === 0) return { problem: 'has no source' };
  const direct = text.split(/\n\s*\n/)[0] ?? '';
  if (direct.length > 250) return { problem: `direct answer has ${direct.length} characters, at most 250` };
  if (text.length > 1_500) return { problem: `text has ${text.length} characters, at most 1,500` };
  const dead = rest.actions.filter((action) => !isAction(action));
  if (dead.length > 0) return { problem: `actions lead nowhere: ${dead.join(', ')}` };
  return { ...rest, sources: sources.map(sourceOf), text };
}

/** What only shows with all articles together: an id used twice, a phrasing claimed twice, a dead link. */
function lintTogether(
  read: readonly { file: string; article: Article }[],
  keyed: ReadonlyMap<string, string>,
  problems: LintProblem[],
): Article[] {
  const byId = new Map<string, string>();
  const byPhrasing = new Map<string, string>();
  const kept: Article[] = [];
  for (const { file, article } of read) {
    if (byId.has(article.id)) {
      problems.push({ file, problem: `id ${article.id} is used twice` });
      continue;
    }
    const keys = article.ask.map((ask) => keyed.get(ask) ?? '');
    const claimed = keys.findIndex((key) => byPhrasing.has(key));
    if (claimed >= 0) {
      const other = byPhrasing.get(keys[claimed] ?? '') ?? '';
      problems.push({ file, problem: `claims a phrasing of ${other}: ${article.ask[claimed]}` });
    }
    byId.set(article.id, file);
    for (const key of keys) byPhrasing.set(key, article.id);
    kept.push(article);
  }
  for (const { file, article } of read) {
    const links = [...article.related, ...Object.values(article.follow)].filter((id) => !byId.has(id));
    if (links.length > 0) problems.push({ file, problem: `links to no article: ${links.join(', ')}` });
  }
  return kept;
}
