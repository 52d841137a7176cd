import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientOptions, type Stage, setStage } from './core-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const home = (text: string) => ({
  type: 'home' as const,
  blocks: [{ type: 'section' as const, block_id: 'words', text: { type: 'plain_text' as const, text } }],
});

describe('the Web API', () => {
  test('tells the bot who it is', async () => {
    expect(await stage.web.auth.test()).toMatchObject({
      team_id: stage.workspace.teamId,
      user_id: stage.workspace.botUserId,
    });
  });

  test('refuses a missing and a wrong token, an unknown method and an unknown argument', async () => {
    const { apiUrl } = stage.workspace;
    const without = await fetch(`${apiUrl}auth.test`, { method: 'POST' });
    expect(await without.json()).toMatchObject({ ok: false, error: 'not_authed' });
    const wrong = new WebClient('xoxb-wrong', clientOptions(stage.workspace));
    await expect(wrong.auth.test()).rejects.toThrow('invalid_auth');
    await expect(stage.web.apiCall('chat.whisper')).rejects.toThrow('unknown_method');
    await expect(stage.web.apiCall('chat.postMessage', { channel: 'U0ANA', txet: 'x' })).rejects.toThrow(
      'invalid_arguments',
    );
    expect(stage.workspace.refusals().map(({ error }) => error)).toEqual([
      'not_authed',
      'invalid_auth',
      'unknown_method',
      'invalid_arguments',
    ]);
  });

  test('takes the token and the arguments from a JSON body too', async () => {
    const { apiUrl, botToken } = stage.workspace;
    const answer = await fetch(`${apiUrl}users.info`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: botToken, user: 'U0ANA' }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, user: { id: 'U0ANA' } });
    expect(JSON.stringify(stage.workspace.calls())).not.toContain(botToken);
  });

  test('describes people, and finds only those who are there', async () => {
    const { user } = await stage.web.users.info({ user: 'U0ANA' });
    expect(user).toMatchObject({
      real_name: 'Ana Ruiz',
      tz: 'America/Chicago',
      is_email_confirmed: true,
      profile: { email: 'ana@bloomfield.example' },
    });
    const found = await stage.web.users.lookupByEmail({ email: 'ANA@bloomfield.example' });
    expect(found.user?.id).toBe('U0ANA');
    await expect(stage.web.users.lookupByEmail({ email: 'raj@bloomfield.example' })).rejects.toThrow('users_not_found');
    await expect(stage.web.users.info({ user: 'U0NOBODY' })).rejects.toThrow('user_not_found');
    await expect(stage.web.conversations.open({ users: 'U0RAJ' })).rejects.toThrow('user_disabled');
    await expect(stage.web.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })).rejects.toThrow('channel_not_found');
    await expect(stage.web.chat.postMessage({ channel: 'U0ANA', text: '' })).rejects.toThrow('no_text');
  });

  test('a missing scope is named, and hides the address', async () => {
    await stage.stop();
    stage = await setStage({ scopes: ['users:read'] });
    const { user } = await stage.web.users.info({ user: 'U0ANA' });
    expect(user?.profile?.email).toBeUndefined();
    const refused = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'x' }).catch((error) => error.data);
    expect(refused).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' });
    await expect(stage.web.users.lookupByEmail({ email: 'a@b.example' })).rejects.toThrow('missing_scope');
    await expect(stage.web.conversations.open({ users: 'U0ANA' })).rejects.toThrow('missing_scope');
  });

  test('keeps one Home tab a person, and honours its hash', async () => {
    const ana = stage.workspace.as('U0ANA');
    await ana.openHome();
    expect(stage.last().event).toMatchObject({ type: 'app_home_opened', tab: 'home', user: 'U0ANA', channel: 'D0ANA' });
    const first = await stage.web.views.publish({ user_id: 'U0ANA', view: home('one') });
    const hash = first.view?.hash ?? '';
    await stage.web.views.publish({ user_id: 'U0ANA', hash, view: home('two') });
    await expect(stage.web.views.publish({ user_id: 'U0ANA', hash, view: home('three') })).rejects.toThrow(
      'hash_conflict',
    );
    expect(ana.screen().home).toMatchObject({ version: 2, view: { blocks: [{ text: { text: 'two' } }] } });
    expect(stage.workspace.as('U0JOAN').screen().home).toBeNull();
  });
});

describe('trouble', () => {
  test('outages come as often as asked, for the method asked', async () => {
    const { workspace, web } = stage;
    workspace.breakNext({ method: 'auth.test', times: 1, fault: { kind: 'error', error: 'account_inactive' } });
    await web.users.info({ user: 'U0ANA' });
    await expect(web.auth.test()).rejects.toThrow('account_inactive');
    await web.auth.test();
    workspace.breakNext({ method: '*', times: 1, fault: { kind: 'server-error' } });
    await expect(web.auth.test()).rejects.toThrow('500');
    expect(workspace.refusals()).toEqual([]);
  });

  test('a rate limit tells when to come back', async () => {
    stage.workspace.breakNext({ method: 'auth.test', times: 1, fault: { kind: 'rate-limited', retryAfterS: 7 } });
    const { apiUrl, botToken } = stage.workspace;
    const answer = await fetch(`${apiUrl}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${botToken}` },
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await answer.json()).toEqual({ ok: false, error: 'ratelimited' });
  });

  test('silence lasts until the workspace stops', async () => {
    stage.workspace.breakNext({ method: 'auth.test', times: 1, fault: { kind: 'silence' } });
    const call = stage.web.auth.test().catch((error: Error) => error);
    while (stage.workspace.calls().length === 0) await new Promise(setImmediate);
    expect(stage.workspace.calls()).toMatchObject([{ method: 'auth.test', answer: null }]);
    await stage.workspace.stop();
    expect(await call).toBeInstanceOf(Error);
  });

  test('an event is delivered again with the same body', async () => {
    await stage.workspace.as('U0ANA').say('hello');
    await stage.workspace.redeliverLast('U0ANA');
    expect(stage.heard[1]?.payload).toEqual(stage.heard[0]?.payload);
    expect(stage.heard.map(({ retryNum }) => retryNum)).toEqual([undefined, '1']);
  });

  test('a request can be forged, and a true one replayed', async () => {
    await stage.workspace.as('U0ANA').command('status');
    const body = stage.workspace.deliveries()[0]?.body ?? '';
    expect((await stage.workspace.deliver(body)).status).toBe(200);
    expect((await stage.workspace.deliver(body, { signature: 'v0=00' })).status).toBe(401);
    const timestampS = Math.floor(stage.clock.now / 1000) - 3600;
    expect((await stage.workspace.deliver(body, { timestampS })).status).toBe(401);
  });

  test('the bot hears when a person changes or joins', async () => {
    await stage.workspace.setPerson({ id: 'U0ANA', name: 'Ana Ruiz', email: null, deleted: true });
    expect(stage.last().event).toMatchObject({ type: 'user_change', user: { id: 'U0ANA', deleted: true } });
    await stage.workspace.setPerson({ id: 'U0NEW', name: 'Nia Ola', email: 'nia@bloomfield.example' });
    expect(stage.last().event).toMatchObject({ type: 'team_join', user: { id: 'U0NEW' } });
  });

  test('settled waits for what is under way', async () => {
    let done = false;
    stage.answer = async () => {
      done = true;
      return '';
    };
    void stage.workspace.as('U0ANA').command('');
    await stage.workspace.settled();
    expect(done).toBe(true);
  });
});
