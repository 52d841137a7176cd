import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered, Member } from '#rehearsal/slack/contract.ts';
import { events, expectNoFault, expectPrivateLog, lastOf, logged, requestCount, statuses } from './bad-input.ts';
import {
  ask,
  fillForm,
  identityOf,
  modal,
  officials,
  press,
  type Stage,
  saying,
  stage,
  submitReview,
  words,
} from './harness.ts';

/** Slack holds back what is not filled in; in Teams the bot does, because "Back" has to keep a half-filled form. */
const heldBack = ({ body }: Answered, member: Member) => body === 'required' || modal(member.screen()).errors !== '';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

describe('a person types facilities', () => {
  it.each([
    ['15012', 'did a leading 0 get lost? Did you mean 015012?'],
    ['QX7', 'has the wrong length'],
    ['1653266', 'has the wrong length'],
    ['1.6E+17', 'was changed by a spreadsheet'],
    ['16517O', 'has a letter where a digit belongs. Did you mean 165170?'],
    ['I65178', 'Did you mean 165178?'],
    ['635001', 'starts with no State’s code'],
    ['16XY26', 'is not built like a CCN'],
    ['💥💥💥1', 'has the wrong length'],
  ])('and reads what is wrong with %s', async (typed, says) => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', typed);
    expect(modal(ana.screen()).errors).toContain(says);
    expect(modal(ana.screen()).errors).toContain(typed);
    expect(logged(on, 'an entry was not accepted')).toHaveLength(1);
    expectPrivateLog(on, typed);
    await ana.fill('pasted', '165326');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('BLOOMFIELD CARE CENTER');
  });

  it('and is led to the search when she pastes names where numbers go', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', 'Bloomfield Care Center');
    expect(modal(ana.screen()).errors).toBe(
      'I read no CCN here. To find a facility by its name, search under Facilities above.',
    );
  });

  it('and of 60 pasted numbers reads the 5 that are wrong, and keeps the others', async () => {
    const right = Array.from({ length: 55 }, (_, n) => String(165400 + n));
    const wrong = ['16532', '1.6E+17', '16517O', '1653266', '16XY26'];
    const ana = on.as('U0ANA');
    const pasted = [...right.slice(0, 30), ...wrong, ...right.slice(30)].join('\n');
    await fillForm(ana, 'provider-security-official', pasted);
    const { errors } = modal(ana.screen());
    for (const one of wrong) expect(errors).toContain(one);
    expect(errors).not.toContain('165400');
    expect(JSON.stringify(ana.screen().modals.at(-1)?.values)).toContain('165454');
    await ana.fill('pasted', right.join(' '));
    await ana.submit();
    await ana.fill('keep', ['keep']);
    await ana.submit();
    await submitReview(ana);
    expect(await statuses(on)).toEqual(Array(55).fill('outside'));
  });

  it('and reads of more than 5 wrong numbers how many more there are', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', Array.from({ length: 12 }, (_, n) => `16XY${10 + n}`).join(' '));
    expect(modal(ana.screen()).errors).toContain('And 7 more like these.');
  });

  it.each(['', ' , ;\n ', '- – .'])('and is asked for one when there is none: "%s"', async (typed) => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', typed);
    expect(modal(ana.screen()).errors).toContain('Add at least one facility.');
  });

  it('and of 101 the last one is kept for a second request', async () => {
    const ana = on.as('U0ANA');
    const ccns = Array.from({ length: 101 }, (_, n) => String(165200 + n));
    await fillForm(ana, 'provider-security-official', ccns.join(' '));
    await ana.fill('keep', ['keep']);
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('1 more facility is kept for a second request.');
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('1 more facility is kept for a second request: open the form again.');
    await ana.close();
    await ana.command('');
    expect(JSON.stringify(ana.screen().modals.at(-1)?.view)).toContain('165300');
  });

  it('and asks for 100 in one request, which one official approves at once', async () => {
    await on.stop();
    const ccns = Array.from({ length: 100 }, (_, n) => String(165300 + n));
    on = await stage({
      officials: ccns.map((ccn) => [
        'joan.lee@valley-care.example',
        'Joan Lee',
        'Provider Security Official',
        `ccn:${ccn}`,
      ]),
    });
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', ccns.join(', '));
    await ana.fill('keep', ['keep']);
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Facilities 1 to 20 of 100.');
    await submitReview(ana);
    await on.delivered();
    expect(await statuses(on)).toEqual(Array(100).fill('pending'));
    const joan = on.as('U0JOAN');
    expect(words(saying(joan.screen(), 'Ana Ruiz asks')[0]?.blocks ?? [])).toContain('and 90 more under Details');
    expect((await press(joan, 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(Array(100).fill('approved'));
    await on.delivered();
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('and keeps a CCN that is in no list with one tick', async () => {
    await on.stop();
    on = await stage({
      officials: [['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:16E724']],
    });
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '16e724');
    expect(modal(ana.screen()).words).toContain('Not in my list');
    expect(modal(ana.screen()).words).toContain('16E724');
    expect(heldBack(await ana.submit(), ana)).toBe(true);
    await ana.fill('keep', ['keep']);
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('CCN 16E724\nAsked: Joan Lee');
    await submitReview(ana);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it.each(['pbj-submitter', 'pbj-viewer', 'provider-epoc-administrator'])(
    'and is asked first when %s is meant for something that is no nursing home',
    async (role) => {
      const ana = on.as('U0ANA');
      await fillForm(ana, role, '167001 165326');
      expect(modal(ana.screen()).words).toContain('concerns nursing homes. Some of these are none');
      await ana.fill('keep', ['keep']);
      await ana.submit();
      expect(modal(ana.screen()).words).toContain('Step 4 of 4');
    },
  );

  it('and is not asked when PBJ is meant for a nursing home', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'pbj-submitter', '165326');
    expect(modal(ana.screen()).words).toContain('Step 4 of 4');
  });

  it('twice, and it counts once', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326, 165326 16-5326\n165178');
    await submitReview(ana);
    expect(await statuses(on)).toEqual(['pending', 'pending']);
  });

  it.each([
    'my password is Tr0ub4dor-and-3',
    '4111 1111 1111 1111',
    '4111111111111111',
    '3782-822463-10005',
    '536-90-4399',
  ])('and a secret among them is never kept: %s', async (secret) => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', `165326 ${secret}`);
    expect(modal(ana.screen()).errors).toContain('I kept nothing');
    await ana.close();
    const drafts = await on.bot.database.db.selectFrom('draft').select('value').execute();
    expect(drafts.length).toBeGreaterThan(0);
    expect(JSON.stringify(drafts)).not.toContain(secret);
    expectPrivateLog(on, secret);
  });

  it('and any three CCNs in a row are no secret', async () => {
    const ana = on.as('U0ANA');
    // Read as one number these pass the check digit of payment cards.
    await fillForm(ana, 'provider-security-official', '165200 165201 165204 165208 165202 165203 165205 165206');
    expect(modal(ana.screen()).errors).toBe('');
  });
});

describe('a person goes back, away and on', () => {
  it('Back keeps facilities, role and category', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'pbj-viewer', '165326, 165178');
    await ana.fill('legal-name', 'Ana Maria Ruiz');
    await ana.press({ surface: 'modal', actionId: 'back' });
    const typed = () => JSON.stringify(ana.screen().modals.at(-1)?.values);
    expect(modal(ana.screen()).words).toContain('Step 3 of 4');
    expect(typed()).toContain('165326');
    expect(typed()).toContain('165178');
    await ana.press({ surface: 'modal', actionId: 'back' });
    expect(typed()).toContain('pbj-viewer');
    await ana.press({ surface: 'modal', actionId: 'back' });
    expect(typed()).toContain('"value":"provider"');
    await ana.submit();
    await ana.submit();
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('AASE HAUGEN HOME (165178)');
    expect(typed()).toContain('Ana Maria Ruiz');
  });

  it('closing keeps the form, and the command goes on with it where it was', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'pbj-viewer', '165326');
    await ana.close();
    await on.restartBot();
    await ana.command('');
    expect(modal(ana.screen()).words).toContain('Step 4 of 4');
    expect(modal(ana.screen()).words).toContain('BLOOMFIELD CARE CENTER (165326)');
    await submitReview(ana);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('closing keeps even what was typed and never sent', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'pbj-viewer', '');
    await ana.fill('pasted', '165326 165178');
    await ana.close();
    await ana.command('');
    expect(JSON.stringify(ana.screen().modals.at(-1)?.values)).toContain('165326 165178');
  });

  it('somebody else’s form is not resumed', async () => {
    await fillForm(on.as('U0ANA'), 'pbj-viewer', '165326');
    const lena = on.as('U0LENA');
    await lena.command('');
    expect(modal(lena.screen()).words).toContain('Step 1 of 4');
  });

  it('a second form for another role starts empty after the first was sent', async () => {
    const ana = await ask(on, 'U0ANA', 'pbj-viewer', '165326');
    await ana.command('');
    expect(modal(ana.screen()).words).toContain('Step 1 of 4');
  });

  it('Submit without the HARP tick says so and sends nothing', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'pbj-viewer', '165326');
    expect(heldBack(await ana.submit(), ana)).toBe(true);
    expect(await requestCount(on)).toBe(0);
  });
});

describe('a click arrives twice', () => {
  it('the same Submit again gives one request, one card and the same answer', async () => {
    const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const submitted = lastOf(on, 'U0ANA');
    const again = await on.workspace.deliver(submitted.body, { contentType: submitted.contentType });
    await on.delivered();
    expect(again.status).toBe(200);
    expect(JSON.stringify(again.body)).toContain('Sent to Joan Lee and Raj Patel');
    expect(await requestCount(on)).toBe(1);
    expect(await events(on, 'request-submitted')).toHaveLength(1);
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toHaveLength(1);
    expect(ana.screen().messages).toHaveLength(1);
  });

  it('the same Submit after officials answered says so, and leaves no step where nothing is left to do', async () => {
    for (const [user, answer, stepLeft] of [
      ['U0ANA', 'approve', true],
      ['U0LENA', 'reject', false],
    ] as const) {
      await ask(on, user, 'assessment-submitter', '165326');
      const { body, contentType } = lastOf(on, user);
      await press(on.as('U0JOAN'), answer);
      if (answer === 'reject') {
        await on.as('U0JOAN').fill('reason', 'not-needed');
        await on.as('U0JOAN').submit();
      }
      await on.delivered();
      const again = JSON.stringify((await on.workspace.deliver(body, { contentType })).body);
      expect(again).toContain('This request was sent already, and there is an answer');
      expect(again).not.toContain('Nothing was sent');
      expect(again.includes('One step left'), answer).toBe(stepLeft);
    }
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('two Submits at the same moment give one request', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    await ana.fill('harp', ['yes']);
    const first = ana.submit();
    const { body, contentType } = lastOf(on, 'U0ANA');
    const answers = await Promise.all([first, on.workspace.deliver(body, { contentType })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await requestCount(on)).toBe(1);
  });

  it('two presses of Approve at the same moment are one decision and one event', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    const answers = await Promise.all([press(joan, 'approve'), press(joan, 'approve')]);
    await on.delivered();
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await events(on, 'item-approved')).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee approved Assessment Submitter')).toHaveLength(1);
  });

  it('two officials who press at the same moment: one decides, the other reads who it was', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await Promise.all([press(on.as('U0JOAN'), 'approve'), press(on.as('U0RAJ'), 'approve')]);
    await on.delivered();
    expect(await events(on, 'item-approved')).toHaveLength(1);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'already-approved' } }]);
    expect(officials.length).toBeGreaterThan(1);
  });
});

describe('a form whose draft stands at an earlier step, as a power cut can leave it', () => {
  it('goes back to that step, and is sent from there', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    const { ledger, drafts } = on.bot.deps;
    const person = await ledger.read((record) => record.personAt(identityOf(on, 'U0ANA')));
    const [draft] = await drafts.allOf(person?.personId ?? '');
    if (draft === undefined) throw new Error('no draft is kept');
    await drafts.save({ ...draft, step: 'category', roleId: null, ccns: [], kept: [] });
    await submitReview(ana);
    expect(modal(ana.screen()).errors).toBe('');
    await ana.fill('role', 'assessment-submitter');
    await ana.submit();
    await ana.fill('pasted', '165326');
    await ana.submit();
    await submitReview(ana);
    expect(await requestCount(on)).toBe(1);
  });
});
