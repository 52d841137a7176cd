import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, password, select, text } from '@clack/prompts';
import type { Finding } from '../doctor/finding.ts';
import { type Ask, Interrupted } from './ask.ts';

/** Where the person is; the terminal of the process where that is left out. */
interface Terminal {
  input?: Readable;
  output?: Writable;
}

/** Asks a person. Ctrl+C and Escape end it. @throws Interrupted */
export function askPerson(terminal: Terminal, say: (words: string) => void, told: (finding: Finding) => void): Ask {
  // What the person has to copy stands without lines beside it.
  const common = { ...terminal, withGuide: false };
  const answered = <T>(answer: T): Exclude<T, symbol> => {
    if (isCancel(answer)) throw new Interrupted();
    return answer as Exclude<T, symbol>;
  };
  return {
    async choose(question, options, usual) {
      const shown = options.map(({ value, label }) => ({ value: value as string, label }));
      return answered(
        await select<string>({ ...common, message: question, options: shown, initialValue: usual }),
      ) as never;
    },
    async text(_name, question, { usual, optional = false, wrong }) {
      const answer = await text({
        ...common,
        message: optional ? `${question} (may stay empty)` : question,
        ...(usual === undefined ? {} : { initialValue: usual }),
        validate: (typed) => problemOf(typed, optional, wrong),
      });
      return (answered(answer) ?? '').trim();
    },
    async secret(name, question, { stands, optional = false, wrong }) {
      if (stands !== undefined && !(await this.confirm(`${name} is set. Change it?`, false))) return stands;
      const answer = await password({
        ...common,
        message: optional ? `${question} (may stay empty)` : question,
        validate: (typed) => problemOf(typed, optional, wrong),
      });
      return (answered(answer) ?? '').trim();
    },
    confirm: async (question, usual) => answered(await confirm({ ...common, message: question, initialValue: usual })),
    say,
    told,
    again: async () =>
      answered(
        await confirm({
          ...common,
          message: 'Try another one?',
          active: 'Yes',
          inactive: 'No, keep it',
          initialValue: true,
        }),
      ),
  };
}

/** What is wrong with what was typed; undefined: nothing. */
export function problemOf(
  typed: string | undefined,
  optional: boolean,
  wrong: ((text: string) => string | undefined) | undefined,
): string | undefined {
  const trimmed = (typed ?? '').trim();
  if (trimmed === '') return optional ? undefined : 'This can’t stay empty. Ctrl+C ends the set-up.';
  return wrong?.(trimmed);
}
