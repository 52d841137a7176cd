import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { verifyChain } from '#storage/audit.ts';
import {
  addOfficials,
  ask,
  fillForm,
  inSlackIt,
  modal,
  press,
  type Stage,
  saying,
  stage,
  submitReview,
  words,
} from './harness.ts';

describe('what follows a request', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage();
  });
  afterEach(async () => on.stop());

  it('an official decides from My Profile, and the dialog shows the card true', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await joan.openHome();
    await on.delivered();
    expect(words([joan.screen().home?.view ?? {}])).toContain(
      'Ana Ruiz asks for Assessment Submitter at BLOOMFIELD CARE CENTER (165326). Waiting for your decision.',
    );
    await joan.press({ surface: 'home', actionId: 'open-card' });
    expect(modal(joan.screen()).words).toContain('Do you know Ana, and is this role needed?');
    await joan.press({ surface: 'modal', actionId: 'approve' });
    expect(modal(joan.screen()).words).toContain('You approved Ana for BLOOMFIELD CARE CENTER');
    await on.delivered();
    expect(words([joan.screen().home?.view ?? {}])).toContain('Approved; still to be done in iQIES.');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a rejection from the dialog closes both dialogs', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await joan.openHome();
    await on.delivered();
    await joan.press({ surface: 'home', actionId: 'open-card' });
    await joan.press({ surface: 'modal', actionId: 'reject' });
    await joan.fill('reason', 'not-needed');
    await joan.submit();
    expect(joan.screen().modals).toEqual([]);
    await on.delivered();
    expect(saying(joan.screen(), 'You rejected BLOOMFIELD CARE CENTER')).toHaveLength(1);
  });

  it('when the official names a better role, one press asks for it with the same facility', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'wrong-role');
    expect((await joan.submit()).status).toBe(200);
    expect(modal(joan.screen()).errors).toContain('Choose the role that would be right.');
    await joan.fill('better-role', 'provider-assessment-viewer');
    await joan.submit();
    await on.delivered();
    const ana = on.as('U0ANA');
    expect(saying(ana.screen(), 'Reason given: “Ask for Provider Assessment Viewer.”')).not.toHaveLength(0);
    await press(ana, 'ask-better');
    expect(modal(ana.screen()).words).toContain('facilities for Provider Assessment Viewer');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('You could not upload assessment files');
    await submitReview(ana);
    await on.delivered();
    expect(saying(joan.screen(), 'Ana Ruiz asks for Provider Assessment Viewer')).toHaveLength(1);
  });

  it('a reason that holds a Social Security number is refused in the form, and nothing of it is kept', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'other');
    await joan.fill('words', 'her number is 219-09-9999');
    await joan.submit();
    expect(modal(joan.screen()).errors).toContain('must not be kept here');
    await on.delivered();
    const rows = await on.bot.database.db.selectFrom('private_text').selectAll().execute();
    expect(rows).toEqual([]);
    expect(on.log.join('\n')).not.toContain('219-09');
  });

  it('a facility without a known official stays in the form, and she hears when there is one', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326 165399');
    expect(modal(ana.screen()).words).toContain('I don’t know a Provider Security Official (PSO) here.');
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('1 facility stays in your form');
    await addOfficials(on, [['lena.novak@hillside.example', 'Lena Novak', 'Provider Security Official', 'ccn:165399']]);
    await on.delivered();
    expect(saying(ana.screen(), 'I know a security official for REGENCY CARE CENTER (165399) now.')).toHaveLength(1);
    await press(ana, 'resume-draft');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('REGENCY CARE CENTER (165399)\nAsked: Lena Novak');
    await submitReview(ana);
    await on.delivered();
    expect(saying(on.as('U0LENA').screen(), 'Ana Ruiz asks for Assessment Submitter')).toHaveLength(1);
  });

  it('a first PSO approved by a CMS official in chat gets authority when it is done, and is told to find a second', async () => {
    await addOfficials(on, [['wei.chen@valley-care.example', 'Wei Chen', 'CMS Security Official', 'cms']]);
    await ask(on, 'U0LENA', 'provider-security-official', '165399');
    await press(on.as('U0WEI'), 'approve');
    await on.delivered();
    await press(on.as('U0WEI'), 'done');
    await on.delivered();
    expect(
      saying(on.as('U0LENA').screen(), 'has one Provider Security Official (PSO) now. CMS recommends two'),
    ).toHaveLength(1);
    await ask(on, 'U0ANA', 'pbj-viewer', '165399');
    expect(saying(on.as('U0LENA').screen(), 'Ana Ruiz asks for PBJ Viewer')).toHaveLength(1);
  });

  inSlackIt('an account that is switched off takes its undecided requests back, and the officials see it', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const ana = people.find(({ id }) => id === 'U0ANA');
    if (ana === undefined) throw new Error('no Ana');
    await on.workspace.setPerson({ ...ana, deleted: true });
    await on.delivered();
    expect(saying(on.as('U0JOAN').screen(), 'Ana withdrew BLOOMFIELD CARE CENTER')).toHaveLength(1);
  });

  it('“Not in iQIES yet” asks the requester once a day', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await press(joan, 'approve');
    await on.delivered();
    const told = (words: string) => expect.poll(() => saying(joan.screen(), words).length);
    await press(joan, 'ask-to-send');
    await told('I asked Ana to send it in iQIES.').toBe(1);
    await press(joan, 'ask-to-send');
    await told('You asked for this today already.').toBe(1);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'finds no request of yours in iQIES')).toHaveLength(1);
    expect(saying(joan.screen(), 'I asked Ana to send it in iQIES.')).toHaveLength(1);
  });

  it('“Not in iQIES yet” takes back that it was sent: the card says so, and she can say it again', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const [ana, joan] = [on.as('U0ANA'), on.as('U0JOAN')];
    await press(joan, 'approve');
    await on.delivered();
    const card = () =>
      saying(joan.screen(), 'You approved')
        .map(({ blocks }) => words(blocks))
        .at(-1);
    const says = async () => {
      await press(ana, 'sent');
      await on.delivered();
      expect(card()).toContain('that it was sent in iQIES');
    };
    await says();
    await press(joan, 'ask-to-send');
    await on.delivered();
    expect(card()).toContain('Ana hasn’t said yet that it was sent in iQIES.');
    await says();
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('the iQIES steps of an old message say what is true now: to send, sent, ready', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    const ana = on.as('U0ANA');
    const joan = on.as('U0JOAN');
    await press(joan, 'approve');
    await on.delivered();
    const [old] = saying(ana.screen(), 'Joan Lee approved Assessment Submitter');
    const steps = async () => {
      await ana.press({ surface: 'message', ts: old?.ts ?? '', actionId: 'iqies-steps' });
      return modal(ana.screen()).words;
    };
    const first = await steps();
    for (const part of ['165326', '165178', 'I sent it in iQIES']) expect(first).toContain(part);
    await ana.press({ surface: 'modal', actionId: 'sent' });
    expect(modal(ana.screen()).words).toContain('that you sent it in iQIES.');
    expect(JSON.stringify(ana.screen().modals.at(-1)?.view)).not.toContain('"action_id":"sent"');
    await ana.close();
    await press(joan, 'done');
    await on.delivered();
    const half = await steps();
    expect(half).toContain('165178');
    expect(half).not.toContain('165326');
    await ana.close();
    await press(on.as('U0MARIA'), 'approve');
    await on.delivered();
    await press(on.as('U0MARIA'), 'done');
    await on.delivered();
    const ready = await steps();
    expect(ready).toContain('Nothing is left to send in iQIES for this request.');
    expect(ready).not.toContain('Enter exactly this');
  });

  it('everything is there after a restart, and cards are edited, not posted again', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    const before = on.as('U0JOAN').screen().messages.length;
    await on.restartBot();
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    expect(on.as('U0JOAN').screen().messages).toHaveLength(before);
    expect(saying(on.as('U0ANA').screen(), 'Assessment Submitter: 1 of 2 approved, 1 of 2 waiting')).toHaveLength(1);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  });

  it('a direct message gets one answer, also when Slack delivers it twice', async () => {
    const joan = on.as('U0JOAN');
    await joan.say('hello');
    await on.workspace.redeliverLast('U0JOAN');
    await on.delivered();
    expect(saying(joan.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });
});
