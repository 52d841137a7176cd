import { readFileSync } from 'node:fs';
import { mailVariables } from '../../mail-config.ts';
import { type Ask, Interrupted, SetupProblem } from '../../setup/ask.ts';
import { askNobody } from '../../setup/ask-nobody.ts';
import { readEnvFile } from '../../setup/env-file.ts';
import type { SetUp } from '../../setup/setup.ts';
import { secrets, wrongHost } from '../../setup/state.ts';
import { teamsVariables } from '../../teams-config.ts';
import { onNothing } from '../command.ts';
import { flag, several, usually, words } from '../options.ts';
import { notDone, type Print } from '../print.ts';
import { exitCodes } from '../record.ts';
import { printFinding } from './doctor.ts';
import { officialsImport } from './officials-import.ts';
import { providersImport } from './providers-import.ts';

/** Variables that are taken from the environment. */
const known = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_API_URL',
  'EMAIL_DOMAINS',
  'DATABASE_URL',
  'DATA_DIR',
  'HOST',
  'PORT',
  'OPERATOR_CHANNEL',
  'OPERATOR_EMAIL',
  ...Object.keys(mailVariables),
  ...Object.keys(teamsVariables),
];

interface Options {
  yes?: boolean;
  file: string;
  host?: string;
  emailDomains?: string;
  facilities?: string[];
  officials?: string;
  teamsPackage?: string;
  secretFile?: string[];
  printSlackManifest?: boolean;
}

/** @returns 130 when a person ended it, 1 when something was refused, 2 when nobody can be asked */
async function setup(env: Readonly<NodeJS.ProcessEnv>, options: Options, print: Print): Promise<number> {
  const wrong = options.host === undefined ? undefined : wrongHost(options.host);
  if (wrong !== undefined) {
    console.error(`--host: ${wrong}`);
    return exitCodes.unusable;
  }
  if (options.printSlackManifest) return printManifest(options.host, print);
  const terminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!options.yes && !terminal) {
    console.error('There is no terminal to ask at. With --yes nothing is asked; --help says what can be given.');
    return exitCodes.unusable;
  }
  // Loaded here alone: other commands need none of it.
  const { setUp } = await import('../../setup/setup.ts');
  const { askPerson } = await import('../../setup/ask-terminal.ts');
  const { askPlainly } = await import('../../setup/ask-plain.ts');
  const say = (text: string) => print(text, null);
  const told: Ask['told'] = (finding) => printFinding(print, finding);
  const plain = env.TERM === 'dumb' || !['', '0', undefined].includes(env.ACCESSIBLE);
  const plainly = plain && !options.yes ? askPlainly(process.stdin, process.stdout, say, told) : null;
  const ask = plainly ?? (options.yes ? askNobody(say, told) : askPerson({}, say, told));
  // Some terminals don’t know their own size: every letter would have a line of its own.
  process.stdout.columns ||= 80;
  process.stdout.rows ||= 24;
  if (!options.yes) say(welcome);
  try {
    const { host, facilities, officials, teamsPackage, file } = options;
    const given = Object.entries({ host, facilities, officials, teamsPackage }).filter(
      ([, value]) => value !== undefined,
    );
    const done = await setUp(ask, {
      file,
      variables: { ...fromEnvironment(env), ...fromFiles(options.secretFile ?? []), ...plainOptions(options) },
      given: options.yes ? { facilities: [], ...Object.fromEntries(given) } : Object.fromEntries(given),
      imports: {
        facilities: (record, files) => providersImport(record, files, print),
        officials: (record, file, confirm) => officialsImport(record, file, { confirm }, print),
      },
    });
    printEnd(done, print);
    return done.imported ? exitCodes.done : exitCodes.notDone;
  } catch (fault) {
    if (fault instanceof Interrupted) {
      say('\nEnded. Nothing was written.');
      return 130;
    }
    if (!(fault instanceof SetupProblem)) throw fault;
    return notDone(print, fault.message);
  } finally {
    plainly?.end();
  }
}

const welcome = `
This sets the bot up for a real Slack or Microsoft Teams. It asks, tests each token as you give it, and writes .env once,
at the end: Ctrl+C before that leaves everything as it was. Nothing that is secret is shown again.
`;

async function printManifest(host: string | undefined, print: Print): Promise<number> {
  const { slackManifest } = await import('../../setup/slack.ts');
  const manifest = slackManifest(host ?? null);
  print(manifest.trimEnd(), JSON.parse(manifest));
  return exitCodes.done;
}

function printEnd({ file, links, left, imported }: SetUp, print: Print): void {
  const lines = [
    '',
    ...(left.length > 0 ? ['What is left:', ...left.map((one) => `- ${one}`), ''] : []),
    'Start the bot: npm start',
    'See whether all is well, now and later: npm run -s cli -- doctor',
    ...links.map((link) => `When it runs, open it here: ${link}`),
  ];
  print(lines.join('\n'), { done: imported, wrote: file, left, links });
}

/** What the environment says, besides what came into it from .env. */
function fromEnvironment(env: Readonly<NodeJS.ProcessEnv>): Record<string, string> {
  const { values } = readEnvFile('.env');
  return Object.fromEntries(
    known.flatMap((name) => (env[name] && env[name] !== values[name] ? [[name, env[name]]] : [])),
  );
}

/** NAME=FILE: the variable is what stands in the file. @throws SetupProblem when that can't be */
function fromFiles(named: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    named.map((one) => {
      const [, name = '', file = ''] = /^([A-Z_]+)=(.+)$/.exec(one) ?? [];
      if (!secrets.includes(name))
        throw new SetupProblem(`--secret-file takes NAME=FILE, NAME one of ${secrets.join(', ')}.`);
      try {
        return [name, readFileSync(file, 'utf8').trim()];
      } catch {
        throw new SetupProblem(`The file for ${name} can’t be read.`);
      }
    }),
  );
}

const plainOptions = ({ emailDomains }: Options): Record<string, string> =>
  emailDomains === undefined ? {} : { EMAIL_DOMAINS: emailDomains };

export const setupCommand = onNothing(
  {
    group: null,
    name: 'setup',
    about: 'sets the bot up: asks, tests each token, writes .env, imports lists; again later to change something',
    json: 'a finding; the last one says what was written and what is left (with --yes)',
    examples: [
      'setup',
      'setup --yes --secret-file SLACK_BOT_TOKEN=FILE --email-domains example.org --officials officials.csv',
      'setup --print-slack-manifest --host bot.example.org',
    ],
    takes: {},
    options: {
      yes: flag('ask nothing: take what is given here, in the environment (variables as in .env.example) and in .env'),
      // Not --env-file: Node itself would take that.
      file: usually('<file>', '.env', 'the file to write'),
      host: words('<name>', 'where the bot is reached from outside, without https://'),
      emailDomains: words('<domains>', 'EMAIL_DOMAINS'),
      secretFile: several(
        '<name=file...>',
        'a secret from a file, such as SLACK_BOT_TOKEN=/run/secrets/token; never on this line',
      ),
      facilities: several('<files...>', 'lists of facilities to import'),
      officials: words('<file>', 'list of officials to import'),
      teamsPackage: words('<file>', 'where the Teams app package goes; iqies-help-teams.zip when left out'),
      printSlackManifest: flag('print the Slack manifest and end; without --host the one for Socket Mode'),
    },
  },
  setup,
);
