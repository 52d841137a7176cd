import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Command, groups } from '#cli/command.ts';
import { commands } from '#cli/commands.ts';
import { codeOfUsage, programOf } from '#cli/program.ts';
import { plainLines } from '#cli/progress.ts';

const root = join(import.meta.dirname, '..', '..');
const wordsOf = ({ group, name }: Command) => (group === null ? name : `${group} ${name}`);

let folder: string;
let out: string[];
let err: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-line-'));
  out = [];
  err = [];
  vi.stubEnv('DATA_DIR', folder);
  vi.spyOn(console, 'log').mockImplementation((line) => void out.push(String(line)));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(out.push(...lines(String(text)))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(err.push(String(text))));
  vi.spyOn(console, 'error').mockImplementation((line) => void err.push(String(line)));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

/** What a person types, without a process of its own. @returns the exit code */
async function type(...typed: string[]): Promise<number> {
  out.length = 0;
  err.length = 0;
  let code = -1;
  try {
    await programOf(commands, (exitCode) => {
      code = exitCode;
    }).parseAsync(['node', 'cli', ...typed]);
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    code = codeOfUsage(fault.exitCode);
  }
  return code;
}

describe('the commands', () => {
  it('have a file each, named like what is typed, and each is in the help', async () => {
    const files = readdirSync(join(root, 'src/cli/commands')).map((name) => name.replace(/\.ts$/, ''));
    expect(commands.map((command) => wordsOf(command).replace(' ', '-')).sort()).toEqual(files.sort());
    expect(await type('--help')).toBe(0);
    const help = out.join('\n');
    for (const word of new Set(commands.map(({ group, name }) => group ?? name))) expect(help).toContain(`  ${word}`);
    expect(help).toContain('one object a line');
    expect(help).toContain('Ends with 0 when it is done, 1 when it is not');
  });

  it('are all in the operator’s guide, which names no other', () => {
    const readme = readFileSync(join(root, 'docs/operating.md'), 'utf8');
    const named = [...readme.matchAll(/npm run -s cli -- ([a-z-]+)(?: ([a-z-]+))?/g)].map(([, first = '', second]) =>
      first in groups ? `${first} ${second}` : first,
    );
    expect(named.filter((name) => !commands.some((command) => wordsOf(command) === name))).toEqual([]);
    expect(commands.map(wordsOf).filter((name) => !readme.includes(name))).toEqual([]);
  });

  it.each(commands.map((command) => [wordsOf(command), command] as const))(
    '%s explains itself',
    async (words, command) => {
      expect(await type(...words.split(' '), '--help')).toBe(0);
      const help = out.join('\n').replaceAll(/\s+/g, ' ');
      for (const part of [command.about, command.json, ...command.examples]) expect(help).toContain(part);
      for (const { about } of [...Object.values(command.takes), ...Object.values(command.options)])
        expect(help).toContain(about.replaceAll(/\s+/g, ' '));
    },
  );
});

describe('what is typed', () => {
  it.each([
    [['oficials', 'import', 'x.csv'], 'Did you mean officials?'],
    [['officials', 'imprt', 'x.csv'], 'Did you mean import?'],
    [['notices', '--don', 'x'], 'Did you mean --done?'],
    [['providers', 'import'], "missing required argument 'files'"],
    [['route', '--role', 'x'], "required option '--organization <key>' not specified"],
  ])('wrong, is answered with what is meant: %s', async (typed, says) => {
    expect(await type(...typed)).toBe(2);
    expect(err.join('')).toContain(says);
    expect(out).toEqual([]);
  });

  it('with a configuration that can’t be used ends with 2 and the reason', async () => {
    vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-1');
    expect(await type('notices', '--json')).toBe(2);
    expect(err.join('')).toContain('SLACK_SIGNING_SECRET is missing');
    expect(out).toEqual([]);
  });
});

describe('with --json', () => {
  it('every command prints objects only, one a line, and what was not done says why', async () => {
    const reading = ['notices', 'deliveries', 'questions', 'requests list', 'review status', 'departures list'];
    for (const words of [
      ...reading,
      'officials thin',
      'officials unconfirmed',
      'officials unreachable',
      'audit export',
    ]) {
      expect(await type(...words.split(' '), '--json'), words).toBe(0);
      expect(out, words).toEqual([]);
    }
    expect(await type('audit', 'verify', '--json')).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toEqual([{ holds: true, events: 0, head: expect.any(String) }]);
    const refused = [
      'officials confirm x',
      'officials verify x@y.example',
      'officials import none.csv',
      'roles import none.csv',
      'providers import none.csv',
      'providers moved 165326 165399',
      'departures show x',
      'departures record-removal x',
      'departures still-here x',
      'requests show x',
      'requests settle x --as active --reason y',
      'people email x y',
      'review start',
      'review stop',
      'notices --done x',
      'questions --done x',
      'deliveries --retry x',
      'erase x',
      'restore none.sqlite',
      'migrate-to x',
      'route --role x --organization cms',
    ];
    for (const words of refused) {
      expect(await type(...words.split(' '), '--json'), words).toBe(1);
      expect(JSON.parse(out.at(-1) ?? ''), words).toMatchObject({ done: false, why: expect.stringMatching(/\.$/) });
    }
  });
});

it('a long import says a few times how far it is where nobody watches', () => {
  const said: string[] = [];
  const progress = plainLines('list.csv', (line) => said.push(line));
  for (let row = 0; row <= 1_000; row += 1) progress.at(`${row} facilities so far`, row / 1_000);
  expect(said).toHaveLength(9);
  expect(said[0]).toBe('list.csv: 100 facilities so far (10 %)');
});
