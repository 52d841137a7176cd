import type { Finding } from '../doctor/finding.ts';
import { type Ask, SetupProblem } from './ask.ts';

/** Takes what was given: options, environment and the file. @param told hears of findings */
export function askNobody(say: (words: string) => void, told: (finding: Finding) => void): Ask {
  const given = (
    name: string,
    value: string | undefined,
    optional = false,
    wrong?: (text: string) => string | undefined,
  ) => {
    if (value === undefined || value === '') {
      if (optional) return '';
      throw new SetupProblem(`${name} is missing: set it in the environment, or give it with its option (--help).`);
    }
    const problem = wrong?.(value);
    if (problem !== undefined) throw new SetupProblem(`${name}: ${problem}`);
    return value;
  };
  return {
    choose: async (_question, _options, usual) => usual,
    text: async (name, _question, { usual, optional, wrong }) => given(name, usual, optional, wrong),
    secret: async (name, _question, { stands, optional, wrong }) => given(name, stands, optional, wrong),
    confirm: async (_question, usual) => usual,
    say,
    told,
    again: async () => {
      throw new SetupProblem('This was refused. Nothing was written.');
    },
  };
}
