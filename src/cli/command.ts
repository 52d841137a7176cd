import type { Record } from '../app.ts';
import type { Config } from '../config.ts';
import type { Argument, Option, Values } from './options.ts';
import type { Print } from './print.ts';
import { saying, withConfig, withRecord } from './record.ts';

/** What a command is. Each has a file of its own in commands/, named like its words: officials-import.ts. */

/** Words that several commands begin with, and what these commands are about. */
export const groups = {
  providers: 'the lists of facilities',
  officials: 'who decides what',
  departures: 'PSOs who left, or are about to',
  requests: 'what people asked for',
  roles: 'roles that people have in iQIES already',
  people: 'who asks',
  onboarding: 'checklists for new people',
  review: 'a review of who has what, by the security officials',
  audit: 'the record of who did what',
} as const;

type Group = keyof typeof groups;

type Options = Readonly<{ [name: string]: Option<unknown> }>;
type Arguments = Readonly<{ [name: string]: Argument<unknown> }>;

interface Described<A, O> {
  /** As it is typed. */
  name: string;
  /** The group whose words stand before the name; null: the name alone. */
  group: Group | null;
  /** One line for the list of commands. */
  about: string;
  /** What its lines are with --json: one object a line. */
  json: string;
  /** How it is typed, without “npm run -s cli --”. */
  examples: readonly [string, ...string[]];
  takes: A;
  options: O;
}

/** A command as the command line takes it in. */
export interface Command extends Described<Arguments, Options> {
  /** @returns the exit code: 0 done, 1 not done, 2 what was typed or configured can't be used */
  run(given: object, print: Print, asJson: boolean): Promise<number>;
}

type Work<On, A extends Arguments, O extends Options> = (
  on: On,
  given: Values<A> & Values<O>,
  print: Print,
  asJson: boolean,
) => Promise<number>;

/** A command that works on the record, also beside a running server. */
export function onRecord<const A extends Arguments, const O extends Options>(
  described: Described<A, O>,
  work: Work<Record, A, O>,
): Command {
  return { ...described, run: (given, print, asJson) => withRecord((on) => work(on, given as never, print, asJson)) };
}

/** A command that needs the configuration, and opens the record in its own way or not at all. */
export function onConfig<const A extends Arguments, const O extends Options>(
  described: Described<A, O>,
  work: Work<Config, A, O>,
): Command {
  return { ...described, run: (given, print, asJson) => withConfig((on) => work(on, given as never, print, asJson)) };
}
/** A command that needs nothing that is configured: it may be what is to be mended. */
export function onNothing<const A extends Arguments, const O extends Options>(
  described: Described<A, O>,
  work: Work<Readonly<NodeJS.ProcessEnv>, A, O>,
): Command {
  return {
    ...described,
    run: (given, print, asJson) => saying(() => work(process.env, given as never, print, asJson)),
  };
}
