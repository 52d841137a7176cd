import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageLink } from '#channels/slack/message-link.ts';
import { clockFinding, slackTime } from '../doctor/clock.ts';
import { lookAtAppToken, lookAtBotToken } from '../doctor/slack.ts';
import { type Ask, untilGood } from './ask.ts';
import { beginsWith, type State, wrongHost } from './state.ts';

/** The manifest of the Slack app. @param host null: with Socket Mode nothing outside needs to reach the bot */
export function slackManifest(host: string | null): string {
  const name = host === null ? 'manifest.socket-mode.json' : 'manifest.json';
  const text = readFileSync(join(import.meta.dirname, '../../manifests/slack', name), 'utf8');
  return host === null ? text : text.replaceAll('YOUR-HOST', host);
}

/** Slack: the app, how it reaches the bot, and its tokens, each tested as it is given. */
export async function setUpSlack(ask: Ask, state: State): Promise<void> {
  const { values } = state;
  const way = await ask.choose(
    'Slack: how do its messages come to the bot?',
    [
      { value: 'http', label: 'Slack sends them to an https address of ours (the bot has a name on the internet)' },
      { value: 'socket', label: 'The bot opens a connection to Slack (Socket Mode: nothing needs to be reachable)' },
    ],
    values.SLACK_APP_TOKEN === undefined ? 'http' : 'socket',
  );
  if (values.SLACK_BOT_TOKEN === undefined) await makeApp(ask, state, way);
  const apiUrl = values.SLACK_API_URL;
  let workspace: Awaited<ReturnType<typeof lookAtBotToken>>['workspace'] = null;
  values.SLACK_BOT_TOKEN = await untilGood(
    ask,
    (again) =>
      ask.secret('SLACK_BOT_TOKEN', 'Bot User OAuth Token (OAuth & Permissions, begins with xoxb-)', {
        stands: again ? undefined : values.SLACK_BOT_TOKEN,
        wrong: beginsWith('xoxb-'),
      }),
    async (token) => {
      ask.say('Asking Slack ...');
      const looked = await lookAtBotToken(token, apiUrl);
      workspace = looked.workspace;
      return looked.findings;
    },
  );
  if (way === 'http') {
    // With both, Socket Mode would be used.
    delete values.SLACK_APP_TOKEN;
    values.SLACK_SIGNING_SECRET = await ask.secret('SLACK_SIGNING_SECRET', 'Signing Secret (Basic Information)', {
      stands: values.SLACK_SIGNING_SECRET,
      wrong: (text) => (/^\S{16,}$/.test(text) ? undefined : 'It has 32 letters and digits.'),
    });
    const time = await slackTime(apiUrl);
    if (time !== null) ask.told(clockFinding('Slack', time, Date.now()));
  } else
    values.SLACK_APP_TOKEN = await untilGood(
      ask,
      (again) =>
        ask.secret('SLACK_APP_TOKEN', 'App-level token (Basic Information, App-Level Tokens, begins with xapp-)', {
          stands: again ? undefined : values.SLACK_APP_TOKEN,
          wrong: beginsWith('xapp-'),
        }),
      async (token) => [await lookAtAppToken(token, apiUrl)],
    );
  const { url, teamId, botUserId } = (workspace ?? {}) as { url?: string; teamId?: string; botUserId?: string };
  if (botUserId !== undefined) state.links.push(messageLink(null, { url, teamId, botUserId }));
}

/** Leads to an app in Slack that has what the bot needs. */
async function makeApp(ask: Ask, state: State, way: 'http' | 'socket'): Promise<void> {
  const made = await ask.confirm('Is there an app for the bot in your Slack already?', false);
  if (made) return;
  const host = way === 'http' ? await publicHost(ask, state) : null;
  ask.say(
    [
      '',
      '1. Open https://api.slack.com/apps, press “Create New App”, then “From a manifest”, and choose your workspace.',
      '2. Put all of this in place of what stands there (JSON):',
      '',
      slackManifest(host).trim(),
      '',
      '3. Press “Next” and “Create”, then “Install to Workspace”.',
      ...(way === 'socket'
        ? ['4. Under “Basic Information”, “App-Level Tokens”: generate one with the scope connections:write.']
        : []),
      '',
    ].join('\n'),
  );
  if (host !== null)
    state.left.push(
      `Let https://${host}/slack/events lead to the bot (${listens(state)}). Once it runs, Slack may ask to verify that address: Event Subscriptions, “Retry”.`,
    );
}

/** Where the server listens on this computer. */
export const listens = ({ values: { HOST = '127.0.0.1', PORT = '3000' } }: State): string => `http://${HOST}:${PORT}`;

/** The name under which the bot is reached from outside; asked once. */
export async function publicHost(ask: Ask, state: State): Promise<string> {
  state.given.host ??= await ask.text('--host', 'Under which name is the bot reached from outside? (bot.example.org)', {
    wrong: wrongHost,
  });
  return state.given.host;
}
