import { afterEach, describe, expect, it } from 'vitest';
import { confirmOfficial } from '#application/confirm-official.ts';
import { recordRemoval } from '#application/record-removal.ts';
import { providersMoved } from '#cli/commands/providers-moved.ts';
import { facts } from '#content/facts.ts';
import { dayText } from '#domain/business-days.ts';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, forge, lastOf, payloadOf, statuses } from './bad-input.ts';
import { ask, modal, officials, press, replaceOfficials, type Stage, saying, stage, submitReview } from './harness.ts';
import { homeOf, pressHome } from './home.ts';

/** The only PSO of a facility leaves: from the question to a new one, in one bot. */

let on: Stage;
afterEach(async () => {
  if (on === undefined) return;
  expect(on.workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  await on.stop();
});

const day = 24 * 60 * 60 * 1000;
const read = (who: string, part: string) => saying(on.as(who).screen(), part);
const pressed = async (who: string, action: string) => {
  await press(on.as(who), action);
  await on.delivered();
};

describe('the only PSO left', () => {
  it('from the question to a new PSO, and what waited goes to her', async () => {
    on = await stage({ helpDesk: ['maria.gomez@hillside.example'] });
    const ana = on.as('U0ANA');
    await on.as('U0MARIA').openHome();
    await ask(on, 'U0ANA', 'assessment-submitter', '165199');
    await ask(on, 'U0LENA', 'pbj-viewer', '165199');
    await ana.say('our only pso left, what now?');
    await on.delivered();
    await press(ana, 'report-left');
    expect(modal(ana.screen()).words).toContain('Wei Chen');
    await ana.submit();
    await on.delivered();
    expect(modal(ana.screen()).words).toContain('I asked Wei Chen about CRESTON SPECIALTY CARE (165199)');
    await ana.close();
    expect(read('U0WEI', 'Someone told me you have left CRESTON SPECIALTY CARE (165199)')).toHaveLength(1);
    expect(JSON.stringify(on.as('U0WEI').screen().messages)).not.toContain('Ana Ruiz told');

    on.forward(6 * day);
    await on.delivered();
    expect(read('U0ANA', 'Wei Chen gave no answer for 2 business days')).toHaveLength(1);
    expect(read('U0ANA', 'Until CRESTON SPECIALTY CARE has a new PSO, nobody new can get a role there.')).toHaveLength(
      1,
    );
    expect(read('U0WEI', 'You have not answered')).toHaveLength(1);
    expect(await statuses(on)).toEqual(['pending', 'pending']);

    await press(ana, 'pso-message');
    const message = modal(ana.screen()).words;
    expect(message).toContain(facts.serviceCenterPhone.value);
    expect(message).toContain(facts.serviceCenterEmail.value);
    expect(message).toContain(facts.olderServiceCenterPhone.value);
    expect(JSON.stringify(ana.screen().modals)).toContain('CCN: 165199');
    expect(message).not.toMatch(/was sent|I sent it/i);
    await ana.fill('ticket', 'INC0012345');
    await ana.submit();
    await ana.close();
    await on.delivered();
    expect(read('U0ANA', 'Ticket INC0012345 for CRESTON SPECIALTY CARE is noted')).toHaveLength(1);
    expect(read('U0WEI', 'The Service Center was asked to remove your PSO role')).toHaveLength(1);

    await pressed('U0MARIA', 'pso-remove');
    expect(await statuses(on)).toEqual(['held', 'held']);
    expect(read('U0WEI', 'You are no longer a PSO of CRESTON SPECIALTY CARE (165199) here.')).toHaveLength(1);
    expect(read('U0ANA', 'The PSO role of Wei Chen for CRESTON SPECIALTY CARE was removed')).toHaveLength(1);
    expect(read('U0ANA', 'is waiting: it has no security official now')).toHaveLength(1);

    await press(ana, 'pso-take-over');
    expect(modal(ana.screen()).words).toContain('facilities for Provider Security Official');
    await ana.submit();
    await submitReview(ana);
    await ana.close();
    await on.delivered();
    expect((await statuses(on)).toSorted()).toEqual(['held', 'held', 'outside']);
    expect(read('U0ANA', 'Ana Ruiz takes it over')).toHaveLength(1);

    await press(ana, 'outcome-approved');
    await on.delivered();
    expect((await statuses(on)).toSorted()).toEqual(['active', 'held', 'held']);
    const [waiting] = await on.bot.deps.ledger.read((record) => record.unconfirmedGrants(5));
    expect((await confirmOfficial(on.bot.deps)(waiting?.grantId ?? '')).ok).toBe(true);
    await on.delivered();
    expect(read('U0ANA', 'CRESTON SPECIALTY CARE has a PSO again: Ana Ruiz')).toHaveLength(1);
    expect(read('U0ANA', 'CRESTON SPECIALTY CARE has one Provider Security Official (PSO) now')).toHaveLength(1);
    // Lena's request came to her; her own older one goes to CMS, because nobody decides her own.
    expect((await statuses(on)).toSorted()).toEqual(['active', 'outside', 'pending']);
    await pressed('U0ANA', 'approve');
    expect(read('U0LENA', 'Ana Ruiz approved PBJ Viewer for CRESTON SPECIALTY CARE')).toHaveLength(1);
  }, 60_000);
});

const refusalsOf = async (deed: string) =>
  (await events(on, 'refused')).filter(({ data }) => data.deed === deed).map(({ data }) => data.refusal);

/** Somebody reports from My Profile, at the place she has to do with. */
async function report(who: string, value?: string): Promise<void> {
  await homeOf(on, who);
  await pressHome(on, who, 'report-left');
  if (value !== undefined) {
    await on.as(who).fill('left-who', value);
  }
  await on.as(who).submit();
  await on.delivered();
}
const grantOf = async (email: string) =>
  (await on.bot.deps.ledger.read((record) => record.boundGrants(email)))[0]?.grantId ?? '';
const caseIds = async () =>
  (await on.bot.database.db.selectFrom('departure').select('id').orderBy('opened_at').execute()).map(({ id }) => id);

describe('a report', () => {
  it('of one of two: her colleague is told; both can say that they are gone, and strangers nothing', async () => {
    on = await stage({ helpDesk: ['maria.gomez@hillside.example'] });
    await on.as('U0MARIA').openHome();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    const joan = await grantOf('joan.lee@valley-care.example');
    await report('U0ANA', joan);
    const [first = ''] = await caseIds();
    expect(read('U0RAJ', 'Someone told me that Joan Lee has left')).toHaveLength(1);
    expect(read('U0ANA', 'Raj Patel is PSO there too')).toHaveLength(1);

    // A second report of the same official joins; the same one again changes nothing.
    await report('U0LENA', joan);
    await report('U0LENA', joan);
    expect(await caseIds()).toEqual([first]);
    expect(await events(on, 'departure-reported')).toHaveLength(2);
    expect(read('U0LENA', 'I asked Joan Lee about')).toHaveLength(1);
    expect(read('U0JOAN', 'Someone told me you have left')).toHaveLength(1);

    // A stranger presses the buttons, and a reporter who is on no list sends a tampered one.
    await press(on.as('U0JOAN'), 'pso-leaving');
    const payload = payloadOf(lastOf(on, 'U0JOAN'));
    await on.as('U0JOAN').close();
    for (const action of ['pso-here', 'pso-gone', 'pso-remove', 'pso-take-over'])
      await forge(on, payload, (copy) => {
        asUser(copy, 'U0WEI');
        const [pressedButton] = copy.actions;
        if (pressedButton !== undefined) Object.assign(pressedButton, { action_id: action, value: first });
      });
    await forge(on, payload, (copy) => {
      asUser(copy, 'U0LENA');
      const [pressedButton] = copy.actions;
      if (pressedButton !== undefined)
        Object.assign(pressedButton, { action_id: 'pso-remove', value: `${first}' or 1` });
    });
    expect(await refusalsOf('departure-here')).toEqual(['departure-not-yours']);
    expect(await refusalsOf('departure-gone')).toEqual(['departure-not-yours']);
    expect(await refusalsOf('record-removal')).toEqual(['removal-not-yours', 'removal-not-yours']);
    expect(await refusalsOf('take-over')).toEqual(['departure-not-yours']);
    expect((await on.bot.deps.ledger.read((record) => record.departures.of(first)))?.state.is).toBe('asked');

    await pressed('U0RAJ', 'pso-gone');
    expect(read('U0ANA', 'Raj Patel says too that Joan Lee has left')).toHaveLength(1);
    expect(read('U0JOAN', 'A colleague says too')).toHaveLength(1);
    await pressed('U0RAJ', 'pso-gone-too');
    expect(read('U0ANA', 'Raj Patel told me: “I have left BLOOMFIELD CARE CENTER.”')).toHaveLength(1);
    // Nothing has ended by all this.
    expect(await statuses(on)).toEqual(['pending', 'pending']);

    // She comes back: it is closed, her old buttons are gone, and a replayed click is refused.
    await pressed('U0JOAN', 'pso-here');
    expect(read('U0ANA', 'Joan Lee is still at BLOOMFIELD CARE CENTER')).toHaveLength(1);
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).not.toContain('"action_id":"pso-here"');
    await forge(on, payloadOf(lastOf(on, 'U0JOAN')), () => undefined);
    expect(await refusalsOf('departure-here')).toEqual(['departure-not-yours', 'departure-closed']);
    expect((await recordRemoval(on.bot.deps)(null, first)).ok).toBe(false);
  }, 60_000);

  it('is for members with something at the place; at most three a week; a secret in a ticket is not kept', async () => {
    on = await stage({
      officials: [
        ...['Wei Chen', 'Joan Lee', 'Raj Patel'].map((name) => [
          `${name.toLowerCase().replace(' ', '.')}@valley-care.example`,
          name,
          'Provider Security Official',
          'ccn:165199',
        ]),
        ['nora.nobody@valley-care.example', 'Nora Nobody', 'Provider Security Official', 'ccn:165199'],
      ],
    });
    await on.as('U0SAM').say('our only pso left, what now?');
    await on.delivered();
    await press(on.as('U0SAM'), 'report-left');
    expect(modal(on.as('U0SAM').screen()).words).toContain('Everybody else can go this way');
    expect(modal(on.as('U0SAM').screen()).words).toContain(facts.serviceCenterPhone.value);
    expect(modal(on.as('U0SAM').screen()).words).not.toContain('Wei Chen');
    await on.as('U0SAM').close();

    await ask(on, 'U0ANA', 'assessment-submitter', '165199');
    const nora = (
      await on.bot.deps.ledger.read((record) => record.unboundGrants('nora.nobody@valley-care.example'))
    )[0];
    await report('U0ANA', nora?.grantId);
    expect(read('U0ANA', 'Nora Nobody is not in this chat, so I can’t ask.')).toHaveLength(1);
    await press(on.as('U0ANA'), 'pso-message');
    await on.as('U0ANA').fill('ticket', 'SSN 123-45-6789');
    await on.as('U0ANA').submit();
    expect(modal(on.as('U0ANA').screen()).errors).toContain('must not be kept');
    await on.as('U0ANA').fill('ticket', '');
    await on.as('U0ANA').submit();
    expect(await refusalsOf('departure-ticket')).toEqual(['holds-a-secret', 'ticket-missing']);
    await on.as('U0ANA').close();
    for (const name of ['wei.chen', 'joan.lee']) await report('U0ANA', await grantOf(`${name}@valley-care.example`));
    await report('U0ANA', await grantOf('raj.patel@valley-care.example'));
    expect(modal(on.as('U0ANA').screen()).errors).toContain('three security officials within a week');
    expect(await refusalsOf('report-departure')).toEqual(['reports-used-up']);
    expect(await caseIds()).toHaveLength(3);
  }, 60_000);

  it('the help desk records no removal that it reported itself', async () => {
    on = await stage({ helpDesk: ['lena.novak@hillside.example'] });
    await ask(on, 'U0LENA', 'assessment-submitter', '165199');
    await report('U0LENA');
    await press(on.as('U0WEI'), 'pso-here');
    const payload = payloadOf(lastOf(on, 'U0WEI'));
    await report('U0LENA');
    const [, second = ''] = await caseIds();
    await forge(on, payload, (copy) => {
      asUser(copy, 'U0LENA');
      const [button] = copy.actions;
      if (button !== undefined) Object.assign(button, { action_id: 'pso-remove', value: second });
    });
    expect(await refusalsOf('record-removal')).toEqual(['own-departure']);
    // The one it is about is on no list; on the list she could not either.
    expect((await on.bot.deps.ledger.read((record) => record.departures.of(second)))?.state.is).toBe('asked');
  }, 60_000);
});

describe('an official leaves', () => {
  it('says her last day, is asked for a second PSO before it and whether she left after it, and nothing ends by itself', async () => {
    on = await stage({ operatorChannel: { id: 'C0OPERATOR', botIn: true } });
    const on165199 = 'ccn:165199';
    const wei = on.as('U0WEI');
    const today = Math.floor(on.now() / day);
    const last = dayText(today + 20);
    await homeOf(on, 'U0WEI');
    await pressHome(on, 'U0WEI', 'leaving', on165199);
    await wei.submit();
    expect(await events(on, 'departure-answered')).toHaveLength(0);
    await wei.fill('leaving-day', dayText(today + 900));
    await wei.submit();
    expect(modal(wei.screen()).errors).toContain('within a year');
    await wei.fill('leaving-day', last);
    await wei.submit();
    await on.delivered();
    expect(read('U0WEI', 'Your last day at CRESTON SPECIALTY CARE as PSO')).toHaveLength(1);
    expect(read('U0WEI', 'You are the only PSO there')).toHaveLength(1);
    expect(await homeOf(on, 'U0WEI')).toContain('You said that your last day is');
    on.forward(13.7 * day);
    await on.delivered();
    expect(read('U0WEI', 'In a week is your last day')).toHaveLength(1);
    on.forward(6 * day);
    await on.delivered();
    expect(read('U0WEI', 'Tomorrow is your last day')).toHaveLength(1);
    on.forward(2 * day);
    await on.delivered();
    expect(read('U0WEI', 'Have you left? Nothing has ended by itself.')).toHaveLength(1);
    expect((await on.bot.deps.ledger.read((record) => record.notices(20))).map(({ about }) => about)).toContain(
      'official-gone',
    );
    const grants = await on.bot.deps.ledger.read((record) => record.boundGrants('wei.chen@valley-care.example'));
    expect(grants).toHaveLength(1);
    await pressed('U0WEI', 'pso-here');
    expect(read('U0WEI', 'You told me that you are still at CRESTON')).toHaveLength(1);
    expect(await homeOf(on, 'U0WEI')).not.toContain('You said that your last day is');
  }, 60_000);

  it('one of two is gone: the one left is told once that two are recommended, and a case about a role that ended is over', async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await report('U0ANA', await grantOf('joan.lee@valley-care.example'));
    const [first = ''] = await caseIds();
    await replaceOfficials(on, officials.slice(1));
    expect((await on.bot.deps.ledger.read((record) => record.departures.of(first)))?.state.is).toBe('removed');
    expect(read('U0RAJ', 'has one Provider Security Official (PSO) now')).toHaveLength(1);
    await on.restartBot();
    await on.delivered();
    expect(read('U0RAJ', 'has one Provider Security Official (PSO) now')).toHaveLength(1);
  }, 60_000);
});

describe('a change of ownership', () => {
  it('keeps what waits at the old number, its requester moves it, and the new number’s first PSO goes to CMS', async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'provider-security-official', '165199');
    const lines: string[] = [];
    const record = { ...on.bot, readyToAnswer: () => undefined, close: async () => undefined };
    const moved = (...[a, b, at]: [string, string, string?]) =>
      providersMoved(record, a, b, at === undefined ? {} : { on: at }, (line) => void lines.push(line));
    expect(await moved('165199', '165199', '2026-01-01')).toBe(0);
    expect(lines.join()).toContain('with the same CCN nothing changes');
    expect(await moved('165199', '165998')).toBe(1);
    expect(await moved('165199', '165998', '2026-01-01')).toBe(0);
    expect(lines.join()).toContain('165998 is in none of your lists');
    expect(await moved('165998', '165199', '2026-01-01')).toBe(1);
    await on.delivered();
    expect(await statuses(on)).toEqual(['held']);
    expect(read('U0ANA', 'the number of this facility is CCN 165998').length).toBeGreaterThan(0);
    await press(on.as('U0ANA'), 'move-to');
    const payload = payloadOf(lastOf(on, 'U0ANA'));
    await on.as('U0ANA').submit();
    await submitReview(on.as('U0ANA'));
    await on.delivered();
    expect((await statuses(on)).toSorted()).toEqual(['outside', 'withdrawn']);
    await forge(on, payload, (copy) => asUser(copy, 'U0LENA'));
    await forge(on, payload, () => undefined);
    expect(await refusalsOf('move-to')).toEqual(['not-your-request', 'nothing-to-move']);
    // Who still asks at the old number is offered the new one.
    await ask(on, 'U0LENA', 'pbj-viewer', '165199');
    expect(read('U0WEI', 'Lena Novak asks')).toHaveLength(0);
    expect((await statuses(on)).toSorted()).toEqual(['held', 'outside', 'withdrawn']);
  }, 60_000);
});
