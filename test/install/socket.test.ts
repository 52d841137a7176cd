import { afterAll, beforeAll, expect, it } from 'vitest';
import { saying } from '../slack/harness.ts';
import { type InstallStage, install, installStage } from './harness.ts';

/** Socket Mode: one app-level token takes the payloads of every workspace. */
let on: InstallStage;
beforeAll(async () => {
  on = await installStage({ SLACK_APP_TOKEN: 'xapp-1-rehearsal-token' });
});
afterAll(async () => {
  await on.stop();
});

it('payloads of the workspaces come over one connection, and each is answered with the token of its own', async () => {
  await install(on, on.valley);
  await install(on, on.hillside);
  await on.valley.as('U0ANA').say('What is a CCN?');
  // Slack gives a connection what any workspace sends: here it is that of the first one.
  const { teamId } = on.hillside;
  const asked = {
    type: 'message',
    channel_type: 'im',
    channel: 'D0LENA',
    user: 'U0LENA',
    text: 'What is a CCN?',
    ts: '1.2',
  };
  const event = { type: 'event_callback', event_id: 'Ev0LENA', event_time: 1, team_id: teamId, event: asked };
  expect((await on.valley.deliver(JSON.stringify({ ...event, authorizations: [{ team_id: teamId }] }))).status).toBe(
    200,
  );
  await on.delivered();
  for (const member of [on.valley.as('U0ANA'), on.hillside.as('U0LENA')])
    expect(saying(member.screen(), 'CMS Certification Number')).toHaveLength(1);
});
