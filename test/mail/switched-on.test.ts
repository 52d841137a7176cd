import { expect, it } from 'vitest';
import { ask, officials, stage } from '../slack/harness.ts';
import { startMailServer } from './mail-server.ts';

it('when e-mail is switched on, officials who are not in chat get their one e-mail about what waits already', async () => {
  const mail = await startMailServer();
  const otto = ['otto@elsewhere.example', 'Otto O’Hara', 'Provider Security Official', 'ccn:165326'] as const;
  const on = await stage({ officials: [...officials, otto] });
  await ask(on, 'U0ANA', 'pbj-viewer', '165326');
  for (const _ of ['switched on', 'and started again']) {
    await on.restartBot({ variables: mail.variables });
    await on.delivered();
    expect(mail.letters.map(({ to, subject }) => [to, subject])).toEqual([
      [expect.anything(), 'Ana Ruiz asks for PBJ Viewer'],
    ]);
    expect(mail.to(otto[0])).toHaveLength(1);
  }
  await on.stop();
  await mail.stop();
});
