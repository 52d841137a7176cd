import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openKnowledge } from '../src/knowledge/open.ts';
import { at, keepResult, round } from './result.ts';

/**
 * Ten thousand questions through what `npm run -s ask -- --json` runs, one line after the other: does its memory stay where it
 * is? What it takes is read every thousand answers. Node may keep 48 MB: given gigabytes, it clears away so late that what is
 * used and what is only not cleared away yet can't be told apart. Run: node bench/answers-stream.ts [questions]
 */
const mayKeepMb = 48;
const asked = Number(process.argv[2] ?? 10_000);
const everyAnswers = 1_000;
/** How much more the second half may hold than was held after the first thousand. */
const mostGrowthMb = 20;

const { knowledge } = openKnowledge(null);
const phrasings = [...knowledge.articles.values()].flatMap(({ ask }) => ask);
const places = ['in our building', 'at the new facility', 'since yesterday', 'for my coworker', 'before the survey'];

const child = spawn(
  process.execPath,
  [`--max-old-space-size=${mayKeepMb}`, join(import.meta.dirname, '../src/ask.ts'), '--json'],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
const samples: { answers: number; rssMb: number }[] = [];
const took: number[] = [];
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
for (let n = 0; n < asked; n += 1) {
  const question = `${phrasings[(n * 7) % phrasings.length]} ${places[n % places.length]} ${n}`;
  // Every third one is a follow-up, as in a conversation.
  const context = n % 3 === 0 ? phrasings[(n * 11) % phrasings.length] : undefined;
  child.stdin.write(`${JSON.stringify({ id: n, question, context })}\n`);
  const { value } = (await answers.next()) as { value: string };
  const answered = JSON.parse(value) as { id: number; ms: number };
  if (answered.id !== n) throw new Error(`asked ${n}, answered ${answered.id}`);
  took.push(answered.ms);
  if ((n + 1) % everyAnswers === 0) samples.push({ answers: n + 1, rssMb: rssMbOf(child.pid ?? 0) });
}
child.stdin.end();

const first = samples[0]?.rssMb ?? 0;
const later = samples.slice(Math.floor(samples.length / 2)).map(({ rssMb }) => rssMb);
const growthMb = round(Math.max(0, ...later) - first);
const result = {
  questions: asked,
  mayKeepMb,
  p50Ms: round(at(took, 0.5)),
  p99Ms: round(at(took, 0.99)),
  longestMs: round(at(took, 1)),
  growthMb,
  flat: growthMb <= mostGrowthMb,
  samples,
};
keepResult('answers-stream', result);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
process.exitCode = result.flat ? 0 : 1;

/** What a process holds in memory, as the system sees it. */
function rssMbOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return round(Number(kb ?? 0) / 1_000);
}
