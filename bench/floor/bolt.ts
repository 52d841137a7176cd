import { join } from 'node:path';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { bareOnPostgres, bareOnSqlite } from './transaction.ts';

/**
 * The floor for Slack: a bare Bolt app as its guide shows one. `approve` and the form `request` do one durable transaction
 * (an insert and an update) and acknowledge; the form `post` posts one message after it. All else is acknowledged at once.
 */
const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_SIGNING_SECRET: signingSecret = '',
  SLACK_API_URL: slackApiUrl,
} = process.env;
const { DATA_DIR: folder = '', DATABASE_URL: url } = process.env;

const decide =
  url === undefined
    ? bareOnSqlite(new Sqlite(join(folder, 'floor.sqlite')))
    : await bareOnPostgres(new pg.Pool({ connectionString: url, max: 10 }));
const receiver = new HTTPReceiver({ signingSecret, port: 0, logLevel: LogLevel.ERROR });
const app = new App({
  token,
  receiver,
  logLevel: LogLevel.ERROR,
  ...(slackApiUrl === undefined ? {} : { clientOptions: { slackApiUrl } }),
});

app.action('approve', async ({ ack, action, body }) => {
  await decide('value' in action ? String(action.value) : '', body.user.id);
  await ack();
});
app.view('request', async ({ ack, body, view, client }) => {
  await decide(view.private_metadata, body.user.id);
  await ack({ response_action: 'clear' });
  await client.chat.postMessage({ channel: 'U0OFF1', text: 'Somebody asks for a role', blocks: card });
});
app.command('/iqies', async ({ ack }) => ack());
// Bolt asks every listener that fits.
app.action(/^(?!approve$)/, async ({ ack }) => ack());
app.view(/^(?!request$)/, async ({ ack }) => ack());
app.options(/.*/, async ({ ack }) => ack({ options: [] }));
const server = await app.start({ port: 0, host: '127.0.0.1' });
const address = 'address' in server ? server.address() : null;
process.stdout.write(
  `"url":"http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}","msg":"listening"\n`,
);

const card = [
  { type: 'header' as const, text: { type: 'plain_text' as const, text: 'Ana asks for Assessment Submitter' } },
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'For *Valley Care Center*, 160001' } },
  {
    type: 'actions' as const,
    elements: [
      {
        type: 'button' as const,
        action_id: 'approve',
        value: '1',
        text: { type: 'plain_text' as const, text: 'Approve' },
      },
    ],
  },
];
