import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, press, type Stage, saying, stage } from '../slack/harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const ana = 'ana.ruiz@valley-care.example';

describe('decisions reach the requester by e-mail, too', () => {
  let mail: MailServer;
  let on: Stage;
  beforeAll(async () => {
    mail = await startMailServer({ user: 'bot@valley-care.example', password: 'a/secret@word' });
    on = await stage({ variables: mail.variables });
  });
  afterAll(async () => {
    await on.stop();
    await mail.stop();
  });
  afterEach(() => {
    expect(mail.refused).toEqual([]);
    mail.letters.length = 0;
  });

  it('the requester is told of an approval in chat and by e-mail, with a link to the message and no token in it', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(mail.letters).toEqual([]);
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    const [letter, ...others] = mail.to(ana);
    expect(others).toEqual([]);
    expect(mail.letters).toHaveLength(1);
    expect(letter?.subject).toBe('Your request for Assessment Submitter was approved');
    expect(letter?.text).toContain('Joan Lee approved Assessment Submitter for BLOOMFIELD CARE CENTER');
    expect(letter?.text).toContain('nothing is decided by e-mail');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    const links = [...(letter?.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, link]) => link ?? '');
    expect(links).toEqual([expect.stringMatching(/^https:\/\/[a-z0-9-]+\.slack\.com\/archives\/D[A-Z0-9]+\/p\d+$/)]);
    expect(letter?.html).not.toMatch(/<(?:img|script|form|input|button)/);
  });

  it('small things stand in chat alone: that it was sent in iQIES, a question, being asked to send it', async () => {
    await press(on.as('U0JOAN'), 'ask-to-send');
    await press(on.as('U0ANA'), 'sent');
    await on.delivered();
    expect(mail.letters).toEqual([]);
  });

  it('a rejection brings the reason letter by letter, and none of it becomes a link or a header', async () => {
    await ask(on, 'U0ANA', 'provider-assessment-viewer', '165178');
    const maria = on.as('U0MARIA');
    await press(maria, 'reject');
    await maria.fill('reason', 'other');
    await maria.fill('words', '<b>Ask</b> Ann & Zoë "O’Neil"\nBcc: x@evil.example\nsee https://evil.example/login');
    await maria.submit();
    await on.delivered();
    const [letter] = mail.to(ana);
    expect(letter?.text).toContain('<b>Ask</b> Ann & Zoë "O’Neil"\nBcc: x@evil.example');
    expect(letter?.html).toContain('&lt;b&gt;Ask&lt;/b&gt; Ann &amp; Zoë &quot;O’Neil&quot;<br>');
    expect(letter?.html).not.toContain('https://evil');
    expect(letter?.headers.has('bcc')).toBe(false);
    expect(mail.letters).toHaveLength(1);
  });

  it('what a mail server took before the connection broke goes out again as the same message', async () => {
    await ask(on, 'U0ANA', 'provider-assessment-coordinator', '165326');
    mail.breakAfterData = true;
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    mail.breakAfterData = false;
    on.forward(60_000);
    await on.delivered();
    const ids = mail.to(ana).map(({ headers }) => headers.get('message-id'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    await on.restartBot();
    on.forward(60_000);
    await on.delivered();
    expect(mail.to(ana)).toHaveLength(2);
  });

  it.each([
    ['takes nothing for now', () => mail.answer('*', 421, '4.7.0 too many connections'), () => mail.answer('*', null)],
    ['greylists', () => mail.answer(ana, 451, '4.7.1 come back later'), () => mail.answer(ana, null)],
    ['forbids relaying', () => mail.answer('*', 550, '5.7.1 relaying denied'), () => mail.answer('*', null)],
    ['is down', () => mail.down(), () => mail.up()],
  ])('a letter waits while the mail server %s, and comes when it is back', async (_, trouble, better) => {
    await ask(on, 'U0ANA', 'pbj-submitter', '165326');
    await trouble();
    await press(on.as('U0JOAN'), 'reject');
    await on.as('U0JOAN').fill('reason', 'not-needed');
    await on.as('U0JOAN').submit();
    await on.delivered();
    on.forward(10_000);
    await on.delivered();
    expect(mail.letters).toEqual([]);
    await better();
    on.forward(60 * 60_000);
    await on.delivered();
    expect(mail.to(ana)).toHaveLength(1);
    expect(
      await on.bot.database.db.selectFrom('outbox').selectAll().where('dead_at', 'is not', null).execute(),
    ).toEqual([]);
  });

  it('an address that is refused for good is not written to again for a month; chat goes on', async () => {
    mail.answer(ana, 550, '5.1.1 no such user');
    const approve = async (role: string) => {
      await ask(on, 'U0ANA', role, '165326');
      await press(on.as('U0JOAN'), 'approve');
      await on.delivered();
    };
    await approve('pbj-viewer');
    mail.answer(ana, null);
    on.forward(29 * 24 * 60 * 60_000);
    await approve('provider-epoc-administrator');
    expect(mail.letters).toEqual([]);
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee approved')).not.toEqual([]);
    on.forward(2 * 24 * 60 * 60_000);
    await approve('provider-administrator');
    expect(mail.to(ana)).toHaveLength(1);
    expect(
      await on.bot.database.db.selectFrom('outbox').selectAll().where('dead_at', 'is not', null).execute(),
    ).toEqual([]);
  });

  it('no log line holds an address, a name, the password or the words', () => {
    const log = on.log.join('\n');
    expect(log).toContain('an e-mail failed');
    for (const secret of ['a/secret@word', 'a%2Fsecret', 'ana.ruiz', 'Ana Ruiz', 'evil.example'])
      expect(log).not.toContain(secret);
  });
});
