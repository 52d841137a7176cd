import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Link, openLink } from '#channels/slack/socket-link.ts';
import { acknowledgement, type Envelope, parseSocketMessage } from '#channels/slack/socket-message.ts';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { openAddress } from './connections.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await startWorkspace({ people, scopes: [] });
});
afterEach(() => workspace.stop());

/** Opens a link. @returns when it was greeted, and the code with which it ended */
async function link(times: { heartbeatMs: number; helloWithinMs: number; endAfterMs: number }, address?: string) {
  const to = address ?? String((await openAddress(workspace)).url);
  let opened: Link | null = null;
  const ended = Promise.withResolvers<string>();
  const greeted = Promise.withResolvers<void>();
  const quiet = () => {};
  const listener = { envelope: quiet, disconnect: quiet, strange: quiet };
  opened = openLink(to, { ...listener, hello: () => greeted.resolve(), closed: ended.resolve }, times);
  return { link: opened, greeted: greeted.promise, ended: ended.promise };
}
const addressOf = (server: WebSocketServer) => `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link/`;
const times = { heartbeatMs: 20, helloWithinMs: 1_000, endAfterMs: 20 };

describe('one connection', () => {
  it('that gives no sign of life any more is dropped', async () => {
    const { greeted, ended } = await link(times);
    await greeted;
    workspace.sockets.freeze();
    expect(await ended).toBe('no-sign-of-life');
  });

  it('that is quiet and alive is kept', async () => {
    const quiet = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(quiet, 'listening');
    const asked = new Promise<string>((thrice) => {
      let times = 0;
      quiet.on('connection', (socket) => {
        socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
        socket.on('ping', () => {
          times += 1;
          if (times === 3) thrice('asked three times');
        });
      });
    });
    const { link: kept, ended } = await link({ ...times, heartbeatMs: 250 }, addressOf(quiet));
    expect(await Promise.race([asked, ended])).toBe('asked three times');
    kept.close();
    await ended;
    quiet.close();
  });

  it('that Slack never greets is given up', async () => {
    const mute = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(mute, 'listening');
    const slow = { ...times, heartbeatMs: 5_000, helloWithinMs: 50 };
    expect(await (await link(slow, addressOf(mute))).ended).toBe('no-hello');
    mute.close();
  });

  it('that is not taken ends with the reason', async () => {
    const silent = await startWorkspace({ people, scopes: [] });
    const { url } = await openAddress(silent);
    await silent.stop();
    expect(await (await link(times, String(url))).ended).toBe('ECONNREFUSED');
    const used = String((await openAddress(workspace)).url);
    const first = await link(times, used);
    await first.greeted;
    expect(await (await link(times, used)).ended).toBe('refused');
  });

  it('ends although the other side leaves the network connection open', async () => {
    const { greeted, link: closing, ended } = await link({ ...times, heartbeatMs: 60_000 });
    await greeted;
    workspace.sockets.freeze();
    closing.close();
    await ended;
    expect(closing.send('{}')).toBe(false);
  });
});

describe('messages', () => {
  it.each([
    '',
    'no JSON',
    '[]',
    '{}',
    '{"type":"other"}',
    '{"type":"interactive","payload":{}}',
    '{"type":"events_api","envelope_id":"1","payload":"text"}',
  ])('that are none are refused: %s', (text) => expect(parseSocketMessage(text)).toBeNull());

  const envelope = (acceptsPayload: boolean): Envelope => ({
    id: 'e-1',
    type: 'interactive',
    payload: {},
    acceptsPayload,
    retryAttempt: 0,
  });
  it.each([
    [true, { options: [] }, { envelope_id: 'e-1', payload: { options: [] } }],
    [true, 'words', { envelope_id: 'e-1', payload: { text: 'words' } }],
    [true, '', { envelope_id: 'e-1' }],
    [false, { text: 'nobody hears it' }, { envelope_id: 'e-1' }],
  ])('an envelope is acknowledged with its answer only where it takes one (%s, %j)', (accepts, body, sent) => {
    expect(JSON.parse(acknowledgement(envelope(accepts), body))).toEqual(sent);
  });
});
