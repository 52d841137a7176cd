import type { Finding } from '../doctor/finding.ts';

/** How the set-up asks: a person at a terminal, or nobody, when everything was given beforehand. */
export interface Ask {
  choose<T extends string>(question: string, options: readonly Choice<T>[], usual: T): Promise<T>;
  /** @param wrong what is wrong with an answer; undefined: nothing */
  text(name: string, question: string, how: TextHow): Promise<string>;
  /** Never shown again. @param stands whether there is one already, which an empty answer keeps */
  secret(name: string, question: string, how: SecretHow): Promise<string>;
  confirm(question: string, usual: boolean): Promise<boolean>;
  say(words: string): void;
  told(finding: Finding): void;
  /** Something was refused. @returns whether to ask for it again. @throws SetupProblem when nobody can be asked */
  again(): Promise<boolean>;
}

interface Choice<T extends string> {
  value: T;
  label: string;
}

interface TextHow {
  /** What stands there, or is likely. */
  usual?: string | undefined;
  /** It may stay empty. */
  optional?: boolean;
  wrong?(text: string): string | undefined;
}

interface SecretHow {
  stands: string | undefined;
  optional?: boolean;
  wrong?(text: string): string | undefined;
}

/** The set-up can't go on; the message says what to do. Nothing was written. */
export class SetupProblem extends Error {
  override name = 'SetupProblem';
}

/** A person pressed Ctrl+C. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** Asks for something until the test of it finds nothing broken, or the person keeps it all the same. @param get told when it asks anew: what stands there was refused, and is not offered again */
export async function untilGood(
  ask: Ask,
  get: (again: boolean) => Promise<string>,
  test: (value: string) => Promise<Finding[]>,
) {
  for (let again = false; ; again = true) {
    const value = await get(again);
    const findings = await test(value);
    for (const finding of findings) ask.told(finding);
    if (!findings.some(({ standing }) => standing === 'broken') || !(await ask.again())) return value;
  }
}
