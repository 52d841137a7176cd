import { documents } from '#content/documents.ts';
import * as say from '#copy/answers.ts';
import type { Answered, Asked, Suggestion } from '#domain/answer.ts';
import { demandIn } from '#domain/demand.ts';
import { secretIn } from '#domain/guard.ts';
import { smallTalkIn } from '#domain/small-talk.ts';
import type { Article } from './article.ts';
import { type Gate, sureness } from './gate.ts';
import { isForeign } from './language.ts';
import type { Found, Search } from './search.ts';

/** One question to one answer, the same for every channel. Pure: nothing is kept or sent here. */

export interface Knowledge {
  articles: ReadonlyMap<string, Article>;
  search: Search;
  gate: Gate;
}

/** Questions longer than this are read up to here. */
const longest = 2_000;

/** Answers a question. */
export function answer(knowledge: Knowledge, { question, context }: Asked): Answered {
  const text = question.slice(0, longest).trim();
  const secret = secretIn(question.slice(0, 40_000));
  if (secret !== null) return plain('guarded', say.guarded[secret]);
  if (!/[\p{L}\p{N}]/u.test(text)) return plain('unknown', say.empty);
  const demand = demandIn(text);
  if (demand !== null) return plain('refused', say.refusedDemand[demand]);
  const talk = smallTalkIn(text);
  if (talk !== null)
    return { ...plain('unknown', say.smallTalk[talk]), actions: talk === 'greeting' ? ['request', 'my-requests'] : [] };
  if (isForeign(text)) return plain('unknown', say.englishOnly);
  return best(knowledge, text, context === undefined || secretIn(context) !== null ? null : context.slice(0, longest));
}

/** How a follow-up begins. */
const goesOn = /^(?:and|but|so|ok|okay|also|what about|how about|or|then|same|what if)\b/i;
/** Words that stand for what was asked before. "It says ..." and the like speak of a screen. */
const pointsBack =
  /\b(?:that|this|those|these|one|ones|them|they|their|theirs|whats their|there|he|she|him|her)\b|\bit\b(?! (?:says?|said|keeps?|kept|asks?|wants?|tells?|shows?|gives?|won'?t|doesn'?t|does not|just|is (?:down|up|slow)))/i;

/** Whether a question can only be read together with what was asked before. */
function leansOnContext(text: string, { telling, unknownShare }: Found, sure: number, { answerFrom }: Gate): boolean {
  if (goesOn.test(text)) return telling <= 5;
  if (sure >= answerFrom && telling > 2) return false;
  if (pointsBack.test(text)) return telling <= 4;
  // A word that nobody knows says nothing more about what was asked before: it would only be answered once more.
  return telling === 0 || (telling === 1 && unknownShare < 1);
}

/** A follow-up is read together with what was asked before; a question that stands by itself is not. */
function best(knowledge: Knowledge, text: string, context: string | null): Answered {
  const alone = knowledge.search.find(text);
  const aloneSure = sureness(knowledge.gate, alone);
  if (context === null || !leansOnContext(text, alone, aloneSure, knowledge.gate))
    return fromFound(knowledge, alone, aloneSure);
  const followed = articleOfFollowUp(knowledge, text, context);
  if (followed !== null) return answered(knowledge, followed);
  const together = knowledge.search.find(`${text} ${text} ${context}`);
  const togetherSure = sureness(knowledge.gate, together);
  return togetherSure > aloneSure - 0.1
    ? fromFound(knowledge, together, togetherSure)
    : fromFound(knowledge, alone, aloneSure);
}

/** Where the article that answered before says where such a follow-up leads. */
function articleOfFollowUp(knowledge: Knowledge, text: string, context: string): Article | null {
  const before = knowledge.search.find(context);
  const [first] = before.ranked;
  if (first === undefined || sureness(knowledge.gate, before) < knowledge.gate.suggestFrom) return null;
  const plainText = text.toLowerCase();
  for (const [words, id] of Object.entries(first.article.follow))
    if (words.split('|').some((word) => plainText.includes(word.trim()))) return knowledge.articles.get(id) ?? null;
  return null;
}

function fromFound(knowledge: Knowledge, found: Found, sure: number): Answered {
  const [first] = found.ranked;
  const { answerFrom, suggestFrom } = knowledge.gate;
  if (first === undefined || sure < suggestFrom || first.article.text === '')
    return {
      ...plain('unknown', say.notKnown),
      keep: true,
      nearest: found.ranked
        .filter(({ article }) => article.text !== '')
        .slice(0, 3)
        .map(({ article }) => article.id),
    };
  if (sure >= answerFrom) return answered(knowledge, first.article);
  const candidates = found.ranked
    .filter(({ article, score }) => article.outcome === 'answer' && score >= first.score * 0.45)
    .slice(0, 3)
    .map(({ article }) => suggestionOf(article));
  if (candidates.length === 0 || (first.article.outcome === 'unknown' && sure >= (answerFrom + suggestFrom) / 2))
    return { ...answered(knowledge, first.article), keep: true };
  return {
    ...plain('suggest', say.didYouMean(candidates.map(({ title }) => title))),
    suggestions: candidates,
    keep: true,
    nearest: candidates.map(({ article }) => article),
  };
}

/** The answer that an article is. */
export function answered(knowledge: Knowledge, article: Article): Answered {
  const sources = article.sources.map(({ document, section }) => ({
    document: documents[document].title,
    section,
    date: documents[document].date,
  }));
  const related = article.related.flatMap((id) => {
    const other = knowledge.articles.get(id);
    return other === undefined ? [] : [suggestionOf(other)];
  });
  return {
    outcome: article.outcome,
    text: sources.length === 0 ? article.text : `${article.text}\n\n${say.sourceLine(sources)}`,
    article: article.id,
    suggestions: [],
    sources,
    actions: article.actions,
    related,
    keep: article.outcome === 'unknown',
    nearest: [article.id],
  };
}

/** An article as a suggestion. */
const suggestionOf = ({ id, title, text }: Article): Suggestion => ({ article: id, title, text });

const plain = (outcome: Answered['outcome'], text: string): Answered => ({
  outcome,
  text,
  article: null,
  suggestions: [],
  sources: [],
  actions: [],
  related: [],
  keep: false,
  nearest: [],
});
