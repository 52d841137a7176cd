import { afterEach, describe, expect, it } from 'vitest';
import { roles } from '#content/catalogue.ts';
import { noAnswers } from '#domain/answers.ts';
import type { ItemState } from '#domain/item.ts';
import { organizationKey } from '#domain/organization.ts';
import { expectNoFault, expectPrivateLog, forge, lastOf, payloadOf } from './bad-input.ts';
import { everyOfficial, fillFor } from './fill-for.ts';
import {
  ask,
  identityOf,
  inTeams,
  modal,
  officials,
  press,
  type Stage,
  type StageOptions,
  stage,
  submitReview,
} from './harness.ts';
import { homeOf } from './home.ts';

let on: Stage;
const raise = async (options: StageOptions = {}): Promise<void> => {
  on = await stage(options);
};
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const ana = () => on.as('U0ANA');
const homeBlocks = (who: string) => (on.as(who).screen().home?.view.blocks ?? []) as unknown[];
const idOf = async (who: string): Promise<string> => {
  const rows = await on.bot.database.db
    .selectFrom('account')
    .selectAll()
    .where('user_id', '=', identityOf(on, who).userId)
    .execute();
  return rows[0]?.person_id ?? '';
};

/** Many requests of one person, one facility each, the newest last. */
async function manyRequests(n: number, who: string, state: ItemState): Promise<void> {
  const requesterId = await idOf(who);
  for (let i = 0; i < n; i += 1)
    await on.bot.deps.ledger.change(async (record) =>
      record.addRequest({
        id: `${state.status}-request-${i}`,
        draftId: `${state.status}-draft-${i}`,
        requesterId,
        roleId: 'pbj-viewer',
        environment: 'production',
        submittedAt: on.now() + i,
        legalName: null,
        answers: noAnswers,
        previousId: null,
        items: Array.from({ length: 3 }, (_, j) => ({
          organization: organizationKey({ kind: 'provider', ccn: `165${String((i * 3 + j) % 400).padStart(3, '0')}` }),
          place: { name: `A FACILITY WITH A LONG NAME, NUMBER ${i}.${j}`, detail: 'DECORAH, IA, Nursing home' },
          state,
        })),
      }),
    );
}

describe('My Profile', () => {
  it('shows a pending request with the columns of iQIES, the date as MM/DD/YYYY in her own time zone', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ana().close();
    const home = await homeOf(on, 'U0ANA');
    const zone = ana().person.timeZone ?? 'UTC';
    const date = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).format(on.now());
    expect(home).toContain('User Information\nAna Ruiz, ana.ruiz@valley-care.example');
    expect(home).toMatch(
      /User Role: Assessment Submitter\nProvider: BLOOMFIELD CARE CENTER \(165326\), BLOOMFIELD, IA, [^\n]+\nSecurity Official Name: Joan Lee and Raj Patel\nSecurity Official Contact: joan\.lee@valley-care\.example and raj\.patel@valley-care\.example\nRequest Date: /,
    );
    expect(home).toContain(`Request Date: ${date}`);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a surveyor’s request shows the State and whether she is new', async () => {
    await raise({ officials: everyOfficial });
    await fillFor(ana(), 'contract-surveyor', 'training');
    await submitReview(ana());
    await on.delivered();
    const home = await homeOf(on, 'U0ANA');
    expect(home).toMatch(/User Role: TRAINING: Contract Surveyor\nState: Iowa\n/);
    expect(home).toContain('Surveyor: Existing');
  });

  it('without a known official the columns say so, as iQIES does', async () => {
    await raise();
    await fillFor(ana(), 'cms-general-user', 'training');
    await submitReview(ana());
    await on.delivered();
    expect(await homeOf(on, 'U0ANA')).toContain(
      'Security Official Name: No information\nSecurity Official Contact: No information',
    );
  });

  it('roles stand under their category', async () => {
    await raise({ officials: everyOfficial });
    for (const role of ['assessment-submitter', 'state-agency-general-user'] as const) {
      await fillFor(ana(), role, 'production');
      await submitReview(ana());
      await on.delivered();
      await ana().close();
      for (const button of ['approve', 'done']) {
        await press(on.as('U0JOAN'), button);
        await on.delivered();
      }
    }
    const home = await homeOf(on, 'U0ANA');
    expect(home).toMatch(/\nProvider\nAssessment Submitter at BLOOMFIELD CARE CENTER \(165326\)\n/);
    expect(home).toMatch(/\nState Agency\nState Agency S&C General User - Iowa\n?/);
  });

  it('an official sees what waits, the oldest first, and apart from it what is still to do in iQIES', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    on.forward(60_000);
    await ask(on, 'U0CORA', 'pbj-viewer', '165326');
    on.forward(60_000);
    await ask(on, 'U0LENA', 'pbj-submitter', '165326');
    const home = await homeOf(on, 'U0JOAN');
    expect(home).toMatch(
      /Waiting for me[\s\S]*Cora Diaz asks[\s\S]*Lena Novak asks[\s\S]*Still to do in iQIES[\s\S]*Ana Ruiz asks[\s\S]*My organizations[\s\S]*BLOOMFIELD CARE CENTER \(165326\): with Raj Patel/,
    );
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('200 open and 200 earlier requests, 100 roles and an official’s lists fit on one page, and nothing is lost', async () => {
    const seats = Array.from({ length: 30 }, (_, i) => [
      'joan.lee@valley-care.example',
      'Joan Lee',
      'Provider Security Official',
      `ccn:1651${String(i).padStart(2, '0')}`,
    ]);
    await raise({ officials: [...officials, ...seats] });
    await homeOf(on, 'U0JOAN');
    const joan = await idOf('U0JOAN');
    await on.bot.deps.ledger.change(async (record) => {
      const kinds = roles.filter((role) => !role.official);
      for (let i = 0; i < 100; i += 1) {
        const role = kinds[i % kinds.length];
        const organization = `contractor:mac/Contractor ${i}`;
        const at = { roleId: role?.id ?? 'pbj-viewer', organization, environment: 'production' } as const;
        if (i % 2 === 0)
          await record.stateRole({ statementId: `statement-${i}`, personId: joan, ...at, statedAt: on.now() });
        else
          await record.startGrant({
            grantId: `grant-${i}`,
            personId: joan,
            ...at,
            basis: 'requested',
            standing: 'active',
            email: null,
            name: null,
            startedAt: on.now(),
          });
      }
    });
    await manyRequests(200, 'U0JOAN', { status: 'pending', since: 0 });
    await manyRequests(200, 'U0JOAN', { status: 'withdrawn', at: on.now() });
    for (const who of ['U0ANA', 'U0CORA', 'U0LENA']) {
      await ask(on, who, 'pbj-viewer', '165326');
      await on.as(who).close();
    }
    const home = await homeOf(on, 'U0JOAN');
    // As many as a page of Slack takes; a card is measured in bytes, and nothing that Teams refused stands in refusals().
    if (!inTeams) expect(homeBlocks('U0JOAN').length).toBeLessThan(100);
    expect(home.match(/And 196 more\./g)).toHaveLength(2);
    expect(home).toContain('My organizations');
    expect(home).toContain('And 23 more.');
    expect(home).toMatch(/User Roles[\s\S]+And \d+ more\./);
    await on.as('U0JOAN').press({ surface: 'home', actionId: 'my-roles' });
    expect(modal(on.as('U0JOAN').screen()).words).toMatch(/1 to 20 of 13\d roles\./);
    await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      for (const action of payload.actions) Object.assign(action, { action_id: 'roles-later', value: '9999' });
    });
    await on.as('U0JOAN').close();
    await on.as('U0JOAN').press({ surface: 'home', actionId: 'my-requests', blockId: moreBlock('U0JOAN') });
    expect(modal(on.as('U0JOAN').screen()).words).toContain('1 to 10 of 400 requests.');
    await on.as('U0JOAN').press({ surface: 'modal', actionId: 'requests-later' });
    expect(modal(on.as('U0JOAN').screen()).words).toContain('11 to 20 of 400 requests.');
    const far = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      for (const action of payload.actions) Object.assign(action, { value: '9999' });
    });
    // Teams answers with the dialog itself.
    const shown = inTeams ? JSON.stringify(far.body) : modal(on.as('U0JOAN').screen()).words;
    expect(shown).toContain('391 to 400 of 400 requests.');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('the dialog of requests shows nobody else’s', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ana().close();
    await ana().say('hello');
    await on.delivered();
    await press(ana(), 'my-requests');
    expect(modal(ana().screen()).words).toContain('Assessment Submitter');
    await on.as('U0CORA').say('hello');
    await on.delivered();
    await press(on.as('U0CORA'), 'my-requests');
    expect(modal(on.as('U0CORA').screen()).words).toContain('You have no pending role requests');
  });
});

/** The first row that leads to all requests. */
function moreBlock(who: string): string {
  const row = (homeBlocks(who) as { block_id?: string; accessory?: { action_id?: string } }[]).find(
    (block) => block.accessory?.action_id === 'my-requests',
  );
  return row?.block_id ?? '';
}
