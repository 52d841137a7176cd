import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startReview } from '#application/review.ts';
import { reviewStart } from '#cli/commands/review-start.ts';
import { reviewStatus } from '#cli/commands/review-status.ts';
import { reviewStop } from '#cli/commands/review-stop.ts';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf, told } from './bad-input.ts';
import { ask, modal, press, type Stage, saying, stage } from './harness.ts';
import { homeOf, pressHome } from './home.ts';

/** One review at two places, from its start to its end: each test begins where the one before ended. */
let on: Stage;
beforeAll(async () => {
  on = await stage();
  for (const [paste, official] of [
    ['165326', 'U0JOAN'],
    ['165178', 'U0MARIA'],
  ] as const) {
    await ask(on, 'U0ANA', 'assessment-submitter', paste);
    await on.as('U0ANA').close();
    await ask(on, 'U0SAM', 'pbj-viewer', paste);
    await on.as('U0SAM').close();
    for (const button of ['approve', 'approve', 'done', 'done']) {
      await press(on.as(official), button);
      await on.delivered();
    }
  }
});
afterAll(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const top = (who: string) => modal(on.as(who).screen());
const inModal = async (who: string, actionId: string, value?: string) => {
  await on.as(who).press({ surface: 'modal', actionId, ...(value === undefined ? {} : { value }) });
  await on.delivered();
};
const printed = async (command: (record: never, print: (line: string) => void) => Promise<number>) => {
  const lines: string[] = [];
  const code = await command({ deps: on.bot.deps, database: on.bot.database } as never, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
};
const asked = (who: string) => saying(on.as(who).screen(), 'who has what at').length;
const refOf = async (ccn: string, roleId: string) => {
  const { id } = await on.bot.database.db
    .selectFrom('role_grant')
    .select('id')
    .where('organization', '=', `ccn:${ccn}`)
    .where('role_id', '=', roleId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return `g|${id}|0`;
};
const mark = async (who: string, ref: string, reason: string) => {
  await inModal(who, 'review-mark', ref);
  await on.as(who).fill('words', reason);
  await on.as(who).submit();
  await on.delivered();
};

describe('a review of who has what', () => {
  it('asks each security official once, for all her places, and reminds her weekly while it is open', async () => {
    const review = on.bot.deps;
    expect((await printed((record, print) => reviewStart(record, {}, print))).text).toContain('Say which');
    expect((await printed((record, print) => reviewStart(record, { organization: ['ccn:1'] }, print))).code).toBe(1);
    expect((await printed((record, print) => reviewStart(record, { all: true }, print))).text).toContain(
      'Started: 2 places',
    );
    await on.delivered();
    expect(['U0JOAN', 'U0RAJ', 'U0MARIA', 'U0WEI', 'U0ANA'].map(asked)).toEqual([1, 1, 1, 0, 0]);
    expect(await startReview(review)(null)).toEqual({ ok: false, refusal: 'review-open' });
    on.forward(7 * 24 * 60 * 60 * 1000);
    await on.delivered();
    expect(['U0JOAN', 'U0RAJ', 'U0MARIA'].map(asked)).toEqual([2, 2, 2]);
    expect((await printed(reviewStatus)).text).toMatch(
      /0 of 2 places gone through[\s\S]+ccn:165326: open, asked: Joan Lee and Raj Patel/,
    );
  });

  it('each row is right or should end, with a guarded reason; a mark removes nothing, and another official sees it', async () => {
    await press(on.as('U0JOAN'), 'review-open');
    expect(top('U0JOAN').words).toMatch(/Ana Ruiz.+Assessment Submitter at BLOOMFIELD/);
    expect(top('U0JOAN').words).not.toContain('165178');
    const sams = await refOf('165326', 'pbj-viewer');
    await inModal('U0JOAN', 'review-mark', sams);
    await on.as('U0JOAN').fill('words', 'SSN 123-45-6789');
    await on.as('U0JOAN').submit();
    expect(top('U0JOAN').errors).toContain('must not be kept here');
    await on.as('U0JOAN').fill('words', 'Sam left in May.');
    await on.as('U0JOAN').submit();
    await on.delivered();
    expect(top('U0JOAN').words).toContain('Should end, says Joan Lee: “Sam left in May.”');
    await mark('U0JOAN', await refOf('165326', 'assessment-submitter'), 'A slip');
    await inModal('U0JOAN', 'review-unmark', await refOf('165326', 'assessment-submitter'));
    expect(top('U0JOAN').words).not.toContain('A slip');
    await press(on.as('U0RAJ'), 'review-open');
    expect(top('U0RAJ').words).toContain('Should end, says Joan Lee');
    expect(await events(on, 'role-removed')).toEqual([]);
    expect(JSON.stringify(await on.bot.database.db.selectFrom('event').select('data').execute())).not.toContain(
      'left in May',
    );
  });

  it('nobody else marks, finishes or removes: who pressed is looked up', async () => {
    const sams = await refOf('165326', 'pbj-viewer');
    await inModal('U0JOAN', 'review-unmark', sams);
    const pressed = payloadOf(lastOf(on, 'U0JOAN'));
    await mark('U0JOAN', sams, 'Sam left in May.');
    const before = (await events(on, 'refused')).length;
    for (const who of ['U0MARIA', 'U0ANA', 'U0SAM', 'U0GUS'])
      for (const action_id of ['review-unmark', 'review-mark', 'review-remove'])
        await forge(on, pressed, (payload) => {
          asUser(payload, who);
          for (const action of payload.actions) Object.assign(action, { action_id });
        });
    for (const who of ['U0ANA', 'U0GUS'])
      await forge(on, pressed, (payload) => {
        asUser(payload, who);
        for (const action of payload.actions) Object.assign(action, { action_id: 'review-finish' });
      });
    expect((await events(on, 'refused')).length).toBe(before + 14);
    expect(await on.bot.database.db.selectFrom('review_mark').selectAll().execute()).toHaveLength(1);
    expect(await events(on, 'role-removed')).toEqual([]);
    expect(await events(on, 'review-finished')).toEqual([]);
  });

  it('“All others are right” finishes her places with one press; the other officials’ lists say so', async () => {
    await inModal('U0JOAN', 'review-finish');
    expect(top('U0JOAN').words).toContain(
      '1 role at 1 place is right. 1 role should end; nothing is removed until you press',
    );
    expect(saying(on.as('U0JOAN').screen(), 'The list is finished.')).toHaveLength(1);
    await on.as('U0RAJ').close();
    await press(on.as('U0RAJ'), 'review-open');
    expect(top('U0RAJ').words).toMatch(
      /BLOOMFIELD CARE CENTER \(165326\): Joan Lee went through it on .+ Nothing for you to do/,
    );
    await on.as('U0RAJ').close();
    on.forward(7 * 24 * 60 * 60 * 1000);
    await on.delivered();
    expect(['U0JOAN', 'U0RAJ', 'U0MARIA'].map(asked)).toEqual([2, 2, 3]);
  });

  it('what was marked is removed by her press only, once, with its reason, and the person is told', async () => {
    await inModal('U0JOAN', 'review-remove');
    const again = payloadOf(lastOf(on, 'U0JOAN'));
    expect(top('U0JOAN').words).toContain('1 role ended. Remove them in iQIES too');
    await forge(on, again, () => {});
    await on.delivered();
    expect(await events(on, 'role-removed')).toHaveLength(1);
    await vi.waitFor(() =>
      expect(saying(on.as('U0SAM').screen(), 'Joan Lee removed your role PBJ Viewer')).toHaveLength(1),
    );
    expect(JSON.stringify(on.as('U0SAM').screen().messages)).toContain('Sam left in May.');
    await on.as('U0JOAN').close();
  });

  it('when every place was gone through the operator has a summary, and it is over', async () => {
    await press(on.as('U0MARIA'), 'review-open');
    await inModal('U0MARIA', 'review-finish');
    expect(top('U0MARIA').words).toContain('2 roles at 1 place are right. None should end.');
    expect(await told(on)).toContain('review-done');
    const { text } = await printed(reviewStatus);
    expect(text).toContain('2 of 2 places gone through');
    expect(text).toContain('3 right, 0 should end, 1 removed.');
    expect(await printed(reviewStop)).toMatchObject({ code: 1, text: expect.stringContaining('No review is open.') });
    // One that finds nobody is none: the last one stays what it was.
    const nobody = await printed((record, print) => reviewStart(record, { organization: ['state:WY'] }, print));
    expect(nobody).toMatchObject({ code: 1, text: expect.stringContaining('Nobody has a role there') });
    expect((await printed(reviewStatus)).text).toContain('2 of 2 places gone through');
    on.forward(28 * 24 * 60 * 60 * 1000);
    await on.delivered();
    expect(asked('U0MARIA')).toBe(3);
    expect(await told(on)).not.toContain('review-late');
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(on.workspace.refusals()).toEqual([]);
    await homeOf(on, 'U0JOAN');
    await pressHome(on, 'U0JOAN', 'who-has-what');
    expect(top('U0JOAN').words).not.toContain('Sam');
  });
});
