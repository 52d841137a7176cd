import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { answer } from '../src/knowledge/answer.ts';
import { openKnowledge } from '../src/knowledge/open.ts';
import { at, keepResult, round } from './result.ts';

/**
 * Measures answers: cold starts in processes of their own (time from the import until ready, memory), and questions against
 * the floor (MiniSearch alone on the same phrasings), both in one run, interleaved. Run: node bench/answers.ts [starts]
 */
const starts = Number(process.argv[2] ?? 15);
type Start = Record<'importMs' | 'openMs' | 'loadMs' | 'firstAnswerMs' | 'heapReadyMb' | 'heapMb' | 'arraysMb', number>;
const loads = Array.from({ length: starts }, () => {
  const out = execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'answers-load.ts')]);
  return JSON.parse(out.toString()) as Start;
});
const start = Object.fromEntries(
  (Object.keys(loads[0] ?? {}) as (keyof Start)[]).map((name) => {
    const all = loads.map((load) => load[name]);
    return [name, { median: round(at(all, 0.5)), least: round(at(all, 0)), most: round(at(all, 1)) }];
  }),
);

const { knowledge } = openKnowledge(null);
const articles = [...knowledge.articles.values()];
const phrasings = articles.flatMap(({ ask }) => ask);
const questions = phrasings.filter((_, n) => n % 2 === 0);
const floor = new MiniSearch<{ id: number; ask: string }>({ fields: ['ask'] });
floor.addAll(phrasings.map((ask, id) => ({ id, ask })));

const took: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
for (let round = 0; round < 4; round += 1)
  for (const question of questions) {
    const typed = `${question} in our building`;
    let from = performance.now();
    answer(knowledge, { question: typed });
    if (round > 0) took.ours.push(performance.now() - from);
    from = performance.now();
    floor.search(typed);
    if (round > 0) took.floor.push(performance.now() - from);
  }
const times = (list: readonly number[]) => ({ p50Ms: round(at(list, 0.5)), p99Ms: round(at(list, 0.99)) });
const result = {
  articles: articles.length,
  phrasings: phrasings.length,
  starts,
  start,
  questions: took.ours.length,
  question: times(took.ours),
  floor: times(took.floor),
  ratioOfMedians: round(at(took.ours, 0.5) / at(took.floor, 0.5)),
};
keepResult('answers', result);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
