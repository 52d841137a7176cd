import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { officialsUnreachable } from '#cli/commands/officials-unreachable.ts';
import type { Record } from '#src/app.ts';
import {
  addOfficials,
  ask,
  officials,
  press,
  replaceOfficials,
  type Stage,
  saying,
  stage,
  words,
} from '../slack/harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const pso = 'Provider Security Official';
const olga = ['olga.outside@elsewhere.example', 'Olga Outside', pso, 'ccn:165399'] as const;
const otto = ['otto@elsewhere.example', 'Otto O’Hara', pso, 'ccn:165326'] as const;
const shared = ['don@valley-care.example', 'Director of Nursing', pso, 'ccn:165299'] as const;

describe('officials who are not in chat are written to', () => {
  let mail: MailServer;
  let on: Stage;
  beforeAll(async () => {
    mail = await startMailServer();
    on = await stage({
      variables: mail.variables,
      sharedAddresses: ['don@'],
      officials: [...officials, olga, otto, shared],
    });
  });
  afterAll(async () => {
    await on.stop();
    await mail.stop();
  });
  afterEach(() => {
    mail.letters.length = 0;
    expect(mail.refused).toEqual([]);
    expect(on.workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  });

  it('an official who is nowhere in chat gets one e-mail with the request, which says that she decides in iQIES', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165399');
    await press(on.as('U0ANA'), 'sent');
    await on.delivered();
    const [letter] = mail.to(olga[0]);
    expect(mail.letters).toHaveLength(1);
    expect(letter?.subject).toBe('Ana Ruiz asks for Assessment Submitter');
    expect(letter?.text).toContain('You decide this in iQIES.');
    expect(letter?.text).toContain('For: REGENCY CARE CENTER (165399)');
    expect(letter?.text).toContain('They could: upload patient assessments, see reports.');
    expect(letter?.text).toMatch(/ana\.ruiz@valley-care\.example, Slack, \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(letter?.text).toContain('approve it there; else reject it there');
    expect(letter?.html).not.toMatch(/<button|<form|token=|approve\|/);
    expect(saying(on.as('U0ANA').screen(), 'Olga')).not.toEqual([]);
  });

  it('it is one e-mail a request for all her facilities, and a second official who is in chat gets the card alone', async () => {
    await addOfficials(on, [['olga.outside@elsewhere.example', 'Olga Outside', pso, 'ccn:165326']]);
    mail.letters.length = 0;
    await ask(on, 'U0ANA', 'provider-assessment-viewer', '165399, 165326');
    const [letter, ...others] = mail.to(olga[0]);
    expect(others).toEqual([]);
    expect(letter?.text).toContain('For: REGENCY CARE CENTER (165399) and BLOOMFIELD CARE CENTER (165326)');
    expect(letter?.text).toContain('Joan Lee and Raj Patel can decide it, too.');
    expect(mail.to(otto[0])).toHaveLength(1);
    expect(mail.letters).toHaveLength(2);
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks for Provider Assessment Viewer')).toHaveLength(1);
  });

  it('once it is decided in chat, those who were written to hear that nothing is left, once', async () => {
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    const [letter, ...others] = mail.to(otto[0]);
    expect(others).toEqual([]);
    expect(letter?.subject).toBe('Nothing left to do: Ana Ruiz asks for Provider Assessment Viewer');
    expect(letter?.text).toContain('Joan Lee approved BLOOMFIELD CARE CENTER (165326) on');
    expect(letter?.text).not.toContain('REGENCY');
    // At the other facility it still waits for her.
    expect(mail.to(olga[0])).toEqual([]);
    await press(on.as('U0JOAN'), 'done');
    await on.delivered();
    expect(mail.to(otto[0])).toHaveLength(1);
  });

  it('what is taken back waits again, and she is written to again', async () => {
    await ask(on, 'U0ANA', 'pbj-submitter', '165326');
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    await press(on.as('U0JOAN'), 'take-back');
    await on.as('U0JOAN').fill('words', 'It was the wrong person.');
    await on.as('U0JOAN').submit();
    await on.delivered();
    expect(mail.to(otto[0]).map(({ subject }) => subject)).toEqual([
      'Ana Ruiz asks for PBJ Submitter',
      'Nothing left to do: Ana Ruiz asks for PBJ Submitter',
      'Ana Ruiz asks for PBJ Submitter',
    ]);
  });

  it('an official who was removed hears it, without a word of what became of the request', async () => {
    await replaceOfficials(on, [...officials, olga, shared]);
    const letters = mail.to(otto[0]);
    expect(letters.length).toBeGreaterThan(0);
    for (const { text } of letters) {
      expect(text).toContain('You are no longer asked for this');
      expect(text).not.toContain('BLOOMFIELD');
    }
  });

  it('nothing goes to an address that several people read', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165299');
    expect(mail.letters.filter(({ to }) => to.includes(shared[0]))).toEqual([]);
  });

  it('an address that is refused for good stands among the unreachable, and the operator is told once', async () => {
    mail.answer(olga[0], 550, '5.1.1 no such user');
    await ask(on, 'U0ANA', 'provider-administrator', '165399');
    await ask(on, 'U0RAJ', 'assessment-submitter', '165399');
    expect(mail.to(olga[0])).toEqual([]);
    const lines: string[] = [];
    await officialsUnreachable({ database: on.bot.database } as Record, (line) => void lines.push(line));
    expect(lines.find((line) => line.includes('olga.outside'))).toMatch(/takes no e-mail \(refused /);
    const notices = await on.bot.deps.ledger.read((record) => record.notices(100));
    expect(notices.filter(({ about }) => about === 'mail-refused')).toHaveLength(1);
    expect(notices.filter(({ about }) => about === 'delivery-dead')).toEqual([]);
    const log = on.log.join('\n');
    for (const private_ of ['olga.outside', 'Olga', 'Ana Ruiz']) expect(log).not.toContain(private_);
    expect(words(on.as('U0ANA').screen().messages.at(-1)?.blocks ?? [])).not.toBe('');
  });
});
