import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDeparture } from '#application/answer-departure.ts';
import { recordRemoval } from '#application/record-removal.ts';
import { ask, press, type Stage, saying, stage } from '../slack/harness.ts';
import { homeOf, pressHome } from '../slack/home.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const pso = 'Provider Security Official';
const otto = 'otto@elsewhere.example';
const shared = 'don@elsewhere.example';
const operator = 'iqies-bot@valley-care.example';
const desk = 'maria.gomez@hillside.example';

describe('an official who is reported to have left and whom no chat reaches', () => {
  let mail: MailServer;
  let on: Stage;
  beforeAll(async () => {
    mail = await startMailServer();
    on = await stage({
      variables: { ...mail.variables, OPERATOR_EMAIL: operator },
      sharedAddresses: [shared],
      officials: [
        [otto, 'Otto O’Hara', pso, 'ccn:165326'],
        ['joan.lee@valley-care.example', 'Joan Lee', pso, 'ccn:165326'],
        [shared, 'Director of Nursing', pso, 'ccn:165399'],
        [desk, 'Maria Gomez', pso, 'ccn:165178'],
      ],
    });
    await on.as('U0MARIA').openHome();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ask(on, 'U0SAM', 'assessment-submitter', '165399');
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    mail.letters.length = 0;
  });
  afterAll(async () => {
    expect(mail.refused).toEqual([]);
    await on.stop();
    await mail.stop();
  });

  const grantOf = async (email: string) =>
    (await on.bot.deps.ledger.read((record) => record.unboundGrants(email)))[0]?.grantId ?? '';
  const report = async (who: string, email: string | null) => {
    await homeOf(on, who);
    await pressHome(on, who, 'report-left');
    if (email !== null) await on.as(who).fill('left-who', await grantOf(email));
    await on.as(who).submit();
    while (on.as(who).screen().modals.length > 0) await on.as(who).close();
    await on.delivered();
  };
  const openCase = async () =>
    (await on.bot.deps.ledger.read((record) => record.departures.list(true, 5))).map(({ id }) => id)[0] ?? '';
  const toOtto = () => mail.to(otto).flatMap(({ subject }) => (subject.includes('asks for') ? [] : [subject]));

  it('is written to once: that nothing changed, whom she tells when she is there; nothing to press, nobody’s name', async () => {
    await report('U0ANA', otto);
    await report('U0LENA', otto);
    expect(toOtto()).toEqual(['Have you left BLOOMFIELD CARE CENTER?']);
    const [letter] = mail.to(otto);
    expect(letter?.text).toContain('Nothing has changed by it');
    expect(letter?.text).toContain(`write to the people who run this bot: ${operator}`);
    expect(letter?.text).toContain('888-477-7876');
    expect(letter?.text).toContain('nothing is decided by e-mail');
    expect(letter?.text).not.toMatch(/Ana|Lena/);
    expect(letter?.html).not.toMatch(/<button|<form|<input|href="http/);
  });

  it('hears that it is settled when she said that she is there, and of a removal that was recorded after another report', async () => {
    expect((await closeDeparture(on.bot.deps)(await openCase())).ok).toBe(true);
    await on.delivered();
    await report('U0LENA', otto);
    expect((await recordRemoval(on.bot.deps)(null, await openCase())).ok).toBe(true);
    await on.delivered();
    expect(toOtto()).toEqual([
      'Have you left BLOOMFIELD CARE CENTER?',
      'You are still at BLOOMFIELD CARE CENTER',
      'Have you left BLOOMFIELD CARE CENTER?',
      'You are no longer a PSO of BLOOMFIELD CARE CENTER here',
    ]);
  });

  it('is not written to where others read her mail', async () => {
    await report('U0SAM', null);
    expect(await openCase()).not.toBe('');
    expect(mail.to(shared)).toEqual([]);
  });

  it('people who came to the help desk get the open cases at the next start, once', async () => {
    const cases = () => saying(on.as('U0MARIA').screen(), 'REGENCY CARE CENTER');
    expect(cases()).toEqual([]);
    for (const _ of ['changed', 'and started again']) {
      await on.restartBot({ variables: { ...mail.variables, OPERATOR_EMAIL: operator, HELP_DESK: desk } });
      await on.delivered();
      expect(cases()).toHaveLength(1);
    }
    await press(on.as('U0MARIA'), 'pso-remove');
    await on.delivered();
    expect(await openCase()).toBe('');
  });
});
