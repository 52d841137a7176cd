import MiniSearch from 'minisearch';
import { answer } from '../src/knowledge/answer.ts';
import { openKnowledge } from '../src/knowledge/open.ts';

/**
 * Measures answers in process: time to load, memory, and a question against the floor (MiniSearch alone on the same phrasings),
 * both in one run, interleaved.
 */
const before = process.memoryUsage().heapUsed;
const begun = performance.now();
const { knowledge } = openKnowledge(null);
const loadMs = performance.now() - begun;
globalThis.gc?.();
const heapMb = (process.memoryUsage().heapUsed - before) / 1e6;

const articles = [...knowledge.articles.values()];
const questions = articles.flatMap(({ ask }) => ask).filter((_, n) => n % 2 === 0);
const floor = new MiniSearch<{ id: number; ask: string }>({ fields: ['ask'] });
floor.addAll(articles.flatMap(({ ask }) => ask).map((ask, id) => ({ id, ask })));

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
const at = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
const row = (name: string, list: number[]) =>
  `${name.padEnd(22)} median ${at(list, 0.5).toFixed(3)} ms  p99 ${at(list, 0.99).toFixed(3)} ms`;
const report = [
  `${articles.length} articles, ${articles.flatMap(({ ask }) => ask).length} phrasings, ${took.ours.length} questions; Node ${process.version}`,
  `load ${loadMs.toFixed(0)} ms, heap ${heapMb.toFixed(1)} MB`,
  row('a question', took.ours),
  row('floor: MiniSearch', took.floor),
  `ratio of medians ${(at(took.ours, 0.5) / at(took.floor, 0.5)).toFixed(2)}`,
];
process.stdout.write(`${report.join('\n')}\n`);
