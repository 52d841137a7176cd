import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officialsVerify } from '#cli/commands/officials-verify.ts';
import { people } from '#rehearsal/people.ts';
import type { Record } from '#src/app.ts';
import { ask, modal, press, type Stage, saying, stage } from '../slack/harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const joan = 'joan.lee@valley-care.example';
const minute = 60_000;

describe('an official’s first decision asks for the number of the bot’s own e-mail', () => {
  let mail: MailServer;
  let on: Stage;
  beforeEach(async () => {
    mail = await startMailServer();
    on = await stage({
      variables: { ...mail.variables, OFFICIAL_VERIFICATION: '' },
      sharedAddresses: ['maria.gomez@'],
    });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  });
  afterEach(async () => {
    expect(mail.refused).toEqual([]);
    const logged = on.log.join('\n');
    for (const number of numbers()) {
      expect(logged).not.toContain(number);
      expect(
        JSON.stringify(await on.bot.database.db.selectFrom('confirmation_number').selectAll().execute()),
      ).not.toContain(number);
      expect(JSON.stringify(await on.bot.database.db.selectFrom('outbox').selectAll().execute())).not.toContain(number);
    }
    await on.stop();
    await mail.stop();
  });

  const numbers = () => mail.letters.flatMap(({ text }) => /^(\d{4}) (\d{4})$/m.exec(text)?.slice(1, 3).join('') ?? []);
  const other = (number: string) => String((Number(number) + 1) % 100_000_000).padStart(8, '0');
  const approve = async (who = 'U0JOAN') => {
    await press(on.as(who), 'approve');
    await on.delivered();
  };
  const type = async (number: string, who = 'U0JOAN') => {
    await on.as(who).fill('number', number);
    await on.as(who).submit();
    await on.delivered();
  };
  const status = async () => (await on.bot.database.db.selectFrom('item').select('status').executeTakeFirst())?.status;
  const errors = (who = 'U0JOAN') => modal(on.as(who).screen()).errors;

  it('is asked for in the form alone, and when it is right the decision counts at once; never again after that', async () => {
    await approve();
    expect(await status()).toBe('pending');
    expect(modal(on.as('U0JOAN').screen()).words).toContain('j…@valley-care.example');
    const [letter, ...others] = mail.to(joan);
    expect(others).toEqual([]);
    expect(letter?.subject).not.toMatch(/\d{4}/);
    await type(`${numbers()[0]?.slice(0, 4)} ${numbers()[0]?.slice(4)}`);
    expect(on.as('U0JOAN').screen().modals).toEqual([]);
    expect(await status()).toBe('approved');
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee approved')).not.toEqual([]);
    await ask(on, 'U0ANA', 'pbj-submitter', '165326');
    await on.restartBot();
    await approve();
    expect(mail.to(joan)).toHaveLength(1);
    expect(on.as('U0JOAN').screen().modals).toEqual([]);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a reason that was typed before goes on with the number', async () => {
    const who = on.as('U0JOAN');
    await press(who, 'reject');
    await who.fill('reason', 'other');
    await who.fill('words', 'Ask for Viewer, "please".');
    await who.submit();
    await on.delivered();
    expect(await status()).toBe('pending');
    await type(numbers()[0] ?? '');
    expect(await status()).toBe('rejected');
    expect(saying(on.as('U0ANA').screen(), 'Ask for Viewer, "please".')).not.toEqual([]);
  });

  it('five wrong numbers end it, and the right one is too late; three are sent an hour', async () => {
    await approve();
    const [right = ''] = numbers();
    for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is']) {
      await type(other(right));
      expect(errors()).toContain(`${left} left`);
    }
    await type(other(right));
    expect(errors()).toContain('counts no more');
    await type(right);
    expect(errors()).toContain('counts no more');
    for (const sent of [2, 3]) {
      await on.as('U0JOAN').press({ surface: 'modal', actionId: 'new-number' });
      await on.delivered();
      expect(numbers()).toHaveLength(sent);
    }
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'new-number' });
    await on.delivered();
    expect(numbers()).toHaveLength(3);
    expect(modal(on.as('U0JOAN').screen()).words).toContain('Three numbers were sent');
    await type(numbers()[1] ?? '');
    expect(errors()).toContain('That is not the number');
    expect(await status()).toBe('pending');
    await type(numbers()[2] ?? '');
    expect(await status()).toBe('approved');
  });

  it('a number is over after 15 minutes, is nobody else’s, and is spent once', async () => {
    await approve();
    await approve('U0RAJ');
    const [hers = '', his = ''] = numbers();
    await type(hers, 'U0RAJ');
    expect(errors('U0RAJ')).toContain('That is not the number');
    await type('12 34');
    expect(errors()).toContain('eight digits');
    on.forward(15 * minute);
    await type(hers);
    expect(errors()).toContain('counts no more');
    expect(await status()).toBe('pending');
    await type(his, 'U0RAJ');
    expect(errors('U0RAJ')).toContain('counts no more');
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'new-number' });
    await on.delivered();
    const newest = numbers().at(-1) ?? '';
    await on.as('U0JOAN').fill('number', newest);
    const twice = [on.as('U0JOAN').submit(), on.as('U0JOAN').submit()];
    await Promise.allSettled(twice);
    await on.delivered();
    expect(await status()).toBe('approved');
    const events = await on.bot.database.db
      .selectFrom('event')
      .select('kind')
      .where('kind', 'in', ['item-approved', 'official-verified'])
      .execute();
    expect(events.map(({ kind }) => kind).sort()).toEqual(['item-approved', 'official-verified']);
  });

  it('is asked for again when her address changed', async () => {
    await approve();
    await type(numbers()[0] ?? '');
    await ask(on, 'U0ANA', 'pbj-submitter', '165326');
    const [known] = people.filter(({ id }) => id === 'U0JOAN');
    if (known !== undefined) await on.workspace.setPerson({ ...known, email: 'joan.new@valley-care.example' });
    await on.delivered();
    await approve();
    // To the address on the list, not to the new one, which whoever has the account could have chosen.
    expect(mail.to(joan).filter(({ subject }) => subject.includes('number'))).toHaveLength(2);
    expect(mail.to('joan.new@valley-care.example')).toEqual([]);
  });

  it('where no mail arrives she is told whom to ask, and the operator can confirm her', async () => {
    mail.answer(joan, 550, '5.1.1 no such user');
    await approve();
    expect(saying(on.as('U0JOAN').screen(), 'Ask the people who run this bot')).toHaveLength(1);
    const notices = await on.bot.deps.ledger.read((record) => record.notices(50));
    expect(notices.map(({ about }) => about)).toContain('number-not-sent');
    const lines: string[] = [];
    const record = { deps: on.bot.deps } as Record;
    expect(await officialsVerify(record, 'nobody@valley-care.example', (line) => void lines.push(line))).toBe(1);
    expect(await officialsVerify(record, joan, (line) => void lines.push(line))).toBe(0);
    expect(lines.at(-1)).toBe('Confirmed: Joan Lee.');
    await on.as('U0JOAN').close();
    await approve();
    expect(await status()).toBe('approved');
  });

  it('while the mail server is down nothing is lost; a quarter of an hour later she is told, and a new number comes', async () => {
    await mail.down();
    await approve();
    for (let n = 0; n < 4; n += 1) {
      on.forward(5 * minute);
      await on.delivered();
    }
    expect(saying(on.as('U0JOAN').screen(), 'Ask the people who run this bot')).toHaveLength(1);
    await mail.up();
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'new-number' });
    await on.delivered();
    await type(numbers()[0] ?? '');
    expect(await status()).toBe('approved');
  });

  it('typed into chat it is taken for a code and not kept', async () => {
    await approve();
    const [number = ''] = numbers();
    await on.as('U0JOAN').say(number);
    await on.delivered();
    expect(JSON.stringify(await on.bot.database.db.selectFrom('private_text').selectAll().execute())).not.toContain(
      number,
    );
    expect(await status()).toBe('pending');
  });
});
