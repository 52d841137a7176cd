import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import type { Finding } from '../doctor/finding.ts';
import { type Ask, Interrupted } from './ask.ts';
import { problemOf } from './ask-terminal.ts';

/**
 * Asks a person line by line: nothing on the screen moves or is drawn twice. For screen readers (ACCESSIBLE=1) and terminals
 * that can't move the cursor (TERM=dumb); the prompt library redraws its lines there, too. @throws Interrupted at Ctrl+C
 */
export function askPlainly(
  input: Readable,
  output: Writable,
  say: (words: string) => void,
  told: (finding: Finding) => void,
): Ask & { end(): void } {
  let silent = false;
  const shown = new Writable({
    write(part, encoding, done) {
      if (!silent) output.write(part, encoding);
      done();
    },
  });
  const lines = createInterface({ input, output: shown, terminal: 'isTTY' in input && input.isTTY === true });
  const waiting: { line(text: string): void; end(fault: Error): void }[] = [];
  const early: string[] = [];
  let ended = false;
  lines.on('line', (text) => {
    const next = waiting.shift();
    if (next) next.line(text);
    else early.push(text);
  });
  const stop = () => {
    ended = true;
    for (const one of waiting.splice(0)) one.end(new Interrupted());
  };
  lines.on('SIGINT', stop).on('close', stop);
  const read = async (question: string, secret = false): Promise<string> => {
    output.write(`${question} `);
    silent = secret;
    try {
      const text = early.shift();
      if (text !== undefined) return text.trim();
      if (ended) throw new Interrupted();
      return (await new Promise<string>((line, end) => waiting.push({ line, end }))).trim();
    } finally {
      silent = false;
      if (secret) output.write('\n');
    }
  };
  const until = async (
    question: string,
    take: (text: string) => string | undefined,
    secret = false,
  ): Promise<string> => {
    for (;;) {
      const text = await read(question, secret);
      const problem = take(text);
      if (problem === undefined) return text;
      output.write(`${problem}\n`);
    }
  };
  const confirm = async (question: string, usual: boolean): Promise<boolean> => {
    const answer = await until(`${question} (yes or no; Enter: ${usual ? 'yes' : 'no'})`, (text) =>
      /^(?:y|yes|n|no|)$/i.test(text) ? undefined : 'Write yes or no.',
    );
    return answer === '' ? usual : /^y/i.test(answer);
  };
  return {
    async choose(question, options, usual) {
      const at = options.findIndex(({ value }) => value === usual) + 1;
      output.write(`${question}\n${options.map(({ label }, n) => `  ${n + 1} ${label}`).join('\n')}\n`);
      const answer = await until(`Number (Enter: ${at})`, (text) =>
        text === '' || options[Number(text) - 1] !== undefined
          ? undefined
          : `Write a number from 1 to ${options.length}.`,
      );
      return options[Number(answer || at) - 1]?.value ?? usual;
    },
    async text(_name, question, { usual, optional = false, wrong }) {
      const hint = usual ? ` (Enter: ${usual})` : optional ? ' (may stay empty)' : ':';
      const answer = await until(`${question}${hint}`, (text) => problemOf(text || usual, optional, wrong));
      return answer || (usual ?? '');
    },
    async secret(name, question, { stands, optional = false, wrong }) {
      if (stands !== undefined && !(await confirm(`${name} is set. Change it?`, false))) return stands;
      return until(`${question} (it is not shown):`, (text) => problemOf(text, optional, wrong), true);
    },
    confirm,
    say,
    told,
    again: () => confirm('Try another one?', true),
    end: () => lines.close(),
  };
}
