import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { disciplines } from '#content/disciplines.ts';
import { shortDiscipline } from '#copy/disciplines.ts';
import type { Member } from '#rehearsal/slack/contract.ts';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf } from './bad-input.ts';
import { everyOfficial, fillFor } from './fill-for.ts';
import { modal, press, type Stage, saying, stage, submitReview } from './harness.ts';
import { homeOf, pressHome } from './home.ts';

let on: Stage;
let ana: Member;
beforeEach(async () => {
  on = await stage({ officials: everyOfficial });
  ana = on.as('U0ANA');
});
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

/** From the form to a role that is done in iQIES. */
async function become(role: 'contract-surveyor' | 'contract-survey-admin' | 'assessment-submitter'): Promise<void> {
  await fillFor(ana, role, 'production');
  await submitReview(ana);
  await on.delivered();
  await ana.close();
  for (const button of ['approve', 'done']) {
    await press(on.as('U0JOAN'), button);
    await on.delivered();
  }
}

async function choose(labels: string[]): Promise<void> {
  await pressHome(on, 'U0ANA', 'edit-disciplines');
  await ana.fill('disciplines', labels);
  await ana.submit();
  await on.delivered();
}

const choices = () => on.bot.database.db.selectFrom('discipline_choice').selectAll().execute();
const labelsOf = async () => (await choices()).map(({ chosen }) => JSON.parse(chosen) as string[]);
const longest = disciplines.map(({ label }) => label).find((label) => label.length > 90) ?? '';

describe('the disciplines of a surveyor', () => {
  it('a surveyor whose role is ready is asked for a discipline until she chose one', async () => {
    await become('contract-surveyor');
    const ready = saying(ana.screen(), 'Your role is ready: Contract Surveyor')[0];
    expect(JSON.stringify(ready?.blocks)).toContain('Missing Discipline');
    expect(await homeOf(on, 'U0ANA')).toMatch(
      /Missing Discipline: Contract Surveyor - Iowa needs at least one surveyor discipline/,
    );
    await ana.press({ surface: 'message', ts: ready?.ts ?? '', actionId: 'disciplines' });
    await ana.fill('disciplines', ['Pharmacist', 'Registered Nurse']);
    await ana.submit();
    await on.delivered();
    expect(modal(ana.screen()).words).toContain('Surveyor Disciplines: Registered Nurse · Pharmacist');
    expect(modal(ana.screen()).words).toContain('save the same in iQIES');
    expect(modal(ana.screen()).words).toContain('may name a discipline that is missing there');
    await ana.close();
    const home = await homeOf(on, 'U0ANA');
    expect(home).not.toContain('Missing Discipline');
    expect(home).toContain('Contract Surveyor - Iowa\nSurveyor Disciplines: Registered Nurse · Pharmacist');
    expect(await events(on, 'disciplines-chosen')).toMatchObject([
      {
        data: { role: 'contract-surveyor', organization: 'state:IA', disciplines: '["Registered Nurse","Pharmacist"]' },
      },
    ]);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a Contract Survey Admin is asked as well, an Assessment Submitter is not', async () => {
    await become('assessment-submitter');
    expect(await homeOf(on, 'U0ANA')).not.toContain('Disciplin');
    await become('contract-survey-admin');
    expect(await homeOf(on, 'U0ANA')).toContain('Missing Discipline: Contract Survey Admin at CMS');
  });

  it('all 38 can be chosen, the longest is kept and shown in full, and chosen ones can be changed later', async () => {
    await become('contract-surveyor');
    await homeOf(on, 'U0ANA');
    await choose(disciplines.map(({ label }) => label));
    expect(await labelsOf()).toEqual([disciplines.map(({ label }) => label)]);
    expect(modal(ana.screen()).words).toContain(longest);
    await ana.close();
    await homeOf(on, 'U0ANA');
    await choose([longest]);
    expect(await labelsOf()).toEqual([[longest]]);
    await ana.close();
    expect(await homeOf(on, 'U0ANA')).toContain(`Surveyor Disciplines: ${longest}`);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('each discipline has an option of its own within 75 characters', () => {
    const short = disciplines.map(({ label }) => shortDiscipline(label));
    expect(new Set(short).size).toBe(38);
    expect(Math.max(...short.map((label) => label.length))).toBeLessThanOrEqual(75);
    expect(disciplines.filter(({ label }) => shortDiscipline(label) !== label)).toHaveLength(3);
  });

  it.each([
    ['nothing chosen', [], 'Choose at least one discipline.'],
    ['a discipline that iQIES does not have', ['Astronaut'], 'none of the disciplines'],
    [
      'half of a label with a semicolon',
      ['Physician', 'Qualified Intellectual Disability Professional (QIDP)'],
      'none of',
    ],
  ])('%s is refused and nothing is saved', async (_what, values, says) => {
    await become('contract-surveyor');
    await homeOf(on, 'U0ANA');
    await choose(['Sanitarian']);
    const answer = await forge(on, payloadOf(lastOf(on, 'U0ANA')), (payload) => {
      for (const block of Object.values(payload.view.state.values) as { disciplines?: { selected_options: unknown } }[])
        if (block.disciplines)
          block.disciplines.selected_options = values.map((value) => ({
            value,
            text: { type: 'plain_text', text: 'x' },
          }));
    });
    expect(JSON.stringify(answer.body)).toContain(says);
    expect(await labelsOf()).toEqual([['Sanitarian']]);
    expect(await events(on, 'refused')).toMatchObject([{ data: { deed: 'disciplines' } }]);
    expect(await events(on, 'disciplines-chosen')).toHaveLength(1);
  });

  it('the same choice sent twice is one change', async () => {
    await become('contract-surveyor');
    await homeOf(on, 'U0ANA');
    await choose(['Sanitarian']);
    expect((await forge(on, payloadOf(lastOf(on, 'U0ANA')), () => {})).status).toBe(200);
    expect(await events(on, 'disciplines-chosen')).toHaveLength(1);
  });

  it('nobody chooses for a role that is not hers', async () => {
    await become('contract-surveyor');
    await homeOf(on, 'U0ANA');
    await choose(['Sanitarian']);
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    expect(JSON.stringify((await forge(on, sent, (payload) => asUser(payload, 'U0RAJ'))).body)).toContain('don’t have');
    const other = (role: string) =>
      forge(on, sent, (payload) => {
        payload.view.private_metadata = JSON.stringify({ role });
      });
    for (const role of ['contract-surveyor|state:IL|production', 'pbj-viewer|ccn:165326|production', '{}', 'a|b|c'])
      expect(JSON.stringify((await other(role)).body)).toContain('I don’t have this role');
    expect(await choices()).toHaveLength(1);
    expect(await events(on, 'refused')).toHaveLength(5);
  });

  it('the button of somebody else opens nothing', async () => {
    await become('contract-surveyor');
    await homeOf(on, 'U0ANA');
    await pressHome(on, 'U0ANA', 'edit-disciplines');
    await forge(on, payloadOf(lastOf(on, 'U0ANA')), (payload) => asUser(payload, 'U0RAJ'));
    expect(on.as('U0RAJ').screen().modals).toEqual([]);
    await vi.waitFor(() => expect(saying(on.as('U0RAJ').screen(), 'I don’t have this role')).toHaveLength(1));
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'grant-unknown' } }]);
  });
});
