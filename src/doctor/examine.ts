import { existsSync } from 'node:fs';
import { openKnowledge } from '#knowledge/open.ts';
import { operatorPlaceWarning } from '../app.ts';
import type { Config } from '../config.ts';
import { clockFinding, slackTime } from './clock.ts';
import { lookAtDatabase } from './database.ts';
import { broken, type Finding, look, well } from './finding.ts';
import { lookAtMail } from './mail.ts';
import { lookAtPayloads } from './payloads.ts';
import { lookAtRecord, noRecordYet } from './record.ts';
import { lookAtAppToken, lookAtBotToken, slackClient } from './slack.ts';
import { lookAtWorkspaces } from './slack-workspaces.ts';
import { type Local, lookAtConnector, signIn } from './teams.ts';

export interface Examination {
  /** Every view in each mood: as usual, with as much text as there may be, with strange letters. */
  thorough: boolean;
  /** Without the views and the articles, which take the longest and come with the product. */
  quick: boolean;
  /** A connector of a rehearsal or a test in place of Microsoft's. */
  teamsLocal?: Local;
  onProgress(words: string, part: number): void;
}

/** Looks at everything the bot needs, beside a running server too, and changes nothing. Findings come as they are made. */
export async function* examine(config: Config, examination: Examination): AsyncGenerator<Finding> {
  yield configured(config);
  const { hasRecord, findings } = await lookAtDatabase(config);
  yield* findings;
  if (config.slack !== null) yield* await slackFindings(config, config.slack, hasRecord === true, examination);
  if (config.teams !== null) {
    const { finding, time } = await signIn(config.teams, examination.teamsLocal);
    yield finding;
    yield* await lookAtConnector(config.teams, examination.teamsLocal);
    if (time !== null && config.slack === null) yield clockFinding('Microsoft', time, Date.now());
  }
  if (config.mail !== null) yield await lookAtMail(config.mail);
  else if (config.mode === 'live')
    yield look(
      'e-mail',
      'No e-mail is sent: officials who are in no chat hear of nothing, and no first decision asks for a number by e-mail.',
      'Set SMTP_URL and MAIL_FROM, unless that is meant.',
    );
  if (hasRecord === true) yield* await lookAtRecord(config, Date.now());
  if (hasRecord === false) yield* noRecordYet;
  if (!examination.quick || config.knowledgeDir !== null) yield* knowledgeFindings(config.knowledgeDir);
  const warning = operatorPlaceWarning(config);
  if (warning !== null) yield look('operator', `${warning[0]?.toUpperCase()}${warning.slice(1)}.`, 'Set one of them.');
  yield await lookAtPort(config);
}

function configured({ mode, slack, teams }: Config): Finding {
  if (mode === 'rehearsal')
    return look(
      'configuration',
      'Nothing is configured: “npm start” is a rehearsal, and nothing leaves this computer.',
      'For a real Slack or Teams: npm run -s cli -- setup',
    );
  const platforms = [
    ...(slack === null
      ? []
      : [
          `${'install' in slack ? 'several workspaces of ' : ''}Slack over ${'appToken' in slack ? 'Socket Mode' : 'HTTP'}`,
        ]),
    ...(teams === null ? [] : ['Microsoft Teams']),
  ];
  return well('configuration', `Every variable can be used: ${platforms.join(' and ')}.`);
}

async function slackFindings(
  config: Config,
  slack: NonNullable<Config['slack']>,
  hasRecord: boolean,
  examination: Examination,
): Promise<Finding[]> {
  const { apiUrl } = slack;
  const { findings, token } =
    'install' in slack
      ? await lookAtWorkspaces(config, { apiUrl, ...slack.install }, hasRecord)
      : await lookAtBotToken(slack.botToken, apiUrl).then((looked) => ({
          findings: looked.findings,
          token: looked.workspace === null ? null : slack.botToken,
        }));
  const app = 'appToken' in slack ? [await lookAtAppToken(slack.appToken, apiUrl)] : [];
  const time = await slackTime(apiUrl);
  const clock = time === null ? [] : [clockFinding('Slack', time, Date.now())];
  const { thorough, quick, onProgress } = examination;
  if (token === null || quick) return [...findings, ...app, ...clock];
  return [...findings, ...app, ...clock, ...(await lookAtPayloads(slackClient(token, apiUrl), thorough, onProgress))];
}

function knowledgeFindings(own: string | null): Finding[] {
  if (own !== null && !existsSync(own))
    return [look('knowledge', `KNOWLEDGE_DIR names ${own}, which is no folder.`, 'Make it, or take the variable out.')];
  const { knowledge, problems } = openKnowledge(own);
  return [
    well('knowledge', `${knowledge.articles.size} articles answer questions.`),
    ...problems.map(({ file, problem }) =>
      look('knowledge', `${file} is left out: ${problem}.`, 'Mend it; any file in src/content/help shows the form.'),
    ),
  ];
}

/** Who answers where the server listens. */
async function lookAtPort({ host, port }: Config): Promise<Finding> {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  const url = `http://${name}:${port}`;
  const signal = AbortSignal.timeout(3_000);
  const response = await fetch(`${url}/readyz`, { signal, redirect: 'manual' }).catch(() => null);
  if (response === null) return well('server', `No server runs at ${url}; “npm start” starts it.`);
  // Another program may never come to an end of its answer.
  const text = (await response.text().catch(() => '')).trim().slice(0, 300);
  if (response.status === 200 && text.startsWith('ready'))
    return well('server', `A server runs at ${url} and is ready.`);
  if (response.status === 503)
    return look('server', `A server runs at ${url} and is not ready: ${text}.`, 'Its log says more.');
  return broken(
    'server',
    `Another program answers at ${url} (${response.status}).`,
    'Set PORT to a free one, or stop that program.',
  );
}
