import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stage } from '../slack/harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const operator = 'operator@valley-care.example';
const hour = 60 * 60_000;

describe('the operator’s address', () => {
  let mail: MailServer;
  let on: Stage;
  beforeAll(async () => {
    mail = await startMailServer();
    on = await stage({ variables: { ...mail.variables, OPERATOR_EMAIL: operator }, officials: [] });
  });
  afterAll(async () => {
    await on.stop();
    await mail.stop();
  });
  const notices = async (from: number, to: number) => {
    for (let n = from; n <= to; n += 1)
      await on.bot.deps.ledger.change((record) =>
        record.tellOperator({ key: `n${n}`, about: 'delivery-dead', detail: `number ${n}.` }, on.now()),
      );
    await on.delivered();
  };

  it('gets the first notice at once, and the storm after it as one e-mail an hour later', async () => {
    expect(await (await fetch(`${on.bot.url}/readyz`)).text()).not.toContain('OPERATOR');
    await notices(1, 1);
    expect(mail.to(operator)).toHaveLength(1);
    await notices(2, 60);
    expect(mail.to(operator)).toHaveLength(1);
    on.forward(hour);
    await on.delivered();
    const [first, second, ...others] = mail.to(operator);
    expect(others).toEqual([]);
    expect(first?.text).toContain('A message could not be delivered and was given up. (number 1.)');
    expect(second?.subject).toBe('iQIES bot: 59 things need you');
    expect(second?.text).toContain('number 31.');
    expect(second?.text).not.toContain('number 1.)');
    expect(second?.text).toContain('And 29 more.');
    expect(second?.headers.get('message-id')).not.toBe(first?.headers.get('message-id'));
  });

  it('hears of nothing twice: not after a restart, nor of what was handled meanwhile', async () => {
    await notices(61, 62);
    await on.bot.deps.ledger.change((record) => record.handleNotice('n61', on.now()));
    await on.restartBot();
    on.forward(hour);
    await on.delivered();
    expect(mail.to(operator)).toHaveLength(3);
    expect(mail.to(operator).at(-1)?.text).toContain('number 62.');
    expect(mail.to(operator).at(-1)?.text).not.toContain('number 61.');
    on.forward(2 * hour);
    await on.delivered();
    expect(mail.to(operator)).toHaveLength(3);
    expect(mail.refused).toEqual([]);
  });
});
