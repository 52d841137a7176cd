import { createServer } from 'node:http';

// The floor for what a start costs and how large a bot at rest is: what the guides of Bolt and of teams-ai show first, with
// one listener, in plain JavaScript. `node bench/floor/bare.mjs slack|teams|both`, each platform on a port of its own.
const platforms = process.argv[2] ?? 'slack';

if (platforms !== 'teams') {
  const { App } = await import('@slack/bolt');
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApiUrl } = process.env;
  const app = new App({ token, signingSecret, clientOptions: { slackApiUrl } });
  app.action(/.*/, async ({ ack }) => ack());
  await app.start({ port: 0, host: '127.0.0.1' });
}
if (platforms !== 'slack') {
  // The package's own entry would load its AI parts: three times the time and the memory.
  const { TeamsAdapter } = await import('@microsoft/teams-ai/lib/TeamsAdapter.js');
  // No app id: as the bot beside it, which is started with TEAMS_LOCAL_UNAUTHENTICATED.
  const adapter = new TeamsAdapter({});
  const server = createServer((request, response) => {
    if (request.method === 'POST') void adapter.process(request, response, async () => {});
    else response.end('ok');
  });
  server.listen(0, '127.0.0.1');
}
