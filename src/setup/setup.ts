import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { openRecord } from '../app.ts';
import type { Local } from '../doctor/teams.ts';
import { createLog } from '../log.ts';
import { type Ask, Interrupted, SetupProblem } from './ask.ts';
import { readEnvFile, withValues, writeEnvFile } from './env-file.ts';
import { type Imports, importLists } from './lists.ts';
import { configOf, setUpRest } from './rest.ts';
import { setUpSlack } from './slack.ts';
import { type State, secrets } from './state.ts';
import { setUpTeams } from './teams.ts';

export interface Wanted {
  /** The .env file. */
  file: string;
  /** Variables of the environment and of options; they count more than those in the file. */
  variables: Readonly<Record<string, string>>;
  given: State['given'];
  teamsLocal?: Local;
  imports: Imports;
}

export interface SetUp {
  file: string;
  links: readonly string[];
  left: readonly string[];
  /** Everything that was named could be imported. */
  imported: boolean;
}

/**
 * The first run, and each later one: asks, tests, writes .env once at the end, imports lists.
 * @throws SetupProblem, Interrupted: nothing was written. Whoever ends it later has the file, and lists left to import
 */
export async function setUp(ask: Ask, { file, variables, given, teamsLocal, imports }: Wanted): Promise<SetUp> {
  const before = readEnvFile(file);
  const state: State = { values: { ...before.values, ...variables }, given, files: [], links: [], left: [] };
  const { values } = state;
  if (before.text !== null) ask.say(standing(file, before.values));
  const chats = await ask.choose(
    'Where do your people chat?',
    [
      { value: 'slack', label: 'Slack' },
      { value: 'teams', label: 'Microsoft Teams' },
      { value: 'both', label: 'Both' },
    ],
    usualChats(values),
  );
  if (chats !== 'teams') await setUpSlack(ask, state);
  if (chats !== 'slack') await setUpTeams(ask, state, teamsLocal);
  await setUpRest(ask, state);
  values.BOT_MODE = 'production';
  const config = configOf(values);
  if (Array.isArray(config)) {
    for (const finding of config) ask.told(finding);
    throw new SetupProblem('These variables can’t be used together. Nothing was written.');
  }
  if (!(await ask.confirm(`Write ${file}?`, true))) throw new SetupProblem('Nothing was written.');
  writeEnvFile(file, withValues(before.text ?? example(), changed(before.values, values)));
  ask.say(`${file} is written, for you alone to read.`);
  for (const one of state.files) {
    writeFileSync(one.file, one.content);
    ask.say(one.says);
  }
  const record = await openRecord(config, createLog('silent'));
  try {
    const imported = await importLists(ask, state, record, imports);
    return { file, links: state.links, left: state.left, imported };
  } catch (fault) {
    if (!(fault instanceof Interrupted)) throw fault;
    state.left.push('Import your lists: npm run -s cli -- providers import FILE..., and officials import FILE');
    return { file, links: state.links, left: state.left, imported: false };
  } finally {
    await record.close();
  }
}

/** Values that are new or others now; what is gone is empty. */
function changed(before: State['values'], now: State['values']): State['values'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return Object.fromEntries(names.flatMap((name) => (before[name] === now[name] ? [] : [[name, now[name] ?? '']])));
}

/** What stands in the file; of secrets, and of what is not ours (POSTGRES_PASSWORD, headers of a collector), only that they do. */
function standing(file: string, values: Readonly<Record<string, string>>): string {
  const usual = parseEnv(example());
  const isShown = (name: string) => name in usual && !secrets.includes(name);
  const lines = Object.entries(values)
    .filter(([name, value]) => usual[name] !== value)
    .map(([name, value]) => `  ${name}${isShown(name) ? `=${value}` : ' is set'}`);
  return [`In ${file} stands (press Enter to keep what is there):`, ...lines, ''].join('\n');
}

function usualChats({ SLACK_BOT_TOKEN: slack, TEAMS_APP_ID: teams }: State['values']): 'slack' | 'teams' | 'both' {
  if (teams === undefined) return 'slack';
  return slack === undefined ? 'teams' : 'both';
}

/** The file that explains every variable; where it was left out, the new one begins empty. */
function example(): string {
  const path = join(import.meta.dirname, '../../.env.example');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
