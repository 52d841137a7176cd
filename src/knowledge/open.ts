import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Answers } from '#application/questions.ts';
import gate from '#content/gate.json' with { type: 'json' };
import notOurs from '#content/off-topic.json' with { type: 'json' };
import { answer, answered, type Knowledge } from './answer.ts';
import { keptOrMade } from './kept.ts';
import { filesOf, type LintProblem, loadArticles } from './load.ts';
import { buildSearch, searched } from './search.ts';
import { searchIndex } from './search-index.ts';

/** The articles that come with the product. */
const ours = join(import.meta.dirname, '../content/help');

/**
 * Reads the articles and builds the search, or takes both as they were kept after they were read before.
 * @param own a folder of the operator's own articles, read besides ours; null for none
 */
export function openKnowledge(own: string | null): { knowledge: Knowledge; problems: LintProblem[] } {
  const { articles, index, problems } = keptOrMade(filesOf(own === null ? [ours] : [ours, own]), (files) => {
    const { keys, ...loaded } = loadArticles(files);
    return { ...loaded, index: searchIndex(searched(loaded.articles, notOurs), keys) };
  });
  const byId = new Map(articles.map((article) => [article.id, article]));
  return { knowledge: { articles: byId, search: buildSearch(articles, notOurs, index), gate }, problems };
}

/** How long after a change of the operator's folder its articles are read: an editor writes a file in several steps. */
const settleMs = 200;

/**
 * The answers for the product: built when told to be ready or when the first question comes, and again when a file of the
 * operator's folder changes. A broken file is reported and left out; the others go on.
 */
export function openAnswers(
  own: string | null,
  log: { warn(about: object, sentence: string): void },
): Answers & { ready(): void; close(): void } {
  const folder = own !== null && existsSync(own) ? own : null;
  if (own !== null && folder === null)
    log.warn({ folder: own }, 'KNOWLEDGE_DIR is no folder; only our own articles are used');
  let built: Knowledge | null = null;
  let settling: NodeJS.Timeout | undefined;
  const current = (): Knowledge => {
    if (built !== null) return built;
    const { knowledge, problems } = openKnowledge(folder);
    for (const { file, problem } of problems) log.warn({ file, problem }, 'an article can’t be used');
    built = knowledge;
    return knowledge;
  };
  const forget = () => {
    clearTimeout(settling);
    // Nobody has asked yet: there is nothing to read again.
    if (built === null && settling === undefined) return;
    built = null;
    settling = setTimeout(() => {
      try {
        current();
      } catch (fault) {
        // A file that was there a moment ago. Whoever asks reads the folder again.
        log.warn({ err: fault }, 'the articles of KNOWLEDGE_DIR can’t be read just now');
      }
    }, settleMs).unref();
  };
  const watching = folder === null ? null : watch(folder, { persistent: false }, forget);
  return {
    answer: (asked) => answer(current(), asked),
    article(id) {
      const found = current().articles.get(id);
      return found === undefined ? null : answered(current(), found);
    },
    // One question is answered, so that the first person waits for no code to be compiled either.
    ready: () => void answer(current(), { question: 'who has to aprove my role' }),
    close() {
      clearTimeout(settling);
      watching?.close();
    },
  };
}
