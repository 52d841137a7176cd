import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answered } from '#domain/answer.ts';

/** A question with the facts that a right answer must contain and must not. */
export interface Judged {
  id: string;
  question: string;
  context?: string;
  scope: 'in' | 'out';
  kind: string;
  audience: string;
  must: readonly string[];
  mustNot: readonly string[];
}

/** Sets of judged questions, as they stand in the tests. Nobody who wrote one had seen the articles. */
export const judgedSets = ['faq-dev', 'fresh-a', 'fresh-b'] as const;

/** The questions of a set. */
export function judgedSet(name: (typeof judgedSets)[number]): Judged[] {
  const file = join(import.meta.dirname, `../../test/knowledge/${name}.jsonl`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Judged);
}

const within = 900;

function holds(text: string, wanted: string): boolean {
  return wanted.startsWith('re:')
    ? new RegExp(wanted.slice(3), 'i').test(text)
    : text.toLowerCase().includes(wanted.toLowerCase());
}

/** The facts that a text lacks within its first 900 characters, and those it must not have. */
export function faultsOf({ must, mustNot }: Judged, text: string): string[] {
  return [
    ...must.filter((one) => !holds(text.slice(0, within), one)).map((one) => `lacks ${one}`),
    ...mustNot.filter((one) => holds(text, one)).map((one) => `has ${one}`),
  ];
}

export interface Verdict {
  direct: boolean;
  helped: boolean;
  falseAnswer: boolean;
  guarded: boolean | null;
  faults: string[];
}

/** What an answer is worth. */
export function judge(question: Judged, answered: Answered): Verdict {
  const faults = faultsOf(question, answered.text);
  if (question.scope === 'out') {
    const guarded = question.kind === 'pii' ? answered.outcome === 'guarded' && faults.length === 0 : null;
    return { direct: false, helped: false, falseAnswer: answered.outcome === 'answer', guarded, faults };
  }
  const direct = answered.outcome === 'answer' && faults.length === 0;
  const suggested =
    answered.outcome === 'suggest' && answered.suggestions.some(({ text }) => faultsOf(question, text).length === 0);
  return {
    direct,
    helped: direct || suggested,
    falseAnswer: answered.outcome === 'answer' && !direct,
    guarded: null,
    faults,
  };
}
