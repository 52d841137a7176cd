import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindByMail } from '#application/remind-by-mail.ts';
import { addOfficials, ask, officials, press, type Stage, saying, stage } from '../slack/harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const pso = 'Provider Security Official';
const olga = ['olga.outside@elsewhere.example', 'Olga Outside', pso, 'ccn:165399'] as const;
const otto = ['otto@elsewhere.example', 'Otto O’Hara', pso, 'ccn:165326'] as const;
const ana = 'ana.ruiz@valley-care.example';
const minute = 60_000;
const day = 24 * 60 * minute;

describe('what waits for long, by e-mail', () => {
  let mail: MailServer;
  let on: Stage;
  /** A Monday of August, 10:14 in Chicago: no holiday is near. */
  const first = Date.parse('2031-08-01T15:14:00Z');
  const monday = first + ((8 - new Date(first).getUTCDay()) % 7) * day;
  const until = async (ms: number) => {
    on.forward(ms - on.now());
    await on.delivered();
  };
  /** A time in Chicago, days after the Monday. */
  const at = (after: number, hour: number, minutes = 0) =>
    until(monday + (after * 24 * 60 + (hour - 10) * 60 + minutes - 14) * minute);
  const reminders = (address: string) =>
    mail.to(address).filter(({ text }) => text.includes('You decide these in iQIES'));

  beforeAll(async () => {
    mail = await startMailServer();
    on = await stage({ variables: mail.variables, officials: [...officials, olga, otto] });
    await addOfficials(on, [[olga[0], olga[1], pso, 'ccn:165326']]);
    await until(monday);
  });
  afterAll(async () => {
    expect(mail.refused).toEqual([]);
    await on.stop();
    await mail.stop();
  });

  it('officials who are not in chat are reminded after two and after four business days, of all in one e-mail', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165399');
    await ask(on, 'U0ANA', 'pbj-viewer', '165326');
    expect(mail.to(olga[0])).toHaveLength(2);
    await at(2, 8, 59);
    expect([olga[0], otto[0]].map((to) => reminders(to).length)).toEqual([0, 0]);
    await at(2, 9);
    const [letter, ...others] = reminders(olga[0]);
    expect(others).toEqual([]);
    expect(letter?.subject).toBe('2 requests wait for your decision');
    expect(letter?.text).toMatch(/Ana Ruiz asks for Assessment Submitter at REGENCY CARE CENTER \(165399\)/);
    expect(letter?.text).toMatch(/Ana Ruiz asks for PBJ Viewer at BLOOMFIELD CARE CENTER \(165326\)/);
    expect(letter?.html).not.toMatch(/<button|<form|token=|approve\|/);
    expect(reminders(otto[0]).map(({ subject }) => subject)).toEqual(['1 request waits for your decision']);
    const [grant] = await on.bot.deps.ledger.read((record) => record.unboundGrants(otto[0]));
    await remindByMail(on.bot.deps)({ about: 'mail-reminder', grantId: grant?.grantId ?? '' });
    await at(3, 12);
    expect([olga[0], otto[0]].map((to) => reminders(to).length)).toEqual([1, 1]);
    await at(4, 9);
    await at(11, 9);
    expect([olga[0], otto[0]].map((to) => reminders(to).length)).toEqual([2, 2]);
  });

  it('the requester hears by e-mail, too, that it will expire, and that it has', async () => {
    await at(25, 12);
    await at(28, 9);
    await at(32, 12);
    const subjects = mail.to(ana).map(({ subject }) => subject);
    expect(subjects).toContain('Nobody has decided yet: PBJ Viewer');
    expect(subjects.at(-1)).toBe('Your request for PBJ Viewer has expired');
    expect(saying(on.as('U0ANA').screen(), 'it has expired here').length).toBe(1);
    // Once more before it was over, and no more after that; what is decided in iQIES alone does not expire.
    expect(reminders(otto[0])).toHaveLength(3);
  });

  it('what is decided meanwhile is no longer in it, and nobody is reminded of nothing', async () => {
    mail.letters.length = 0;
    await until(monday + 49 * day);
    await ask(on, 'U0SAM', 'pbj-viewer', '165326');
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    await until(monday + 56 * day);
    expect(reminders(otto[0])).toEqual([]);
    expect(reminders(olga[0])).toEqual([]);
  });
});
