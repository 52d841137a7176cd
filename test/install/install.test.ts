import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '#rehearsal/slack/contract.ts';
import { manifestScopes } from '#src/manifest.ts';
import { back, begun, type InstallStage, install, installStage } from './harness.ts';
import { grantFor } from './slack-com.ts';

/** Somebody opens the page for installing, allows it in Slack, and comes back. */
let on: InstallStage;
beforeAll(async () => {
  on = await installStage({ SLACK_ALLOWED_TEAMS: 'T0REHEARSAL' });
});
beforeEach(async () => {
  on.slack.revoked.clear();
  on.slack.codes.set('a-code', grantFor(on.valley, manifestScopes()));
  await on.bot.database.db.deleteFrom('slack_workspace').execute();
});
afterAll(async () => {
  await on.stop();
});
const kept = () => on.bot.database.db.selectFrom('slack_workspace').select('team_id').execute();
/** Whether the code was exchanged. */
const asked = () => !on.slack.codes.has('a-code');

describe('installing the bot in a workspace', () => {
  it('leads to Slack with the manifest’s scopes and a state that the browser keeps for ten minutes', async () => {
    const { at, state, setCookie } = await begun(on);
    expect(at.origin + at.pathname).toBe(`${new URL(on.slack.apiUrl).origin}/oauth/v2/authorize`);
    expect(Object.fromEntries(at.searchParams)).toEqual({
      client_id: '1234567890.0987654321',
      scope: manifestScopes().join(','),
      state,
      team: 'T0REHEARSAL',
    });
    expect(setCookie).toMatch(/^__Host-iqies-install=[\w-]{22}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect(state).not.toContain(setCookie.slice(22, 44));
  });

  it('ends with the bot in it, and says so in the workspace’s own name', async () => {
    const { status, text, headers } = await install(on, on.valley);
    expect([status, await kept()]).toEqual([200, [{ team_id: 'T0REHEARSAL' }]]);
    expect(text).toContain('<h1>Installed in Rehearsal</h1>');
    expect(text).toContain('https://slack.com/app_redirect?app=A0REHEARSAL&amp;team=T0REHEARSAL');
    expect(headers.get('set-cookie')).toContain('Max-Age=0');
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['referrer-policy', 'no-referrer'],
      ['content-security-policy', "default-src 'none'"],
    ])
      expect(headers.get(name ?? '')).toContain(value);
    expect((await on.valley.as('U0ANA').command('help')).status).toBe(200);
  });

  it.each<[string, (mine: { state: string; cookie: string }) => { state: string; cookie: string }]>([
    ['a forged state', ({ cookie }) => ({ state: `${'A'.repeat(22)}.9999999999999.${'A'.repeat(43)}`, cookie })],
    [
      'a state whose time was changed',
      ({ state, cookie }) => ({ state: state.replace(/\.\d+\./, '.9999999999999.'), cookie }),
    ],
    ['no state', ({ cookie }) => ({ state: '', cookie })],
    ['the state of another browser', ({ state }) => ({ state, cookie: `__Host-iqies-install=${'B'.repeat(22)}` })],
    ['a state without the browser that began', ({ state }) => ({ state, cookie: '' })],
  ])('%s is refused before Slack is asked', async (_what, change) => {
    const { status, text } = await back(on, change(await begun(on)), 'a-code');
    expect([status, asked(), await kept()]).toEqual([400, false, []]);
    expect(text).toContain('Begin again in this browser');
  });

  it('a state is good once, also for two who come back at the same moment', async () => {
    const mine = await begun(on);
    const both = await Promise.all([back(on, mine, 'a-code'), back(on, mine, 'a-code')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    on.slack.codes.set('a-code', grantFor(on.valley, manifestScopes()));
    expect([(await back(on, mine, 'a-code')).status, asked()]).toEqual([400, false]);
  });

  it('after ten minutes it is too late', async () => {
    const mine = await begun(on);
    on.forward(10 * 60_000 + 1_000);
    expect([(await back(on, mine, 'a-code')).status, asked()]).toEqual([400, false]);
  });

  it('a workspace that is not on the list is refused, and its token revoked, before anything is kept', async () => {
    on.slack.codes.set('a-code', grantFor(on.hillside, manifestScopes()));
    const { status, text } = await back(on, await begun(on), 'a-code');
    expect([status, await kept(), [...on.slack.revoked]]).toEqual([403, [], [on.hillside.botToken]]);
    expect(text).toContain('SLACK_ALLOWED_TEAMS');
    expect(on.hillside.calls()).toEqual([]);
  });

  it.each<[string, JsonObject, number, string]>([
    ['fewer scopes', { scope: 'commands,chat:write' }, 403, 'app_mentions:read, im:history, users:read'],
    ['a whole organization', { is_enterprise_install: true, team: null }, 400, 'one workspace at a time'],
    ['a token that runs out', { refresh_token: 'xoxe-1', expires_in: 43_200 }, 400, 'Token rotation is on'],
    ['a token of another workspace than it says', { access_token: 'xoxb-hillside-token' }, 400, 'not the one'],
    ['a token of a person', { access_token: 'xoxp-somebody' }, 400, 'not the one'],
  ])('%s is refused, and nothing is kept', async (_what, changes, wanted, words) => {
    const { status, text } = await install(on, on.valley, changes);
    expect([status, await kept()]).toEqual([wanted, []]);
    expect(text).toContain(words);
  });

  it.each<[string, string, number, string]>([
    ['a code that Slack does not know', 'invalid_code', 400, 'Begin again'],
    ['a client secret that Slack does not take', 'bad_client_secret', 502, 'does not accept how this bot is set up'],
  ])('%s is said', async (_what, error, wanted, words) => {
    on.slack.codes.set('a-code', error);
    const { status, text } = await back(on, await begun(on), 'a-code');
    expect([status, await kept()]).toEqual([wanted, []]);
    expect(text).toContain(words);
  });

  it('who says no in Slack is told that nothing was kept; a hostile address shows no markup of its own', async () => {
    const { status, text } = await back(on, await begun(on), 'a-code', '&error=access_denied');
    expect([status, asked()]).toEqual([400, false]);
    expect(text).toContain('was cancelled');
    const hostile = await back(on, await begun(on), '<script>alert(1)</script>');
    expect([hostile.status, hostile.text.includes('<script>'), asked()]).toEqual([400, false, false]);
    expect((await fetch(`${on.bot.url}/slack/oauth_redirect`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${on.bot.url}/slack/oauth_redirect?state=%00&code=${'x'.repeat(5_000)}`)).status).toBe(400);
  });
});
