import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#rehearsal/slack/contract.ts';
import { events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf, statuses } from './bad-input.ts';
import {
  ask,
  deep,
  fillForm,
  modal,
  officials,
  press,
  replaceOfficials,
  type Stage,
  type StageOptions,
  saying,
  stage,
  submitReview,
  words,
} from './harness.ts';

let on: Stage;
const raise = async (options: StageOptions = {}): Promise<void> => {
  on = await stage(options);
};
afterEach(async () => {
  expect(on.workspace.refusals()).toEqual([]);
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const pso = (name: 'Joan Lee' | 'Raj Patel', ccn: string) => [
  `${name.toLowerCase().replace(' ', '.')}@valley-care.example`,
  name,
  'Provider Security Official',
  `ccn:${ccn}`,
];
const three = ['165326', '165178', '165199'];
const both = three.flatMap((ccn) => [pso('Joan Lee', ccn), pso('Raj Patel', ccn)]);

/** The button of one place in the open dialog: the n-th of those that still wait. */
async function pressRow(member: Member, actionId: string, row: number): Promise<void> {
  const view = JSON.stringify(member.screen().modals.at(-1)?.view);
  const values = [...view.matchAll(/"action_id":"([a-z-]+)"[^}]*?\}?,"value":"([^"]+)"/g)]
    .filter(([, action]) => action === actionId)
    .map(([, , value]) => value ?? '');
  const value = values[row];
  if (value === undefined) throw new Error(`no row ${row} with ${actionId}`);
  expect((await member.press({ surface: 'modal', actionId, value })).status).toBe(200);
}

const shows = (member: Member): string => modal(member.screen()).words;

describe('a request for three facilities, decided one by one', () => {
  beforeEach(async () => {
    await raise({ officials: both });
    await ask(on, 'U0ANA', 'assessment-submitter', three.join(' '));
  });

  it('Approve decides one place at once, and its row says so', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    expect(shows(joan)).toContain('BLOOMFIELD CARE CENTER (165326)');
    await pressRow(joan, 'approve-one', 1);
    expect(await statuses(on)).toEqual(['pending', 'approved', 'pending']);
    expect(shows(joan)).toMatch(/AASE HAUGEN HOME \(165178\).*\nYou approved this\./);
    expect(shows(joan)).toContain('Approve the rest (2)');
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee approved Assessment Submitter for AASE HAUGEN HOME')).toHaveLength(
      1,
    );
    expect(saying(on.as('U0RAJ').screen(), 'Joan Lee approved AASE HAUGEN HOME')).toHaveLength(1);
    expect(await events(on, 'item-approved')).toHaveLength(1);
  });

  it('Reject opens the reason for that place alone, and the dialog below is true afterwards', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await pressRow(joan, 'reject-one', 0);
    expect(joan.screen().modals).toHaveLength(deep(2));
    expect(shows(joan)).toContain('BLOOMFIELD CARE CENTER');
    expect(shows(joan)).not.toContain('AASE');
    await joan.submit();
    await joan.fill('reason', 'other');
    await joan.submit();
    expect(modal(joan.screen()).errors).toContain('Say in a few words why.');
    await joan.fill('words', 'Ask for Viewer there.');
    await joan.submit();
    expect(joan.screen().modals).toHaveLength(1);
    expect(shows(joan)).toMatch(/BLOOMFIELD CARE CENTER \(165326\).*\nYou rejected this\./);
    expect(await statuses(on)).toEqual(['rejected', 'pending', 'pending']);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'Reason given: “Ask for Viewer there.”')).not.toEqual([]);
  });

  it('the rest is approved after one question, without what was decided before', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await pressRow(joan, 'reject-one', 2);
    await joan.fill('reason', 'not-needed');
    await joan.submit();
    const rest = JSON.stringify(joan.screen().modals.at(-1)?.view.blocks);
    expect(rest).toMatch(/"action_id":"approve-rest".*"confirm":\{/);
    expect(rest).toContain('at 2 places that you have not decided yet');
    await joan.press({ surface: 'modal', actionId: 'approve-rest' });
    expect(await statuses(on)).toEqual(['approved', 'approved', 'rejected']);
    expect(shows(joan)).not.toContain('Approve the rest');
    expect(shows(joan).match(/You approved this\./g)).toHaveLength(2);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'Assessment Submitter: 2 of 3 approved, 1 of 3 not approved')).toHaveLength(
      1,
    );
  });

  it('when somebody else decided meanwhile, a click says who and the dialog shows it', async () => {
    const [joan, raj] = [on.as('U0JOAN'), on.as('U0RAJ')];
    await press(joan, 'one-by-one');
    await press(raj, 'one-by-one');
    await pressRow(raj, 'approve-one', 0);
    await pressRow(joan, 'approve-one', 0);
    expect(shows(joan)).toMatch(/This was approved already.*It was Raj Patel/);
    expect(shows(joan)).toContain('Raj Patel approved this.');
    expect(await events(on, 'item-approved')).toHaveLength(1);
    await pressRow(raj, 'approve-one', 0);
    await pressRow(joan, 'reject-one', 0);
    expect(joan.screen().modals).toHaveLength(1);
    expect(shows(joan).match(/Raj Patel approved this\./g)).toHaveLength(2);
    expect(await statuses(on)).toEqual(['approved', 'approved', 'pending']);
    expect(await events(on, 'refused')).toMatchObject([
      { data: { refusal: 'already-approved' } },
      { data: { refusal: 'already-decided', deed: 'reject-one' } },
    ]);
  });

  it('a reason that comes too late is refused in words, and the dialog below shows who was first', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await pressRow(joan, 'reject-one', 0);
    await joan.fill('reason', 'not-needed');
    await press(on.as('U0RAJ'), 'approve');
    await joan.submit();
    expect(modal(joan.screen()).errors).toContain('This was approved already.');
    await joan.close();
    expect(shows(joan).match(/Raj Patel approved this\./g)).toHaveLength(3);
    expect(await statuses(on)).toEqual(['approved', 'approved', 'approved']);
  });

  it('opened on top of the card from My Profile, the card below is true as well', async () => {
    const joan = on.as('U0JOAN');
    await joan.openHome();
    await on.delivered();
    await joan.press({ surface: 'home', actionId: 'open-card' });
    await joan.press({ surface: 'modal', actionId: 'one-by-one' });
    await pressRow(joan, 'approve-one', 0);
    await pressRow(joan, 'reject-one', 0);
    expect(joan.screen().modals).toHaveLength(deep(3));
    await joan.fill('reason', 'person-unknown');
    await joan.submit();
    expect(joan.screen().modals).toHaveLength(deep(2));
    await joan.close();
    expect(shows(joan)).toContain('You approved Ana for BLOOMFIELD CARE CENTER');
    expect(shows(joan)).toContain('You rejected AASE HAUGEN HOME');
  });

  it('what the requester withdrew is shown as withdrawn', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await press(on.as('U0ANA'), 'withdraw');
    await pressRow(joan, 'approve-one', 0);
    expect(shows(joan)).toContain('This was withdrawn');
    expect(shows(joan).match(/Ana withdrew this\./g)).toHaveLength(3);
    expect(await statuses(on)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  it('an official who was removed decides nothing in a dialog that is still open', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await replaceOfficials(
      on,
      both.filter(([email]) => !email?.startsWith('joan')),
    );
    await pressRow(joan, 'approve-one', 0);
    expect(shows(joan)).toContain('you are not a security official for it now');
    expect(shows(joan)).toContain('no longer yours to decide');
    expect(await statuses(on)).toEqual(['pending', 'pending', 'pending']);
  });

  it('two presses on Approve decide once', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await pressRow(joan, 'approve-one', 0);
    const again = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), () => {});
    expect(again.status).toBe(200);
    // Teams answers with the dialog itself.
    expect(shows(joan) + JSON.stringify(again.body)).toContain('This was approved already');
    expect(await events(on, 'item-approved')).toHaveLength(1);
  });

  it.each([
    ['the dialog’s places', (view: { private_metadata: string }) => Object.assign(view, { private_metadata: '{}' })],
    [
      'a page that is not there',
      (view: { private_metadata: string }) =>
        Object.assign(view, { private_metadata: view.private_metadata.replace('"page":"0"', '"page":"77"') }),
    ],
  ])('a dialog without %s still tells the truth or refuses', async (_what, change) => {
    const joan = on.as('U0JOAN');
    await press(joan, 'one-by-one');
    await pressRow(joan, 'approve-one', 0);
    const answer = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => change(payload.view));
    expect(answer.status).toBe(200);
    expect(await events(on, 'item-approved')).toHaveLength(1);
  });
});

it('an official sees and decides her own places only', async () => {
  await raise({ officials: [...officials.filter(([, , , at]) => at !== 'ccn:165199'), pso('Joan Lee', '165199')] });
  await ask(on, 'U0ANA', 'assessment-submitter', three.join(' '));
  const joan = on.as('U0JOAN');
  await press(joan, 'one-by-one');
  expect(shows(joan)).not.toContain('AASE');
  await joan.press({ surface: 'modal', actionId: 'approve-rest' });
  expect((await statuses(on)).toSorted()).toEqual(['approved', 'approved', 'pending']);
});

it('a hundred places stand on five pages of twenty, and every page decides', async () => {
  const ccns = Array.from({ length: 100 }, (_, index) => String(165400 + index));
  await raise({ officials: ccns.map((ccn) => pso('Joan Lee', ccn)) });
  const ana = on.as('U0ANA');
  await fillForm(ana, 'assessment-submitter', ccns.join(' '));
  await ana.fill('keep', ['keep']);
  await ana.submit();
  await submitReview(ana);
  await on.delivered();
  const joan = on.as('U0JOAN');
  await press(joan, 'one-by-one');
  expect(shows(joan)).toContain('Places 1 to 20 of 100.');
  for (let page = 1; page < 5; page += 1) await joan.press({ surface: 'modal', actionId: 'one-page-later' });
  expect(shows(joan)).toContain('Places 81 to 100 of 100.');
  expect(shows(joan)).not.toContain('More');
  await pressRow(joan, 'approve-one', 19);
  expect(shows(joan)).toContain('Places 81 to 100 of 100.');
  expect(shows(joan)).toMatch(/CCN 165499\nYou approved this\./);
  await joan.press({ surface: 'modal', actionId: 'one-page-earlier' });
  expect(shows(joan)).toContain('Places 61 to 80 of 100.');
  await joan.press({ surface: 'modal', actionId: 'approve-rest' });
  expect(await statuses(on)).toEqual(Array.from({ length: 100 }, () => 'approved'));
  await on.delivered();
  expect(words(saying(ana.screen(), 'all 100 approved')[0]?.blocks ?? [])).toContain('all 100 approved');
});
