import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stage } from '#test/slack/harness.ts';

// The same stories as over HTTP: a person sees no difference.
beforeAll(() => void vi.stubEnv('SOCKET_MODE', '1'));
// Where a worker played them over HTTP before, they are there already, and would not be read again.
vi.resetModules();
afterAll(() => void vi.unstubAllEnvs());

describe('the stories that follow', () => {
  it('go over a connection, and no request comes in', async () => {
    const on = await stage();
    await on.as('U0ANA').command('');
    expect(on.workspace.sockets.envelopes()).toMatchObject([{ type: 'slash_commands', acked: true }]);
    expect(on.workspace.requestUrl).not.toBe('');
    expect((await fetch(on.workspace.requestUrl, { method: 'POST', body: '{}' })).status).toBe(404);
    await on.stop();
  });
});

describe('a role from the command to iQIES', async () => void (await import('#test/slack/story.test.ts')));
describe('what comes after', async () => void (await import('#test/slack/follow-up.test.ts')));
describe('people', async () => void (await import('#test/slack/people.test.ts')));
