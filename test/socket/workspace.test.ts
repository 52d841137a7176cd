import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { JsonObject, Workspace, WorkspaceOptions } from '#rehearsal/slack/contract.ts';
import * as rules from '#rehearsal/slack/socket/rules.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { connectBare, openAddress, whenSockets } from './connections.ts';

let workspace: Workspace;
let now = Date.parse('2026-11-12T15:00:00Z');
const start = async (options: Partial<WorkspaceOptions> = {}) => {
  workspace = await startWorkspace({
    people,
    scopes: ['chat:write', 'users:read'],
    clock: () => now,
    ackMs: 150,
    followMs: 0,
    ...options,
  });
};
beforeEach(() => start());
afterEach(() => workspace.stop());

const faults = () => workspace.sockets.faults().map(({ fault }) => fault);
/** A connection that acknowledges all it gets, with what `answer` says. */
async function bot(answer: (envelope: JsonObject) => unknown = () => undefined) {
  const connection = await connectBare(workspace);
  const got: JsonObject[] = [];
  await connection.next();
  const reading = (async () => {
    for (let envelope = await connection.next(); envelope !== null; envelope = await connection.next()) {
      if (envelope.envelope_id === undefined) continue;
      got.push(envelope);
      connection.send({ envelope_id: envelope.envelope_id, payload: answer(envelope) });
    }
  })();
  return { ...connection, got, reading };
}

describe('apps.connections.open', () => {
  it('wants the app-level token, in the header, with its scope', async () => {
    expect(await openAddress(workspace)).toMatchObject({ ok: true, url: expect.stringMatching(/^ws:.*ticket=/) });
    expect(await openAddress(workspace, workspace.botToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await openAddress(workspace, 'xapp-1-other')).toMatchObject({ error: 'invalid_auth' });
    const body = new URLSearchParams({ token: workspace.appToken });
    const inBody = await fetch(`${workspace.apiUrl}apps.connections.open`, { method: 'POST', body });
    expect(await inBody.json()).toMatchObject({ error: 'invalid_auth' });
    const headers = { authorization: `Bearer ${workspace.appToken}` };
    const other = await fetch(`${workspace.apiUrl}auth.test`, { method: 'POST', headers });
    expect(await other.json()).toMatchObject({ error: 'not_allowed_token_type' });
    await workspace.stop();
    await start({ appScopes: ['authorizations:read'] });
    expect(await openAddress(workspace)).toMatchObject({ error: 'missing_scope', needed: 'connections:write' });
  });

  it('gives an address for one connection', async () => {
    const { url } = await openAddress(workspace);
    const first = await connectBare(workspace, String(url));
    await expect(connectBare(workspace, String(url))).rejects.toThrow('403');
    await expect(connectBare(workspace, `${workspace.url.replace('http', 'ws')}/link/?ticket=guess`)).rejects.toThrow(
      '403',
    );
    await first.close();
  });
});

describe('connections', () => {
  it('are greeted with how many there are, up to ten; the eleventh is turned away', async () => {
    const ten = [];
    for (let number = 1; number <= 10; number += 1) {
      const connection = await connectBare(workspace);
      expect(await connection.next()).toMatchObject({ type: 'hello', num_connections: number });
      ten.push(connection);
    }
    const more = await connectBare(workspace);
    expect(await more.next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(await more.next()).toBeNull();
    await ten[0]?.close();
    await whenSockets(workspace, () => workspace.sockets.open().length === 9);
    expect(await (await connectBare(workspace)).next()).toMatchObject({ type: 'hello' });
  });

  it('get each payload on exactly one of them, and all of them some', async () => {
    const [first, second] = [await bot(), await bot()];
    for (let times = 0; times < 6; times += 1) expect((await workspace.as('U0ANA').command('')).status).toBe(200);
    const ids = [...first.got, ...second.got].map(({ envelope_id }) => envelope_id);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toHaveLength(6);
    expect(first.got.length).toBeGreaterThan(0);
    expect(second.got.length).toBeGreaterThan(0);
  });

  it.each([
    ['command', () => workspace.as('U0ANA').command('help'), 'slash_commands', true],
    ['event', () => workspace.as('U0ANA').say('hello'), 'events_api', false],
  ] as const)('carry a %s as Slack does', async (_what, act, type, accepts) => {
    const { got } = await bot();
    await act();
    expect(got).toMatchObject([{ type, accepts_response_payload: accepts }]);
    expect(got[0]?.retry_attempt).toBe(type === 'events_api' ? 0 : undefined);
  });

  it.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
    'are told %s before they close',
    async (reason) => {
      const connection = await connectBare(workspace);
      await connection.next();
      const ended = workspace.sockets.disconnect(reason, { graceMs: 20 });
      expect(await connection.next()).toMatchObject({ type: 'disconnect', reason });
      expect(workspace.sockets.open()).toHaveLength(1);
      expect(await connection.next()).toBeNull();
      await ended;
      const again = await openAddress(workspace);
      expect(again.ok).toBe(reason !== 'link_disabled');
      workspace.sockets.turnOn();
      expect(await openAddress(workspace)).toMatchObject({ ok: true });
    },
  );
});

describe('acknowledgements', () => {
  it('carry the answer to a command', async () => {
    await bot(() => ({ response_type: 'ephemeral', text: 'Here you are.' }));
    const ana = workspace.as('U0ANA');
    expect(await ana.command('help')).toMatchObject({ status: 200, body: { text: 'Here you are.' } });
    expect(ana.screen().messages.at(-1)).toMatchObject({ text: 'Here you are.', ephemeral: true });
  });

  it('that do not come within Slack’s time are an error for the person, the same as over HTTP', async () => {
    const connection = await connectBare(workspace);
    const ana = workspace.as('U0ANA');
    expect((await ana.command('')).status).toBe(0);
    expect(ana.screen().notice).toContain('operation_timeout');
    expect(workspace.refusals()).toMatchObject([{ method: 'ack', limit: 'ack-3s' }]);
    await connection.close();
    await whenSockets(workspace, () => workspace.sockets.open().length === 0);
    expect((await ana.command('')).status).toBe(503);
    expect(ana.screen().notice).toContain('dispatch_failed');
  });

  it('of an empty object are no answer, as Slack’s own library sends them', async () => {
    await bot(() => ({}));
    await workspace.as('U0ANA').say('hello');
    expect(faults()).toEqual([]);
  });

  it('that are wrong are kept as faults', async () => {
    const connection = await connectBare(workspace);
    await connection.next();
    const ana = workspace.as('U0ANA');
    const id = async () => String((await connection.next())?.envelope_id);

    connection.send('this is no JSON');
    connection.send('[]');
    connection.send({ hello: 'there' });
    connection.send({ envelope_id: 'never-sent' });
    const said = ana.say('hello');
    const first = await id();
    connection.send({ envelope_id: first, payload: { text: 'thanks' } });
    expect((await said).body).toBe('');
    connection.send({ envelope_id: first });
    const asked = ana.command('');
    const second = await id();
    await asked;
    connection.send({ envelope_id: second });
    await connection.close();
    await whenSockets(workspace, () => workspace.sockets.open().length === 0);
    expect(faults()).toEqual([
      'not-json',
      'not-json',
      'no-envelope-id',
      'unknown-envelope',
      'payload-not-accepted',
      'acked-twice',
      'acked-late',
    ]);
    expect(workspace.sockets.faults().at(-1)).toEqual({ fault: 'acked-late', connection: 1, envelopeId: second });
  });

  it('count on the connection that got the payload, on no other', async () => {
    const [first, second] = [await connectBare(workspace), await connectBare(workspace)];
    await Promise.all([first.next(), second.next()]);
    const answered = workspace.as('U0ANA').command('');
    const [owner, other] = await Promise.race([
      first.next().then((envelope) => ({ envelope, pair: [first, second] as const })),
      second.next().then((envelope) => ({ envelope, pair: [second, first] as const })),
    ]).then(({ envelope, pair }) => {
      pair[1].send({ envelope_id: envelope?.envelope_id });
      return pair;
    });
    expect((await answered).status).toBe(0);
    await Promise.all([owner.close(), other.close()]);
    expect(faults()).toEqual(['unknown-envelope']);
  });
});

describe('an event that nobody acknowledged', () => {
  it('comes again at once, after a minute and after five, and then no more', async () => {
    const connection = await connectBare(workspace);
    await connection.next();
    await workspace.as('U0ANA').say('hello');
    const seen = [await connection.next()];
    for (const minutes of [0, 1, 5, 60]) {
      const since = now;
      now += minutes * 60_000 - 1;
      if (minutes > 0 && minutes < 60) expect(await workspace.sockets.retryEvents()).toEqual([]);
      now = since + minutes * 60_000;
      const again = await workspace.sockets.retryEvents();
      if (again.length > 0) seen.push(await connection.next());
      now = since;
    }
    expect(seen.map((envelope) => [envelope?.retry_attempt, envelope?.retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ]);
    const payloads = seen.map((envelope) => JSON.stringify(envelope?.payload));
    expect(new Set(payloads).size).toBe(1);
  });

  it('comes again although no connection was open, and not when it was acknowledged', async () => {
    await openAddress(workspace);
    expect((await workspace.as('U0ANA').say('hello')).status).toBe(503);
    const { got } = await bot();
    expect(await workspace.sockets.retryEvents()).toMatchObject([{ status: 200 }]);
    expect(got).toMatchObject([{ retry_attempt: 1 }]);
    now += 60_000;
    expect(await workspace.sockets.retryEvents()).toEqual([]);
  });
});

describe('the rules', () => {
  it('each say what they hold, and where that stands', () => {
    const { FAULTS, ...single } = rules;
    const all = [...Object.values(single), ...Object.values(FAULTS)];
    expect(all.length).toBeGreaterThan(15);
    for (const { what, source, basis } of all) {
      expect(what).toMatch(/^\S.{20,}/);
      expect(source).toMatch(/^https:\/\/(docs\.slack\.dev|github\.com)\//);
      expect(['documented', 'reported', 'assumed']).toContain(basis);
    }
  });
});
