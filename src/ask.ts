import { createInterface } from 'node:readline';
import { z } from 'zod';
import { noted } from '#copy/answers.ts';
import { answer, type Knowledge } from '#knowledge/answer.ts';
import { openKnowledge } from '#knowledge/open.ts';

/**
 * Answers questions in the terminal, as the chat would.
 * `npm run -s ask -- "question"` prints the answer. `npm run -s ask -- --json` reads JSON Lines {id, question, context?} and
 * prints one line for each; a line that is no question is answered with its error, and the others go on.
 */

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  context: z.string().nullish(),
});

const usage = `Write a question: npm run -s ask -- "who approves my role?"
Many: npm run -s ask -- --json < FILE, one a line: {"id": 1, "question": "who approves my role?"}
`;

const { knowledge, problems } = openKnowledge(process.env.KNOWLEDGE_DIR || null);
for (const { file, problem } of problems) process.stderr.write(`${file}: ${problem}\n`);
const args = process.argv.slice(2);

if (args.includes('--json')) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const written = process.stdout.write(`${JSON.stringify(answerLine(knowledge, line))}\n`);
    if (!written) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
} else if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(usage);
} else if (args.join(' ').trim() === '') {
  process.stderr.write(usage);
  process.exitCode = 1;
} else {
  const answered = answer(knowledge, { question: args.join(' ') });
  process.stdout.write(`${answered.text.replace(` ${noted}`, '')}\n`);
}

function answerLine(from: Knowledge, line: string) {
  const parsed = lineSchema.safeParse(jsonOf(line));
  if (!parsed.success) return { id: null, error: 'a line is {"id", "question", "context"?}' };
  const { id, question, context } = parsed.data;
  const begun = performance.now();
  const { outcome, text, article, suggestions, sources } = answer(from, { question, context: context ?? undefined });
  const ms = Number((performance.now() - begun).toFixed(3));
  return { id, outcome, text, article, suggestions, sources, ms };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
