import { PassThrough } from 'node:stream';

/** A terminal with somebody at it, who answers what stands on the screen. */
export interface Desk {
  input: PassThrough;
  output: PassThrough;
  /** All that was on the screen, without the moves of the cursor. */
  screen(): string;
  /** Lines that the set-up says between its questions. */
  say(words: string): void;
}

/** @param answers what she waits for, and what she types then, in order */
export function sitDown(answers: readonly (readonly [question: string, typed: string])[]): Desk {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  const left = [...answers];
  let seen = '';
  let read = 0;
  const look = () => {
    const [next] = left;
    if (next === undefined) return;
    const at = shown(seen.slice(read)).indexOf(next[0]);
    if (at < 0) return;
    left.shift();
    read = seen.length;
    setImmediate(() => input.write(next[1]));
  };
  output.on('data', (part) => {
    seen += String(part);
    look();
  });
  return { input, output, screen: () => shown(seen), say: (words) => void output.write(`${words}\n`) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's control sequences begin with one
const shown = (text: string): string => text.replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]/g, '').replaceAll(/\s+/g, ' ');

export const enter = '\r';
export const down = '\u001b[B\r';
export const controlC = '\u0003';
