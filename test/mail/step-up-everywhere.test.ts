import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerChecklist } from '#application/checklist-invites.ts';
import { type Deed, decideRequest } from '#application/decide-request.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { loseRole } from '#application/lose-role.ts';
import { confirmBack } from '#application/regain-role.ts';
import { removeRole } from '#application/remove-role.ts';
import { finishReview, markRole, mayMark, removeMarked, startReview } from '#application/review.ts';
import { settleStatement } from '#application/settle-statement.ts';
import { allButtons, allForms } from '#channels/clicks/all.ts';
import { confirmedBefore } from '#channels/clicks/confirm-pressed.ts';
import type { Answer, Refusal } from '#domain/refusal.ts';
import { ask, modal, press, type Stage, saying, stage } from '../slack/harness.ts';
import { homeOf, pressHome } from '../slack/home.ts';
import { sayRole, statements } from '../slack/say-role.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

/** Buttons that act with an official's authority and ask for the number themselves, in one change with the decision. */
const decide = [
  ...['approve', 'done', 'ask-to-send', 'approved-in-iqies', 'rejected-in-iqies', 'approve-one', 'approve-rest'],
];
/** Forms of an official. Their use cases refuse whoever is not confirmed. */
const officialForms = [
  'reject',
  'reject-one',
  'take-back',
  'remove-role',
  'remove-items',
  'review-mark',
  'checklist-for',
];

/** Buttons that only show something, or lead to a form that asks when it is sent. */
const shows =
  'reject take-back reject-one details open-card one-by-one one-page-earlier one-page-later who-has-what holders-csv holders-earlier holders-later csv-earlier csv-later review-open review-earlier review-later waiting colleagues';
/** What she says as herself, or what decides nothing: also an official who is not confirmed may do it. */
const asHerself =
  'talk-ask talk-officials talk-decider talk-answer away away-end pso-here pso-left pso-leaving leaving pso-gone pso-gone-too pso-message pso-who pso-take-over pso-second report-left left-ask-pso left-place left-who talk checklist checklist-fit checklist-start checklist-decline checklist-close step-done step-open checklist-stuck checklist-help-1 checklist-help-2 checklist-help-3 checklist-help-4 checklist-help-5 checklist-help-6';
/** The operator's help desk, whose list is no list of officials. */
const helpDesk = 'pso-remove';
const requesters =
  'withdraw sent iqies-steps request-role my-requests requests-earlier requests-later resume-draft ask-better another-role second-request back page-earlier page-later chain mail-came outcome-approved outcome-rejected change move-to ask-again way-all way-look way-none way-unsure way-know way-official join-yes join-no disciplines edit-disciplines state-role take-back-statement my-roles roles-earlier roles-later edit-role edit-earlier edit-later my-role-lost have-it-again ask-lost-again ask-role remind-on remind-off show-article-1 show-article-2 show-article-3 none-of-these helpful not-helpful service-center request-this-role request name-official state-place removed';
const theNumber = 'confirm-official new-number';

describe('an official who is not confirmed yet', () => {
  let mail: MailServer;
  let on: Stage;
  let raj: KnownPerson;
  let refs: Record<'removable' | 'lost', { grantId: string }>;

  const personAt = async (email: string) =>
    on.bot.deps.ledger.read(async (record) => {
      const person = await record.person((await record.peopleWith(email))[0] ?? '');
      if (person === null) throw new Error(`nobody has ${email}`);
      return person;
    });
  const grantOf = async (roleId: string, lost = false) => {
    const { id } = await on.bot.database.db
      .selectFrom('role_grant')
      .select('id')
      .where('role_id', '=', roleId)
      .where('standing', '=', lost ? 'suspended' : 'active')
      .executeTakeFirstOrThrow();
    return { grantId: id };
  };
  const items = async (status: string) => {
    const { id, request_id } = await on.bot.database.db
      .selectFrom('item')
      .select(['id', 'request_id'])
      .where('status', '=', status as 'pending')
      .executeTakeFirstOrThrow();
    return { requestId: request_id, itemIds: [id] };
  };
  /** All that his deeds could change. */
  const everything = async () => {
    const { db } = on.bot.database;
    return JSON.stringify([
      await db.selectFrom('item').selectAll().orderBy('id').execute(),
      await db.selectFrom('role_grant').selectAll().orderBy('id').execute(),
      await db.selectFrom('stated_role').selectAll().orderBy('id').execute(),
      await db.selectFrom('event').select('kind').where('kind', '!=', 'refused').orderBy('seq').execute(),
    ]);
  };

  beforeAll(async () => {
    mail = await startMailServer();
    on = await stage({ variables: mail.variables });
    for (const role of ['assessment-submitter', 'pbj-viewer', 'pbj-submitter', 'provider-assessment-viewer']) {
      await ask(on, 'U0ANA', role, '165326');
      await on.as('U0ANA').close();
      const pressed = { 'provider-assessment-viewer': [], 'pbj-submitter': ['approve'] }[role] ?? ['approve', 'done'];
      for (const button of pressed) {
        await press(on.as('U0JOAN'), button);
        await on.delivered();
      }
    }
    await sayRole(on, 'U0SAM', 'provider-administrator', { pasted: '165326' });
    const joan = await personAt('joan.lee@valley-care.example');
    await loseRole(on.bot.deps)(joan, await grantOf('pbj-viewer'));
    await startReview(on.bot.deps)(null);
    refs = { removable: await grantOf('assessment-submitter'), lost: await grantOf('pbj-viewer', true) };
    await on.delivered();
    await on.restartBot({ variables: { ...mail.variables, OFFICIAL_VERIFICATION: 'email' } });
    raj = await personAt('raj.patel@valley-care.example');
  });
  afterAll(async () => {
    await on.stop();
    await mail.stop();
  });

  it('every button and form of the bot asks for the number, or is among those that need not', () => {
    const context = { deps: on.bot.deps, flow: {}, log: {} } as never;
    const known = [...decide, ...officialForms, ...Object.keys(confirmedBefore)].concat(
      ...[shows, asHerself, helpDesk, requesters, theNumber].map((list) => list.split(' ')),
    );
    const there = [...Object.keys(allButtons(context)), ...Object.keys(allForms(context))];
    expect(there.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !there.includes(name))).toEqual([]);
  });

  it('does nothing at all before that: every deed is refused, and nothing changes', async () => {
    const { deps } = on.bot;
    const [statement] = await statements(on);
    const before = await everything();
    const deed = async (what: Deed, status: string): Promise<Refusal | undefined> =>
      (await decideRequest(deps)({ person: raj, ...(await items(status)), deed: what })).refused[0]?.refusal;
    const said = async (answer: Promise<Answer<unknown>>) => {
      const got = await answer;
      return got.ok ? 'done' : got.refusal;
    };
    const words = 'He left.';
    const deeds = {
      approve: await deed({ deed: 'approve' }, 'pending'),
      reject: await deed({ deed: 'reject', rejection: { reason: 'other', words, betterRole: null } }, 'pending'),
      'approved-in-iqies': await deed({ deed: 'in-iqies', outcome: 'approved' }, 'pending'),
      'rejected-in-iqies': await deed({ deed: 'in-iqies', outcome: 'rejected' }, 'pending'),
      done: await deed({ deed: 'done' }, 'approved'),
      'ask-to-send': await deed({ deed: 'ask-to-send' }, 'approved'),
      'take-back': await deed({ deed: 'take-back', words }, 'approved'),
      'remove-role': await said(removeRole(deps)(raj, refs.removable, words)),
      'role-lost': await said(loseRole(deps)(raj, refs.removable)),
      'role-back': await said(confirmBack(deps)(raj, refs.lost)),
      'confirm-statement': await said(settleStatement(deps)(raj, statement?.id ?? '', 'confirmed')),
      'strike-statement': await said(settleStatement(deps)(raj, statement?.id ?? '', 'struck')),
      'review-mark': await said(markRole(deps)(raj, refs.removable, words, true)),
      'review-unmark': await said(markRole(deps)(raj, refs.removable, null, false)),
      'review-may-mark': await mayMark(deps)(raj, refs.removable),
      'review-finish': await said(finishReview(deps)(raj)),
      'checklist-for': await said(offerChecklist(deps)(raj, 'sam@valley-care.example', 'ccn:165326')),
    };
    expect(new Set(Object.values(deeds)), JSON.stringify(deeds)).toEqual(new Set(['confirm-first']));
    expect(await everything()).toBe(before);
  });

  it('is asked when he marks a role as lost; a wrong number does nothing, and the right one does it, in the list', async () => {
    const member = on.as('U0RAJ');
    await homeOf(on, 'U0RAJ');
    await pressHome(on, 'U0RAJ', 'who-has-what');
    const value = `g|${refs.removable.grantId}|0`;
    await member.press({ surface: 'modal', actionId: 'role-lost', value });
    await on.delivered();
    expect(modal(member.screen()).title).toBe('Is it you?');
    const number = () => /^(\d{4}) (\d{4})$/m.exec(mail.to('raj.patel@valley-care.example').at(-1)?.text ?? '')?.[0];
    await member.fill('number', '0000 0000');
    await member.submit();
    await on.delivered();
    expect(modal(member.screen()).errors).toContain('That is not the number');
    expect(await grantOf('assessment-submitter')).toEqual(refs.removable);
    await member.fill('number', number() ?? '');
    await member.submit();
    await on.delivered();
    expect(modal(member.screen()).words).toMatch(/Assessment Submitter at [^.]+\. Lost in iQIES, as was said/);
    expect(await grantOf('assessment-submitter', true)).toEqual(refs.removable);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('never again after that: he removes the role at once, and finishes the review', async () => {
    const before = mail.letters.length;
    const member = on.as('U0RAJ');
    await member.press({ surface: 'modal', actionId: 'remove-role', value: `g|${refs.removable.grantId}|0` });
    await member.fill('words', 'He left.');
    await member.submit();
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'He left.')).toHaveLength(1);
    expect(await markRole(on.bot.deps)(raj, refs.lost, 'It was never needed.', true)).toMatchObject({ ok: true });
    expect(await finishReview(on.bot.deps)(raj)).toMatchObject({ ok: true });
    expect(mail.letters.slice(before).filter(({ subject }) => subject.includes('number'))).toEqual([]);
  });

  it('is asked before the form for a reason opens, and it opens when the number is right', async () => {
    await on.bot.database.db.deleteFrom('confirmed_official').execute();
    const { reviewId = '' } = (await on.bot.deps.ledger.read((record) => record.review())) ?? {};
    expect(await removeMarked(on.bot.deps)(raj, reviewId)).toMatchObject({ refusal: 'confirm-first' });
    await homeOf(on, 'U0RAJ');
    const member = on.as('U0RAJ');
    while (member.screen().modals.length > 0) await member.close();
    await pressHome(on, 'U0RAJ', 'who-has-what');
    await member.press({ surface: 'modal', actionId: 'remove-role', value: `g|${refs.lost.grantId}|0` });
    await on.delivered();
    const number = /^(\d{4}) (\d{4})$/m.exec(mail.to('raj.patel@valley-care.example').at(-1)?.text ?? '')?.[0];
    await member.fill('number', number ?? '');
    await member.submit();
    await on.delivered();
    await member.fill('words', 'It was never needed.');
    await member.submit();
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'It was never needed.')).toHaveLength(1);
    expect(on.workspace.refusals()).toEqual([]);
  });
});
