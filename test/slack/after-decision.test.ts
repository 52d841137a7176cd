import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmOfficial } from '#application/confirm-official.ts';
import { settleItem } from '#application/settle-item.ts';
import { verifyChain } from '#storage/audit.ts';
import {
  asUser,
  events,
  expectNoFault,
  expectPrivateLog,
  forge,
  heard,
  lastOf,
  payloadOf,
  requestCount,
  statuses,
  told,
} from './bad-input.ts';
import { everyOfficial, fillFor } from './fill-for.ts';
import {
  addOfficials,
  ask,
  modal,
  press,
  type Stage,
  type StageOptions,
  saying,
  stage,
  submitReview,
  withButton,
  words,
} from './harness.ts';

let on: Stage;
const raise = async (options: StageOptions = {}): Promise<void> => {
  on = await stage(options);
};
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  expect(on.workspace.refusals()).toEqual([]);
  await on.stop();
});

const cardOf = (who: string): string => words(saying(on.as(who).screen(), 'Ana Ruiz asks for')[0]?.blocks ?? []);
const statusOf = (who: string, role = 'Assessment Submitter'): string =>
  words(saying(on.as(who).screen(), `${role}: `)[0]?.blocks ?? []);
const buttonsOf = (who: string): string => JSON.stringify(on.as(who).screen().messages);
const texts = async () => (await on.bot.database.db.selectFrom('private_text').selectAll().execute()).length;
const grants = async (standing: string) =>
  on.bot.database.db
    .selectFrom('role_grant')
    .selectAll()
    .where('basis', '=', 'requested')
    .where('standing', '=', standing)
    .execute();

/** Presses a button and waits until everybody was told. */
async function click(who: string, action: string): Promise<void> {
  expect((await press(on.as(who), action)).status).toBe(200);
  await on.delivered();
}

async function takeBack(who: string, reason: string): Promise<void> {
  await press(on.as(who), 'take-back');
  await on.as(who).fill('words', reason);
  await on.as(who).submit();
  await on.delivered();
}

/** Somebody else, or another button, with the payload of the last click. */
const resend = (from: string, change: Parameters<typeof forge>[2]) => forge(on, payloadOf(lastOf(on, from)), change);

describe('an approval is taken back', () => {
  beforeEach(async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await click('U0JOAN', 'approve');
  });

  it('until it is done in iQIES, with a reason: it waits again, and everybody is told', async () => {
    await press(on.as('U0RAJ'), 'take-back');
    expect(modal(on.as('U0RAJ').screen()).words).toContain('This changes nothing in iQIES.');
    await on.as('U0RAJ').fill('words', 'I took her for another Ana.');
    await on.as('U0RAJ').submit();
    await on.delivered();
    expect(on.as('U0RAJ').screen().modals).toEqual([]);
    expect(await statuses(on)).toEqual(['pending']);
    expect(saying(on.as('U0ANA').screen(), 'Raj Patel took back the approval of Assessment Submitter')).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'Reason given: “I took her for another Ana.”')).toHaveLength(1);
    expect(saying(on.as('U0JOAN').screen(), 'Reason given: “I took her for another Ana.”')).toHaveLength(1);
    expect(saying(on.as('U0RAJ').screen(), 'took back the approval')).toEqual([]);
    for (const who of ['U0JOAN', 'U0RAJ']) expect(cardOf(who)).toContain('Do you know Ana, and is this role needed?');
    expect(statusOf('U0ANA')).toContain('sent to Joan Lee and Raj Patel');
    expect(await events(on, 'item-taken-back')).toHaveLength(1);
    expectPrivateLog(on, 'another Ana');
  });

  it('can be approved again, and becomes one role', async () => {
    await takeBack('U0JOAN', 'Too early.');
    await click('U0RAJ', 'approve');
    await click('U0RAJ', 'done');
    expect(await grants('active')).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'Your role is ready')).toHaveLength(1);
  });

  it('not once it is done in iQIES: an open dialog is refused in words', async () => {
    await press(on.as('U0RAJ'), 'take-back');
    await click('U0JOAN', 'done');
    await on.as('U0RAJ').fill('words', 'Too late?');
    await on.as('U0RAJ').submit();
    expect(modal(on.as('U0RAJ').screen()).errors).toContain('This is done in iQIES already.');
    expect(await statuses(on)).toEqual(['active']);
    expect(await texts()).toBe(0);
  });

  it.each([
    ['an empty reason', ' ', 'Say in a few words why.'],
    ['a Social Security number', 'she is 219-09-9999', 'must not be kept here'],
    ['a password', 'the password is Summer2026x', 'must not be kept here'],
    ['more than 500 characters', 'x'.repeat(501), 'At most 500 characters'],
  ])('%s is refused and nothing of it is kept', async (_what, reason, says) => {
    await press(on.as('U0JOAN'), 'take-back');
    // The dialog is closed, and then sent all the same, by a client without Slack's own limits.
    await on.as('U0JOAN').close();
    const answer = await submitted('U0JOAN', reason);
    expect(JSON.stringify(answer)).toContain(says);
    expect(await statuses(on)).toEqual(['approved']);
    expect(await texts()).toBe(0);
    expect(await events(on, 'refused')).toMatchObject([{ data: { deed: 'take-back' } }]);
    expectPrivateLog(on, '219-09', 'Summer2026x');
  });

  const submitted = (userId: string, reason: string) =>
    resend('U0JOAN', (payload) => {
      payload.type = 'view_submission';
      asUser(payload, userId);
      payload.view.state.values = { words: { words: { type: 'plain_text_input', value: reason } } };
    });

  it('an approval that is sent once more after it was taken back decides nothing', async () => {
    const approval = payloadOf(lastOf(on, 'U0JOAN'));
    await takeBack('U0RAJ', 'Too early.');
    expect((await forge(on, approval, () => {})).status).toBe(200);
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending']);
    expect(await heard(on, 'U0JOAN', 1)).toEqual([expect.stringContaining('This click was counted before')]);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'click-counted', deed: 'approve' } }]);
    expect(JSON.stringify(withButton(on.as('U0JOAN').screen(), 'approve').blocks)).toContain('"approve"');
    await click('U0JOAN', 'approve');
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('nor does a dialog that takes an approval back, after it was approved again', async () => {
    await takeBack('U0RAJ', 'Too early.');
    const sent = payloadOf(lastOf(on, 'U0RAJ'));
    await click('U0JOAN', 'approve');
    expect(JSON.stringify((await forge(on, sent, () => {})).body)).toContain('This click was counted before');
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('sending the same dialog twice takes it back once', async () => {
    await takeBack('U0JOAN', 'Too early.');
    await resend('U0JOAN', () => undefined);
    await on.delivered();
    expect(await events(on, 'item-taken-back')).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'took back the approval')).toHaveLength(1);
    expect(await texts()).toBe(1);
  });

  it.each([
    ['U0MARIA', 'the official of another facility', 'not-official-here'],
    ['U0ANA', 'who asked for it herself', 'own-request'],
    ['U0GUS', 'a guest', 'account-guest'],
  ])('%s, %s, can neither open the dialog nor send it', async (userId, _who, refusal) => {
    await press(on.as('U0JOAN'), 'take-back');
    await resend('U0JOAN', (payload) => asUser(payload, userId));
    await on.as('U0JOAN').close();
    expect((await submitted(userId, 'Mine.')).status).toBe(200);
    await on.delivered();
    expect(await statuses(on)).toEqual(['approved']);
    expect(await events(on, 'item-taken-back')).toEqual([]);
    expect(await texts()).toBe(0);
    const refused = await events(on, 'refused');
    expect(refused).toHaveLength(2);
    expect(refused.at(-1)).toMatchObject({ data: { refusal, deed: 'take-back' } });
    // The same with her own hands works, so it was nothing but who sent it.
    expect((await submitted('U0JOAN', 'Mine.')).status).toBe(200);
    expect(await statuses(on)).toEqual(['pending']);
  });
});

describe('iQIES decided it already', () => {
  beforeEach(async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
  });

  it('an official records that it was approved there: the role is ready, and nobody is said to have approved it here', async () => {
    await press(on.as('U0JOAN'), 'details');
    expect(modal(on.as('U0JOAN').screen()).words).toContain('Was it decided in iQIES already?');
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'approved-in-iqies' });
    expect(modal(on.as('U0JOAN').screen()).words).toMatch(/You recorded on .* that iQIES had approved BLOOMFIELD/);
    await on.delivered();
    expect(await statuses(on)).toEqual(['active', 'pending']);
    expect(
      saying(on.as('U0ANA').screen(), 'Joan Lee says it was approved in iQIES: Assessment Submitter'),
    ).toHaveLength(1);
    expect(statusOf('U0ANA')).toMatch(/Joan Lee said on .* that it was approved in iQIES\. Your role is ready\./);
    expect(cardOf('U0RAJ')).toMatch(/Joan Lee recorded on .* that iQIES had approved BLOOMFIELD CARE CENTER/);
    for (const who of ['U0JOAN', 'U0RAJ', 'U0ANA'])
      expect(
        words(
          on
            .as(who)
            .screen()
            .messages.flatMap(({ blocks }) => blocks),
        ),
      ).not.toMatch(/(Joan Lee|You) approved/);
    expect(await grants('active')).toHaveLength(1);
    expect(await events(on, 'item-outcome')).toMatchObject([{ data: { outcome: 'active', basis: 'in-iqies' } }]);
  });

  it('an official records that it was rejected there: she is told so, and can ask again', async () => {
    await press(on.as('U0JOAN'), 'details');
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'rejected-in-iqies' });
    await on.delivered();
    expect(await statuses(on)).toEqual(['rejected', 'pending']);
    expect(
      saying(on.as('U0ANA').screen(), 'Joan Lee says it was rejected in iQIES: Assessment Submitter'),
    ).toHaveLength(1);
    expect(statusOf('U0ANA')).toMatch(/Joan Lee said on .* that it was rejected in iQIES\./);
    expect(statusOf('U0ANA')).not.toContain('did not approve');
    expect(cardOf('U0RAJ')).toMatch(/Joan Lee recorded on .* that iQIES had rejected/);
    expect(await grants('active')).toEqual([]);
  });

  it('from a card in a dialog both dialogs are shown true', async () => {
    const joan = on.as('U0JOAN');
    await joan.openHome();
    await on.delivered();
    await joan.press({ surface: 'home', actionId: 'open-card' });
    await joan.press({ surface: 'modal', actionId: 'details' });
    await joan.press({ surface: 'modal', actionId: 'approved-in-iqies' });
    await joan.close();
    expect(modal(joan.screen()).words).toMatch(/You recorded on .* that iQIES had approved/);
  });

  it('a second click, and the official of another facility, change nothing', async () => {
    await press(on.as('U0JOAN'), 'details');
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'approved-in-iqies' });
    await on.delivered();
    const again = lastOf(on, 'U0JOAN');
    await forge(on, payloadOf(again), () => undefined);
    await forge(on, payloadOf(again), (payload) => {
      asUser(payload, 'U0MARIA');
      payload.actions = [{ ...payload.actions[0], action_id: 'rejected-in-iqies' }];
    });
    await on.delivered();
    expect(await statuses(on)).toEqual(['active', 'pending']);
    expect(await grants('active')).toHaveLength(1);
    const refused = (await events(on, 'refused')).map(({ data }) => data.refusal);
    expect(refused).toEqual(['already-approved', 'not-official-here']);
  });
});

describe('the approval e-mail came', () => {
  it('makes an ordinary role hers by her word, and its officials are told', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(buttonsOf('U0ANA')).not.toContain('"mail-came"');
    await click('U0JOAN', 'approve');
    await click('U0ANA', 'mail-came');
    expect(await statuses(on)).toEqual(['active']);
    expect(statusOf('U0ANA')).toMatch(/you told me on .* that the approval e-mail came\. Your role is ready\./);
    for (const who of ['U0JOAN', 'U0RAJ']) {
      expect(saying(on.as(who).screen(), 'Ana Ruiz says that the approval e-mail from iQIES came')).toHaveLength(1);
      expect(cardOf(who)).toMatch(
        /Ana said on .* that the approval e-mail for BLOOMFIELD CARE CENTER \(165326\) came\./,
      );
      expect(cardOf(who)).not.toContain('Done in iQIES');
    }
    expect(await grants('active')).toHaveLength(1);
    await resend('U0ANA', () => undefined);
    await resend('U0ANA', (payload) => asUser(payload, 'U0JOAN'));
    await on.delivered();
    expect(await grants('active')).toHaveLength(1);
    expect(await events(on, 'item-done')).toMatchObject([{ data: { basis: 'requester' } }]);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual([
      'already-active',
      'not-your-request',
    ]);
  });

  it('Done in iQIES and the e-mail at the same moment give one role', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await click('U0JOAN', 'approve');
    await Promise.all([press(on.as('U0JOAN'), 'done'), press(on.as('U0ANA'), 'mail-came')]);
    await on.delivered();
    expect(await grants('active')).toHaveLength(1);
    expect(await events(on, 'item-done')).toHaveLength(1);
  });

  it('never makes a security-official role hers: no button, and a forged click is refused in words', async () => {
    await raise();
    await ask(on, 'U0LENA', 'provider-security-official', '165326');
    await click('U0JOAN', 'approve');
    expect(buttonsOf('U0LENA')).not.toContain('"mail-came"');
    const value = `${(await on.bot.database.db.selectFrom('request').select('id').executeTakeFirstOrThrow()).id}|1`;
    await press(on.as('U0LENA'), 'another-role');
    await on.as('U0LENA').close();
    const clicked = on.workspace
      .deliveries()
      .filter((one) => one.userId === 'U0LENA' && one.body.includes('block_actions'))
      .at(-1);
    if (clicked === undefined) throw new Error('nothing was pressed');
    await forge(on, payloadOf(clicked), (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: 'mail-came', value }];
    });
    expect(await heard(on, 'U0LENA', 1)).toEqual([
      expect.stringContaining('A security-official role counts here only once'),
    ]);
    expect(await statuses(on)).toEqual(['approved']);
    expect(await grants('active')).toEqual([]);
  });
});

describe('what is decided in iQIES itself', () => {
  it('she records the outcome: a rejection is her word and can be asked again', async () => {
    await raise();
    await ask(on, 'U0LENA', 'provider-security-official', '165399');
    expect(await statuses(on)).toEqual(['outside']);
    await click('U0LENA', 'outcome-rejected');
    expect(await statuses(on)).toEqual(['rejected']);
    expect(statusOf('U0LENA', 'Provider Security Official')).toMatch(
      /you told me on .* that it was rejected in iQIES\./,
    );
    expect(buttonsOf('U0LENA')).toContain('"ask-again"');
    expect(await told(on)).not.toContain('official-unconfirmed');
  });

  it('an ordinary role is hers once she says so', async () => {
    await raise({ officials: [] });
    const ana = on.as('U0ANA');
    await fillFor(ana, 'cms-view-only-user', 'training');
    await submitReview(ana);
    await on.delivered();
    expect(await statuses(on)).toEqual(['outside']);
    await click('U0ANA', 'outcome-approved');
    expect(await statuses(on)).toEqual(['active']);
    expect(await grants('active')).toHaveLength(1);
    expect(statusOf('U0ANA', 'CMS View Only User')).toMatch(
      /you told me on .* that it was approved in iQIES\. Your role is ready\./,
    );
  });

  it('a security-official role gives no authority until the people who run the bot confirm it', async () => {
    await raise();
    await ask(on, 'U0LENA', 'provider-security-official', '165399');
    await click('U0LENA', 'outcome-approved');
    expect(await grants('unconfirmed')).toHaveLength(1);
    expect(await told(on)).toContain('official-unconfirmed');
    const status = () => statusOf('U0LENA', 'Provider Security Official');
    expect(status()).toContain('Provider Security Official: waiting to be confirmed');
    expect(status()).toContain('You can decide requests here once the people who run this bot confirm it');
    await on.as('U0LENA').openHome();
    await on.delivered();
    const home = () => words([on.as('U0LENA').screen().home?.view ?? {}]);
    expect(home()).toContain('It counts here once the people who run this bot confirm it.');
    expect(home()).not.toContain('My organizations');
    const ana = on.as('U0ANA');
    await ask(on, 'U0ANA', 'pbj-viewer', '165399');
    expect(modal(ana.screen()).errors).toContain('There is nobody to send this to yet.');
    expect(await requestCount(on)).toBe(1);
    const [grant] = await grants('unconfirmed');
    expect(await confirmOfficial(on.bot.deps)(grant?.id ?? '')).toMatchObject({ ok: true });
    await on.delivered();
    expect(await grants('active')).toHaveLength(1);
    expect(saying(on.as('U0LENA').screen(), 'The people who run this bot confirmed your role')).toHaveLength(1);
    expect(saying(on.as('U0LENA').screen(), 'CMS recommends two')).toHaveLength(1);
    expect(saying(ana.screen(), 'I know a security official for REGENCY CARE CENTER (165399) now.')).toHaveLength(1);
    expect(status()).toContain('Provider Security Official: ready');
    expect(home()).toContain('My organizations');
    await ana.submit();
    await on.delivered();
    expect(saying(on.as('U0LENA').screen(), 'Ana Ruiz asks for PBJ Viewer')).toHaveLength(1);
    expect(await confirmOfficial(on.bot.deps)(grant?.id ?? '')).toEqual({ ok: false, refusal: 'already-confirmed' });
    expect(await confirmOfficial(on.bot.deps)('none')).toEqual({ ok: false, refusal: 'grant-unknown' });
    expect(await events(on, 'grant-confirmed')).toHaveLength(1);
  });

  it('nobody else records it, and a second click changes nothing', async () => {
    await raise();
    await ask(on, 'U0LENA', 'provider-security-official', '165399');
    await click('U0LENA', 'outcome-approved');
    await resend('U0LENA', () => undefined);
    await resend('U0LENA', (payload) => asUser(payload, 'U0ANA'));
    await on.delivered();
    expect(await grants('unconfirmed')).toHaveLength(1);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual(['not-outside', 'not-your-request']);
  });
});

describe('asked again', () => {
  it('Change takes back what is undecided and opens the form filled in; the new card says that it follows', async () => {
    await raise();
    const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    await click('U0JOAN', 'approve');
    await click('U0ANA', 'change');
    expect(await statuses(on)).toEqual(['approved', 'withdrawn']);
    expect(saying(on.as('U0MARIA').screen(), 'Ana withdrew AASE HAUGEN HOME')).toHaveLength(1);
    expect(modal(ana.screen()).words).toContain('facilities for Assessment Submitter');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('AASE HAUGEN HOME (165178)');
    expect(modal(ana.screen()).words).not.toContain('BLOOMFIELD');
    await submitReview(ana);
    await on.delivered();
    const cards = saying(on.as('U0MARIA').screen(), 'Ana Ruiz asks for Assessment Submitter');
    expect(cards.map(({ blocks }) => words(blocks).includes('Follows an earlier request, of '))).toEqual([false, true]);
    const linked = await on.bot.database.db
      .selectFrom('request')
      .select(['id', 'previous_id'])
      .orderBy('submitted_at')
      .execute();
    expect(linked[1]?.previous_id).toBe(linked[0]?.id);
  });

  it('Change keeps the answers of other roles too', async () => {
    await raise({ officials: everyOfficial });
    const ana = on.as('U0ANA');
    await fillFor(ana, 'contract-surveyor', 'training');
    await submitReview(ana);
    await on.delivered();
    await click('U0ANA', 'change');
    await ana.submit();
    const review = modal(ana.screen()).words;
    for (const part of [
      'TRAINING',
      'Iowa',
      'CertiSurv and University of Colorado',
      'Existing surveyor',
      'Federal Surveyor ID: 4711',
    ])
      expect(review).toContain(part);
  });

  it('Change is not for what is decided, nor for others: nothing is taken back', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const message = withButton(on.as('U0ANA').screen(), 'change');
    await on.as('U0ANA').press({ surface: 'message', ts: message.ts, actionId: 'iqies-steps' });
    await on.as('U0ANA').close();
    const pressed = on.workspace
      .deliveries()
      .filter((one) => one.userId === 'U0ANA' && one.body.includes('iqies-steps'))
      .at(-1);
    if (pressed === undefined) throw new Error('nothing was pressed');
    const forged = (userId: string) =>
      forge(on, payloadOf(pressed), (payload) => {
        asUser(payload, userId);
        payload.actions = [{ ...payload.actions[0], action_id: 'change' }];
      });
    await forged('U0JOAN');
    await forged('U0GUS');
    expect(await statuses(on)).toEqual(['pending']);
    await click('U0JOAN', 'approve');
    await forged('U0ANA');
    expect(await statuses(on)).toEqual(['approved']);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual([
      'not-your-request',
      'account-guest',
      'nothing-to-withdraw',
    ]);
  });

  it('Ask again after a rejection is a new, linked request; the rejected one stays rejected', async () => {
    await raise();
    const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'person-unknown');
    await joan.submit();
    await on.delivered();
    await click('U0ANA', 'ask-again');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('BLOOMFIELD CARE CENTER (165326)');
    expect(modal(ana.screen()).words).not.toContain('AASE HAUGEN');
    await submitReview(ana);
    await on.delivered();
    expect((await statuses(on)).toSorted()).toEqual(['pending', 'pending', 'rejected']);
    expect(await requestCount(on)).toBe(2);
    expect(words(saying(joan.screen(), 'Follows an earlier request')[0]?.blocks ?? [])).toContain('BLOOMFIELD');
  });

  it('Ask again stands with the earlier requests of My Profile', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await click('U0ANA', 'withdraw');
    const ana = on.as('U0ANA');
    await ana.openHome();
    await on.delivered();
    await ana.press({ surface: 'home', actionId: 'ask-again' });
    expect(modal(ana.screen()).words).toContain('facilities for Assessment Submitter');
  });
});

describe('the operator settles', () => {
  const settle = async (
    position: number,
    as: Parameters<ReturnType<typeof settleItem>>[1],
    reason = 'The Service Center says so.',
  ) => {
    const { id } = await on.bot.database.db.selectFrom('request').select('id').executeTakeFirstOrThrow();
    const answer = await settleItem(on.bot.deps)(`${id}.${position}`, as, reason);
    await on.delivered();
    return answer;
  };

  it.each([
    ['approved', 'as approved', /recorded on .* that it was approved/, /recorded BLOOMFIELD.* as approved on/],
    [
      'active',
      'as done in iQIES',
      /recorded on .* that it is done in iQIES/,
      /recorded BLOOMFIELD.* as done in iQIES on/,
    ],
    [
      'rejected',
      'as not approved',
      /recorded on .* that it was not approved/,
      /recorded BLOOMFIELD.* as not approved on/,
    ],
    ['withdrawn', 'as withdrawn', /withdrew it on/, /withdrew BLOOMFIELD/],
  ] as const)('%s: all copies say who it was, and the reason is told', async (as, tells, status, card) => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await settle(1, as)).toMatchObject({ ok: true });
    expect(await statuses(on)).toEqual([as]);
    for (const who of ['U0ANA', 'U0JOAN', 'U0RAJ']) {
      const whose = who === 'U0ANA' ? 'your request' : 'the request of Ana Ruiz';
      const [notice, ...more] = saying(on.as(who).screen(), `The people who run this bot recorded ${whose}`);
      expect(more).toEqual([]);
      expect(words(notice?.blocks ?? [])).toContain(tells);
      expect(words(notice?.blocks ?? [])).toContain('Reason given: “The Service Center says so.”');
    }
    expect(statusOf('U0ANA')).toMatch(status);
    expect(cardOf('U0JOAN')).toMatch(card);
    for (const who of ['U0ANA', 'U0JOAN', 'U0RAJ'])
      expect(
        words(
          on
            .as(who)
            .screen()
            .messages.flatMap(({ blocks }) => blocks),
        ),
      ).not.toMatch(/(Joan Lee|Raj Patel|You|Ana) (approved|rejected|withdrew|did not)/);
    expect(await grants('active')).toHaveLength(as === 'active' ? 1 : 0);
    expect(await events(on, 'item-settled')).toMatchObject([{ actor: null, data: { from: 'pending', as } }]);
    expectPrivateLog(on, 'Service Center');
  });

  it('an official can finish what the operator recorded as approved', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await settle(1, 'approved');
    await click('U0JOAN', 'done');
    expect(await statuses(on)).toEqual(['active']);
    expect(saying(on.as('U0ANA').screen(), 'Your role is ready')).not.toHaveLength(0);
  });

  it('a security-official role that the operator records as active gives authority at once', async () => {
    await raise();
    await ask(on, 'U0LENA', 'provider-security-official', '165399');
    await settle(1, 'active');
    expect(await grants('active')).toHaveLength(1);
    await ask(on, 'U0ANA', 'pbj-viewer', '165399');
    expect(saying(on.as('U0LENA').screen(), 'Ana Ruiz asks for PBJ Viewer')).toHaveLength(1);
  });

  it.each([
    ['rejected', 0],
    ['active', 1],
  ] as const)(
    'a security-official role by somebody’s word is settled as %s: it waits for nobody any more',
    async (as, standing) => {
      await raise();
      await ask(on, 'U0LENA', 'provider-security-official', '165399');
      await click('U0LENA', 'outcome-approved');
      expect(await settle(1, as)).toMatchObject({ ok: true });
      expect(await grants('active')).toHaveLength(standing);
      expect(await on.bot.deps.ledger.read((record) => record.unconfirmedGrants(9))).toEqual([]);
      const [notice] = (await on.bot.deps.ledger.read((record) => record.notices(20))).filter(
        ({ about }) => about === 'official-unconfirmed',
      );
      expect(notice?.doneAt).toEqual(expect.any(Number));
      expect(statusOf('U0LENA', 'Provider Security Official')).not.toContain('waiting to be confirmed');
      expect(await statuses(on)).toEqual([as]);
      // What was wrong can be asked for again.
      await ask(on, 'U0LENA', 'provider-security-official', '165399');
      expect(await requestCount(on)).toBe(as === 'active' ? 1 : 2);
    },
  );

  it('what is over, an unknown item, no reason or a secret: refused, recorded, and nothing is kept', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await settle(1, 'active', '  ')).toEqual({ ok: false, refusal: 'words-missing' });
    expect(await settle(1, 'active', 'ssn 219-09-9999')).toEqual({ ok: false, refusal: 'holds-a-secret' });
    expect(await settle(2, 'active')).toEqual({ ok: false, refusal: 'request-unknown' });
    expect(await statuses(on)).toEqual(['pending']);
    expect(await texts()).toBe(0);
    await settle(1, 'rejected');
    expect(await settle(1, 'active')).toEqual({ ok: false, refusal: 'already-rejected' });
    expect(await statuses(on)).toEqual(['rejected']);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual([
      'words-missing',
      'holds-a-secret',
      'request-unknown',
      'already-rejected',
    ]);
  });

  it('an official who clicks afterwards is not told that an official was first', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const message = withButton(on.as('U0JOAN').screen(), 'approve');
    await on.as('U0JOAN').press({ surface: 'message', ts: message.ts, actionId: 'details' });
    await on.as('U0JOAN').close();
    await settle(1, 'rejected');
    const pressed = on.workspace
      .deliveries()
      .filter((one) => one.userId === 'U0JOAN' && one.body.includes('details'))
      .at(-1);
    if (pressed === undefined) throw new Error('nothing was pressed');
    await forge(on, payloadOf(pressed), (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: 'approve' }];
    });
    expect(await heard(on, 'U0JOAN', 1)).toEqual([
      expect.stringMatching(/This was rejected already\..*The people who run this bot recorded/),
    ]);
  });
});

describe('an official added later', () => {
  it('is told of what was taken back only where it is hers', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    await click('U0JOAN', 'approve');
    await takeBack('U0JOAN', 'Too early.');
    expect(saying(on.as('U0MARIA').screen(), 'took back')).toEqual([]);
    await addOfficials(on, [['lena.novak@hillside.example', 'Lena Novak', 'Provider Security Official', 'ccn:165326']]);
    expect(cardOf('U0LENA')).toContain('Do you know Ana, and is this role needed?');
  });
});
