import type { CcnProblem } from '#domain/ccn.ts';

/** What is wrong with a number that is no CCN, and what it may have been (model wording 15). */
export function ccnProblem(typed: string, problem: CcnProblem, suggestion: string | null): string {
  const shown = typed.length > 20 ? `${typed.slice(0, 20)}…` : typed;
  const meant = suggestion === null ? '' : ` Did you mean ${suggestion}?`;
  return `${shown} ${says[problem]}${meant}`;
}

const says = {
  empty: 'is empty.',
  'five-digits': 'has five characters: did a leading 0 get lost?',
  spreadsheet: 'was changed by a spreadsheet. Copy the CCN again as text.',
  'letter-for-digit': 'has a letter where a digit belongs.',
  length: 'has the wrong length: a CCN has 6 characters, a supplier’s 10.',
  state: 'starts with no State’s code.',
  pattern: 'is not built like a CCN.',
} as const satisfies Record<CcnProblem, string>;
