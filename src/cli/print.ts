/** What a line says to a program: the object that stands in its place with --json. */
export type Facts = Readonly<{ [name: string]: unknown }>;

/** Says one thing: `words` to a person, `facts` to a program. null: only people need it (a hint, a total of what was listed). */
export type Print = (words: string, facts: Facts | null) => void;

/** What would speak to the terminal: names of workspaces, and what another program answers, are nobody's of ours. */
const commands = /(?![\n\t])\p{Cc}/gu;

/** To standard output: the words, or with --json one object a line. */
export function printer(json: boolean): Print {
  return (words, facts) => {
    if (!json) console.log(words.replace(commands, ''));
    else if (facts !== null) console.log(JSON.stringify(facts));
  };
}

/** Says what was done. @returns the exit code */
export function done(print: Print, words: string, facts: Facts = {}): 0 {
  print(words, { done: true, ...facts });
  return 0;
}

/** Says why nothing was done. @returns the exit code */
export function notDone(print: Print, why: string, facts: Facts = {}): 1 {
  print(why, { done: false, why, ...facts });
  return 1;
}
