import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { events, logged, statuses } from '#test/slack/bad-input.ts';
import { ask, modal, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import { connectBare, reconnected, whenSockets } from './connections.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage({ socket: true });
});
afterEach(async () => {
  const said = on.log.join('\n');
  for (const secret of ['xapp-', 'ticket', 'xoxb-']) expect(said).not.toContain(secret);
  expect(on.workspace.sockets.faults()).toEqual([]);
  await on.stop();
});

const last = () => on.workspace.sockets.envelopes().at(-1);
const ready = async () => {
  const response = await fetch(`${on.bot.url}/readyz`);
  return `${response.status} ${await response.text()}`;
};
const lines = (words: string) => on.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith(words));
/** Settles when the bot has begun to work on what was just sent. */
const underWay = () => on.workspace.sockets.flushed();

describe('an envelope is acknowledged after the commit', () => {
  it('a decision: no answer while it can’t be saved, then one answer and one decision', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const letGo = await on.database.hold();
    const pressed = press(on.as('U0JOAN'), 'approve');
    await underWay();
    // The bot has the click, and a whole other exchange with it is over: it had every time to answer.
    expect(await ready()).toContain('503');
    expect(last()?.acked).toBe(false);
    await letGo();
    expect((await pressed).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('a click that could not be saved is not acknowledged; the next one decides once', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    const letGo = await on.database.hold();
    expect((await press(joan, 'approve')).status).toBe(0);
    await letGo();
    expect(joan.screen().notice).toContain('This app did not respond');
    expect(last()?.acked).toBe(false);
    expect(await statuses(on)).toEqual(['pending']);
    expect(logged(on, 'an envelope was not acknowledged')).toMatchObject([{ status: 503, type: 'interactive' }]);
    expect((await press(joan, 'approve')).status).toBe(200);
    expect(await events(on, 'item-approved')).toHaveLength(1);
  });

  it('an event that could not be saved comes again, and is answered once', async () => {
    const ana = on.as('U0ANA');
    await ana.command('');
    await ana.close();
    const letGo = await on.database.hold();
    expect((await ana.say('hello')).status).toBe(0);
    await letGo();
    expect(await on.workspace.sockets.retryEvents()).toMatchObject([{ status: 200 }]);
    expect(last()).toMatchObject({ type: 'events_api', retryAttempt: 1, acked: true });
    await on.delivered();
    expect(saying(ana.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });

  it('an event that comes again although it was acknowledged changes nothing', async () => {
    const ana = on.as('U0ANA');
    expect((await ana.say('hello')).status).toBe(200);
    expect((await on.workspace.redeliverLast('U0ANA')).status).toBe(200);
    await on.delivered();
    expect(saying(ana.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });
});

describe('what the bot answers travels in the acknowledgement', () => {
  it('the next step, and errors at the fields', async () => {
    const ana = on.as('U0ANA');
    await ana.command('');
    await ana.fill('category', 'provider');
    expect(await ana.submit()).toMatchObject({ status: 200, body: { response_action: 'update' } });
    await ana.fill('role', 'assessment-submitter');
    await ana.submit();
    await ana.fill('pasted', '1.6E+17');
    expect(await ana.submit()).toMatchObject({ status: 200, body: { response_action: 'errors' } });
    expect(modal(ana.screen()).errors).toContain('1.6E+17');
  });

  it('what the type-ahead found', async () => {
    const ana = on.as('U0ANA');
    await ana.command('');
    await ana.fill('category', 'provider');
    await ana.submit();
    await ana.fill('role', 'assessment-submitter');
    await ana.submit();
    expect(JSON.stringify(await ana.search('places', 'bloomfield'))).toContain('165326');
    await ana.fill('places', ['165326']);
  });

  it('the words to a command', async () => {
    expect((await on.as('U0GUS').command('')).body).toMatchObject({ response_type: 'ephemeral' });
  });
});

describe('connections come and go', () => {
  it('a click under way while Slack refreshes is answered; the next goes over the new connection', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const letGo = await on.database.hold();
    const pressed = press(on.as('U0JOAN'), 'approve');
    await underWay();
    const ended = on.workspace.sockets.disconnect('refresh_requested', { graceMs: 0 });
    await reconnected(on.workspace, 1);
    expect(on.workspace.sockets.open()).toEqual([1, 2]);
    await letGo();
    expect((await pressed).status).toBe(200);
    expect(last()).toMatchObject({ connection: 1, acked: true });
    await ended;
    expect(await events(on, 'item-approved')).toHaveLength(1);
    expect((await on.as('U0ANA').openHome()).status).toBe(200);
    expect(last()?.connection).toBe(2);
    expect(lines('there is no connection')).toEqual([]);
  });

  it('there is a connection at every moment of an announced end: no command is lost', async () => {
    const ana = on.as('U0ANA');
    const ended = on.workspace.sockets.disconnect('warning', { graceMs: 400 });
    let over = false;
    void ended.then(() => {
      over = true;
    });
    const used = new Set<number | undefined>();
    while (!over) {
      expect((await ana.command('help')).status).toBe(200);
      used.add(last()?.connection);
    }
    expect([...used].sort()).toEqual([1, 2]);
    expect((await ana.command('help')).status).toBe(200);
  });

  it('a click whose connection breaks is saved; pressed again, it changes nothing more', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    const letGo = await on.database.hold();
    const pressed = press(joan, 'approve');
    await underWay();
    on.workspace.sockets.cut();
    expect((await pressed).status).toBe(0);
    await reconnected(on.workspace, 1);
    const again = press(joan, 'approve');
    await letGo();
    expect((await again).status).toBe(200);
    await vi.waitFor(() => expect(lines('an envelope was not acknowledged')).toHaveLength(1));
    expect(await events(on, 'item-approved')).toHaveLength(1);
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('the bot comes back by itself after the network broke, and readiness says how it stands', async () => {
    expect(await ready()).toMatch(/^200 ready/);
    on.workspace.breakNext({ method: 'apps.connections.open', times: 3, fault: { kind: 'server-error' } });
    on.workspace.sockets.cut();
    await whenSockets(on.workspace, () => on.workspace.sockets.open().length === 0);
    await vi.waitFor(async () =>
      expect(await ready()).toBe('503 Slack is not connected: no Socket Mode connection is open'),
    );
    expect(await (await fetch(`${on.bot.url}/healthz`)).text()).toBe('ok');
    await reconnected(on.workspace, 1);
    await vi.waitFor(async () => expect(await ready()).toMatch(/^200 ready/));
    expect(lines('there is no connection')).toMatchObject([{ level: 40, code: 'http' }]);
    expect((await on.as('U0ANA').command('help')).status).toBe(200);
  });

  it('when Socket Mode is turned off it says so once, and waits until it is on again', async () => {
    await on.workspace.sockets.disconnect('link_disabled');
    await vi.waitFor(() => expect(on.workspace.refusals().length).toBeGreaterThan(2), { timeout: 5_000 });
    expect(on.workspace.refusals()[0]).toMatchObject({ method: 'apps.connections.open', error: 'access_denied' });
    expect(lines('there is no connection')).toMatchObject([{ code: 'access_denied' }]);
    on.workspace.sockets.turnOn();
    await reconnected(on.workspace, 1);
  });

  it('a bot that finds ten connections waits for a place', async () => {
    await on.bot.stop();
    await whenSockets(on.workspace, () => on.workspace.sockets.open().length === 0);
    const ten = await Promise.all(Array.from({ length: 10 }, () => connectBare(on.workspace)));
    await on.restartBot();
    expect(await ready()).toContain('503 Slack is not connected');
    expect(lines('Slack has not taken the connection')).toMatchObject([{ code: 'too_many_websockets' }]);
    await ten[0]?.close();
    await reconnected(on.workspace, 11);
    await vi.waitFor(async () => expect(await ready()).toMatch(/^200 ready/));
  });
});

describe('a bot that is stopped', () => {
  it('finishes the click it works on, then closes', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const letGo = await on.database.hold();
    const pressed = press(on.as('U0JOAN'), 'approve');
    await underWay();
    const stopped = on.bot.stop();
    await letGo();
    expect((await pressed).status).toBe(200);
    await stopped;
    await whenSockets(on.workspace, () => on.workspace.sockets.open().length === 0);
    await on.restartBot();
    expect(await statuses(on)).toEqual(['approved']);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee approved')).not.toHaveLength(0);
  });

  it('takes nothing that comes after: Slack sends the event again, to whoever is there then', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const letGo = await on.database.hold();
    const pressed = press(on.as('U0JOAN'), 'approve');
    await underWay();
    const stopped = on.bot.stop();
    const said = on.as('U0ANA').say('hello');
    await underWay();
    await letGo();
    expect((await pressed).status).toBe(200);
    expect((await said).status).toBe(0);
    await stopped;
    await on.restartBot();
    expect(await on.workspace.sockets.retryEvents()).toMatchObject([{ status: 200 }]);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'I help with iQIES roles')).toHaveLength(1);
  });
});

describe('two bots of one app', () => {
  it('get each payload once between them', async () => {
    const fresh = await stage({ socket: true, workspace: on.workspace });
    expect(on.workspace.sockets.open()).toEqual([1, 2]);
    const people = ['U0ANA', 'U0LENA', 'U0JOAN', 'U0RAJ', 'U0MARIA', 'U0WEI'];
    for (const id of people) expect((await on.as(id).say('hello')).status).toBe(200);
    await Promise.all([on.delivered(), fresh.delivered()]);
    for (const id of people) expect(saying(on.as(id).screen(), 'I help with iQIES roles')).toHaveLength(1);
    expect(new Set(on.workspace.sockets.envelopes().map(({ connection }) => connection)).size).toBe(2);
    await fresh.stop();
    expect((await on.as('U0ANA').command('help')).status).toBe(200);
  });
});
