import { afterEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { told } from './bad-input.ts';
import { ask, type Stage, saying, stage } from './harness.ts';

describe('the operator’s channel', () => {
  let on: Stage;
  afterEach(async () => on.stop());

  const dead = () => on.bot.database.db.selectFrom('outbox').select('kind').where('dead_at', 'is not', null).execute();

  it('a channel that never takes a message costs one try a notice; the notices stay in the list', async () => {
    on = await stage({ operatorChannel: { id: 'C0OPS', botIn: false } });
    await on.delivered();
    const notices = await told(on);
    expect(notices).not.toContain('delivery-dead');
    expect(notices).toContain('account-bound');
    expect(await dead()).toHaveLength(notices.length);
    const tries = on.workspace.calls().filter((call) => call.args.channel === 'C0OPS');
    expect(tries).toHaveLength(notices.length);
  });

  it('a person’s name in a notice calls nobody', async () => {
    const joan = people.map((one) => (one.id === 'U0JOAN' ? { ...one, name: '<!channel> Joan' } : one));
    on = await stage({ people: joan, operatorChannel: { id: 'C0OPS', botIn: true } });
    await on.delivered();
    const posted =
      on
        .as('U0LENA')
        .screen()
        .channels[0]?.messages.map(({ text }) => text) ?? [];
    expect(posted.join('\n')).toContain('&lt;!channel&gt; Joan');
    expect(posted.join('\n')).not.toContain('<!channel>');
  });
});

describe('Slack says "come back in a second" a hundred times', () => {
  let on: Stage;
  afterEach(async () => on.stop());

  it('nothing is given up: every message waits its turn', async () => {
    on = await stage();
    on.workspace.breakNext({
      method: 'chat.postMessage',
      // One message a second asks whether it is over; the others wait with it.
      times: 100,
      fault: { kind: 'rate-limited', retryAfterS: 1 },
    });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    for (let second = 0; second < 100; second += 1) {
      on.forward(1_001);
      await on.delivered();
    }
    expect(await told(on)).not.toContain('delivery-dead');
    on.forward(1_001);
    await on.delivered();
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toHaveLength(1);
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(1);
  });
});
