import { answerBusinessDays } from '#application/answer-time.ts';
import { logInEveryDays } from '#application/log-in-reminder.ts';
import { reviewRounds } from '#application/review.ts';
import { validForMs } from '#application/verify-official.ts';
import { configuredLines, fixedLines, timeWords } from '#copy/times-list.ts';
import { openQuestionDays } from '#storage/questions.ts';
import type { Config } from '../../config.ts';
import { onConfig } from '../command.ts';
import type { Print } from '../print.ts';

/** Prints how long things wait: what is in force, where it comes from, and where it is changed. */
export async function times(config: Pick<Config, 'times'>, print: Print): Promise<number> {
  const fixed = {
    answerBusinessDays,
    reviewRounds,
    logInDays: logInEveryDays,
    numberMinutes: validForMs / 60_000,
    questionDays: openQuestionDays,
  };
  for (const line of [...configuredLines(config.times), ...fixedLines(fixed)]) print(timeWords(line), { ...line });
  return 0;
}

export const timesCommand = onConfig(
  {
    group: null,
    name: 'times',
    about: 'how long things wait: what is in force, where it comes from, and where it is changed',
    json: 'a waiting time',
    examples: ['times'],
    takes: {},
    options: {},
  },
  (config, _given, print) => times(config, print),
);
