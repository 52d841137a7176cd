import { PassThrough } from 'node:stream';

/** How far something long is: a bar where a person watches, plain lines now and then where a file or another program reads. */
export interface Progress {
  /** @param part how much of it is done, from 0 to 1 */
  at(words: string, part: number): void;
  /** Prints something else in between. */
  aside(print: () => void): void;
  end(): void;
}

/** A tenth of the way between two plain lines. */
const tenth = 0.1;
const steps = 100;
/** What the library draws before and behind the words. */
const barAndMargins = 50;

/** On standard error: standard output is for results. @param label what it is about, for example a file */
export async function startProgress(label: string, output: NodeJS.WriteStream = process.stderr): Promise<Progress> {
  return output.isTTY ? bar(label, output) : plainLines(label, (line) => void output.write(`${line}\n`));
}

/** The same as lines of text. */
export function plainLines(label: string, print: (line: string) => void): Progress {
  let told = 0;
  return {
    at(words, part) {
      if (part < told + tenth || part >= 1) return;
      told = part;
      print(`${label}: ${words} (${Math.floor(part * steps)} %)`);
    },
    aside: (say) => say(),
    end: () => undefined,
  };
}

async function bar(label: string, output: NodeJS.WriteStream): Promise<Progress> {
  const { progress } = await import('@clack/prompts');
  // Nothing is read here: with an input of its own the library leaves the keyboard, and Ctrl+C, alone.
  const shown = progress({ max: steps, output, input: new PassThrough(), style: 'block' });
  // The library tidies up on a signal and would then go on.
  const interrupted = () => process.exit(130);
  process.once('SIGINT', interrupted);
  // A line that wraps is not drawn over but left behind, one for each step.
  const fitting = (words: string) => {
    const room = Math.max((output.columns ?? 80) - barAndMargins, 20);
    return words.length <= room ? words : `…${words.slice(1 - room)}`;
  };
  shown.start(fitting(label));
  let at = 0;
  return {
    at(words, part) {
      const next = Math.floor(part * steps);
      shown.advance(next - at, fitting(`${label}: ${words}`));
      at = next;
    },
    aside(say) {
      // On the line of the bar, which draws itself anew below.
      output.write('\r\u001b[2K');
      say();
    },
    end() {
      shown.clear();
      process.off('SIGINT', interrupted);
    },
  };
}
