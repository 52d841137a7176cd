import { expect, it } from 'vitest';
import { stage } from '#test/slack/harness.ts';

// The project "socket" plays the same stories over a connection as others do over HTTP (vitest.config.ts): a person sees no difference.
it('the stories go over a connection, and no request comes in', async () => {
  const on = await stage();
  await on.as('U0ANA').command('');
  expect(on.workspace.sockets.envelopes()).toMatchObject([{ type: 'slash_commands', acked: true }]);
  expect(on.workspace.requestUrl).not.toBe('');
  expect((await fetch(on.workspace.requestUrl, { method: 'POST', body: '{}' })).status).toBe(404);
  await on.stop();
});
