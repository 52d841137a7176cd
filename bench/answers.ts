import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { answer } from '../src/knowledge/answer.ts';
import { openKnowledge } from '../src/knowledge/open.ts';
import { at, keepResult, round } from './result.ts';

/**
 * Measures answers: starts in processes of their own, and questions against the floor (MiniSearch alone on the same
 * phrasings). Run: node bench/answers.ts [starts]
 */
type Start = Record<'importMs' | 'openMs' | 'loadMs' | 'firstAnswerMs' | 'heapReadyMb' | 'heapMb' | 'arraysMb', number>;

/** From a question to its answer, in process, and what MiniSearch alone takes to search for the same words. */
export interface MeasuredQuestions {
  name: string;
  articles: number;
  phrasings: number;
  questions: number;
  ours: { p50Ms: number; p99Ms: number };
  floor: { p50Ms: number; p99Ms: number };
}

/** Some hundred phrasings of the articles with words of a building after them, by both in turn; medians of so many rounds. */
export function measureQuestions(rounds = 5): MeasuredQuestions {
  const { knowledge } = openKnowledge(null);
  const articles = [...knowledge.articles.values()];
  const phrasings = articles.flatMap(({ ask }) => ask);
  const floor = new MiniSearch<{ id: number; ask: string }>({ fields: ['ask'] });
  floor.addAll(phrasings.map((ask, id) => ({ id, ask })));
  const typed = phrasings.filter((_, n) => n % 25 === 0).map((phrasing) => `${phrasing} in our building`);
  const took = { ours: [] as number[][], floor: [] as number[][] };
  for (let round = 0; round <= rounds; round += 1) {
    const [ours, alone]: [number[], number[]] = [[], []];
    for (const question of typed) {
      const from = performance.now();
      answer(knowledge, { question });
      const between = performance.now();
      floor.search(question);
      ours.push(between - from);
      alone.push(performance.now() - between);
    }
    // The first round warms both.
    if (round === 0) continue;
    took.ours.push(ours);
    took.floor.push(alone);
  }
  const times = (rounds: readonly number[][]) => ({
    p50Ms: median(rounds.map((list) => at(list, 0.5))),
    p99Ms: median(rounds.map((list) => at(list, 0.99))),
  });
  return {
    name: 'Question to answer, in process',
    articles: articles.length,
    phrasings: phrasings.length,
    questions: typed.length * rounds,
    ours: times(took.ours),
    floor: times(took.floor),
  };
}

const median = (list: readonly number[]) => round(at(list, 0.5));

/** Starts in processes of their own: time from the import until ready, and memory. */
function measureStarts(starts: number) {
  const loads = Array.from({ length: starts }, () => {
    const out = execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'answers-load.ts')]);
    return JSON.parse(out.toString()) as Start;
  });
  return Object.fromEntries(
    (Object.keys(loads[0] ?? {}) as (keyof Start)[]).map((name) => {
      const all = loads.map((load) => load[name]);
      return [name, { median: median(all), least: round(at(all, 0)), most: round(at(all, 1)) }];
    }),
  );
}

if (import.meta.main) {
  const starts = Number(process.argv[2] ?? 15);
  const result = { starts, start: measureStarts(starts), question: measureQuestions() };
  keepResult('answers', result);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
