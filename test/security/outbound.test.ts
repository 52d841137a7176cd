import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { readConfig } from '#src/config.ts';
import { allowedHosts, isAllowed } from '#src/outbound.ts';
import { liveVariables, startServer } from '#test/cli/process.ts';
import { stage } from '#test/slack/harness.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef', EMAIL_DOMAINS: 'example.org' };
const id = '00000000-0000-4000-8000-000000000001';
const teams = { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'x', TEAMS_TENANT_ID: id, EMAIL_DOMAINS: 'example.org' };
const government = {
  ...teams,
  TEAMS_CHANNEL_SERVICE: 'https://botframework.azure.us',
  TEAMS_OPENID_METADATA_URL: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
};
const webhook = {
  ...slack,
  PROVISIONING: 'webhook',
  PROVISIONING_WEBHOOK_URL: 'https://roles.example.org:8443/hook',
  PROVISIONING_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};
const govSlack = { ...slack, SLACK_API_URL: 'https://slack-gov.com/api/' };

it.each([
  [slack, 'https://slack.com/api/chat.postMessage', true],
  [slack, 'https://hooks.slack.com/actions/T1/1/x', true],
  [slack, 'wss://wss-primary.slack.com/link', true],
  [slack, 'http://slack.com/api/', false],
  [slack, 'https://slack.com:8443/api/', false],
  [slack, 'https://notslack.com/', false],
  [slack, 'https://slack.com.example.org/', false],
  [slack, 'https://smba.trafficmanager.net/teams/', false],
  [slack, 'http://169.254.169.254/latest/meta-data/', false],
  [webhook, 'https://roles.example.org:8443/hook', true],
  [webhook, 'https://roles.example.org/hook', false],
  [govSlack, 'https://slack-gov.com/api/auth.test', true],
  [govSlack, 'https://hooks.slack-gov.com/x', true],
  [govSlack, 'https://slack.com/api/auth.test', false],
  [teams, 'https://smba.trafficmanager.net/teams/v3/conversations', true],
  [teams, 'https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token', true],
  [teams, 'https://login.botframework.com/v1/.well-known/keys', true],
  [teams, 'https://evil.trafficmanager.net/teams', false],
  [teams, 'https://slack.com/api/', false],
  [government, 'https://smba.infra.gov.teams.microsoft.us/teams/', true],
  [government, 'https://login.microsoftonline.us/x/oauth2/v2.0/token', true],
  [government, 'https://smba.trafficmanager.net/teams/', false],
])('a bot with %j may talk to %s: %s', (variables, url, allowed) => {
  expect(isAllowed(allowedHosts(readConfig(variables)), new URL(url))).toBe(allowed);
});

it('a click that names a foreign host for its answer is taken, and nothing goes there', async () => {
  const on = await stage();
  await on.bot.stop();
  let reached = 0;
  const foreign = createServer((_request, response) => {
    reached += 1;
    response.end('ok');
  }).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const server = await startServer(
    { ...liveVariables(on.workspace, on.dataDir), ...on.database.variables },
    on.dataDir,
  );
  let said = '';
  server.child.stdout?.on('data', (part) => {
    said += part;
  });
  on.workspace.requestUrl = `${server.url}/slack/events`;
  const there = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/answer`;
  const payload = {
    type: 'block_actions',
    team: { id: on.workspace.teamId },
    user: { id: 'U0GUS' },
    api_app_id: on.workspace.appId,
    trigger_id: '1.2.3',
    response_url: there,
    channel: { id: 'D0GUS' },
    actions: [{ type: 'button', action_id: 'approve', block_id: 'b', value: 'no-such-request', action_ts: '1.1' }],
  };
  await on.workspace.deliver(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  // The click is refused, too, and says so first.
  await vi.waitFor(() => expect(said).toContain(`"host":"${new URL(there).host}"`), { timeout: 5_000 });
  expect(reached).toBe(0);
  await server.kill();
  foreign.close();
  await on.stop();
});
