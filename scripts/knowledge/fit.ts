import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Article } from '../../src/knowledge/article.ts';
import { featuresOf, type Gate } from '../../src/knowledge/gate.ts';
import { buildSearch, type Found, type Search } from '../../src/knowledge/search.ts';
import { faultsOf, type Judged } from './judge.ts';

/** Fits the gate: how likely the first article is right, from examples. Nothing here is set by hand but the target. */

export interface Sample {
  features: readonly number[];
  right: boolean;
  weight: number;
  /** A question as people ask it that nobody here should answer: the bar is set by these. */
  outOfScope: boolean;
}

/** How many parts the phrasings are cut into: each is asked of a search that does not know it. */
const folds = 5;

/** Every phrasing of every article, asked of a search without it; and questions that nobody here should answer. */
export function samplesOf(articles: readonly Article[]): Sample[] {
  const samples: Sample[] = [];
  const add = (found: Found, right: boolean, weight: number, outOfScope: boolean) => {
    // Where an article says "not ours" comes first, nothing is answered, whatever the gate says.
    if (found.ranked[0]?.article.outcome === 'answer')
      samples.push({ features: featuresOf(found), right, weight, outOfScope });
  };
  for (let fold = 0; fold < folds; fold += 1) {
    const known = articles.map((article) => ({ ...article, ask: article.ask.filter((_, n) => n % folds !== fold) }));
    const others = offTopic();
    const without = buildSearch(
      known,
      others.filter((_, n) => n % folds !== fold),
    );
    for (const article of articles)
      for (const ask of article.ask.filter((_, n) => n % folds === fold)) {
        const found = without.find(ask);
        add(found, found.ranked[0]?.article.id === article.id, 1, false);
      }
    for (const question of others.filter((_, n) => n % folds === fold)) add(without.find(question), false, 2, true);
  }
  return samples;
}

/** The same from judged questions: right where the first article has the facts. */
export function judgedSamples(questions: readonly Judged[], search: Search): Sample[] {
  return questions
    .filter(({ kind, context }) => !['pii', 'injection', 'chitchat'].includes(kind) && context === undefined)
    .flatMap((question) => {
      const found = search.find(question.question);
      const [first] = found.ranked;
      if (first?.article.outcome !== 'answer') return [];
      const right = question.scope === 'in' && faultsOf(question, first.article.text).length === 0;
      return [{ features: featuresOf(found), right, weight: 4, outOfScope: question.scope === 'out' }];
    });
}

/** Logistic regression with a little shrinkage, by gradient steps. */
function regression(samples: readonly Sample[]): Pick<Gate, 'bias' | 'weights'> {
  const size = samples[0]?.features.length ?? 0;
  const weights = new Array<number>(size).fill(0);
  let bias = 0;
  const all = samples.reduce((total, { weight }) => total + weight, 0);
  for (let step = 0; step < 4_000; step += 1) {
    const slope = new Array<number>(size).fill(0);
    let biasSlope = 0;
    for (const { features, right, weight } of samples) {
      const error = (probability(bias, weights, features) - (right ? 1 : 0)) * weight;
      biasSlope += error;
      for (let n = 0; n < size; n += 1) slope[n] = (slope[n] ?? 0) + error * (features[n] ?? 0);
    }
    const rate = 4;
    bias -= (rate * biasSlope) / all;
    for (let n = 0; n < size; n += 1)
      weights[n] = (weights[n] ?? 0) - rate * ((slope[n] ?? 0) / all + 0.0005 * (weights[n] ?? 0));
  }
  return { bias, weights };
}

const probability = (bias: number, weights: readonly number[], features: readonly number[]): number =>
  1 / (1 + Math.exp(-weights.reduce((total, weight, n) => total + weight * (features[n] ?? 0), bias)));

/** The lowest bar at which few enough questions out of scope are answered, and a lower one for suggestions. */
function thresholds(
  samples: readonly Sample[],
  fitted: Pick<Gate, 'bias' | 'weights'>,
  asked: number,
): Pick<Gate, 'answerFrom' | 'suggestFrom'> {
  const wrong = samples
    .filter(({ outOfScope }) => outOfScope)
    .map(({ features }) => probability(fitted.bias, fitted.weights, features))
    .toSorted((a, b) => b - a);
  const bar = (wrong[Math.floor(asked * mostFalse)] ?? 0) + 1e-6;
  const answerFrom = Math.min(0.9, Math.max(0.1, bar));
  return { answerFrom, suggestFrom: answerFrom * suggestShare };
}

/**
 * The share of real questions out of scope that may be answered by mistake: with small talk, secrets and demands, which
 * never are, it is under 2 % of all.
 */
const mostFalse = 0.03;
/** Between this part of the bar and the bar, up to three articles are offered instead of one answered. */
const suggestShare = 0.25;

/**
 * A gate from samples.
 * @param asked how many questions out of scope were asked, those among them whose first article says "not ours"
 */
export function gateOf(samples: readonly Sample[], asked: number): Gate {
  const fitted = regression(samples);
  return { ...fitted, ...thresholds(samples, fitted, asked) };
}

/** How many questions out of scope the samples were made from. */
export function outOfScopeAsked(questions: readonly Judged[]): number {
  const judged = questions.filter(({ scope, kind }) => scope === 'out' && kind.startsWith('out')).length;
  return offTopic().length + judged;
}

const offTopic = (): string[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../src/content/off-topic.json'), 'utf8')) as string[];
