import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#rehearsal/slack/contract.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { forge, lastOf, type Payload, payloadOf, statuses } from './bad-input.ts';
import { everyOfficial, fillFor } from './fill-for.ts';
import { ask, fillForm, inSlackIt, modal, press, type Stage, saying, stage, submitReview, words } from './harness.ts';

let on: Stage;
let ana: Member;
beforeEach(async () => {
  on = await stage({ officials: everyOfficial });
  ana = on.as('U0ANA');
});
afterEach(async () => on.stop());

/** Opens the form at step 3 of a role. */
async function step3(category: string, role: string, environment = 'production'): Promise<void> {
  await ana.command('');
  await ana.fill('category', category);
  await ana.submit();
  await ana.fill('role', role);
  if (environment === 'training') await ana.fill('environment', 'training');
  await ana.submit();
}

const shown = () => JSON.stringify(ana.screen().modals.at(-1)?.view ?? {});

describe('State Agency roles', () => {
  it('one State a request: without one, a field error; the second State is offered afterwards', async () => {
    await step3('state-agency', 'state-agency-general-user');
    expect(modal(ana.screen()).words).toContain('One State a request.');
    await ana.submit();
    expect(modal(ana.screen()).title).toBe('Request a role');
    await ana.fill('state', 'IA');
    await ana.submit();
    await submitReview(ana);
    const sent = modal(ana.screen()).words;
    expect(sent).toContain('State: Iowa');
    expect(sent).toContain('Are you a Surveyor?: leave it open');
    await ana.press({ surface: 'modal', actionId: 'second-request' });
    expect(modal(ana.screen()).words).toContain('State for State Agency S&C General User');
    await ana.fill('state', 'MN');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Minnesota');
  });

  it('two States smuggled into one field are none', async () => {
    await step3('state-agency', 'state-agency-general-user');
    await ana.fill('state', 'IA');
    await ana.submit();
    const payload = payloadOf(lastOf(on, 'U0ANA'));
    const back = structuredClone(payload);
    back.view.private_metadata = JSON.stringify({ ...JSON.parse(back.view.private_metadata), step: 'organizations' });
    for (const value of ['IA,MN', 'XX', 'ia', '__proto__']) {
      const answer = await forge(on, back, (p: Payload) => {
        for (const [block, actions] of Object.entries(p.view.state.values))
          if (block.startsWith('state'))
            (actions as Record<string, unknown>).state = { type: 'static_select', selected_option: { value } };
      });
      expect(JSON.stringify(answer.body)).not.toContain('Minnesota');
    }
    expect(await statuses(on)).toEqual([]);
  });

  it('the Employee ID is optional; one that can’t be one, or looks like a Social Security number, is a field error', async () => {
    await step3('state-agency', 'state-agency-general-user');
    await ana.fill('state', 'IA');
    await ana.fill('employee-id', '123-45-6789');
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('must not be kept here');
    await ana.fill('employee-id', 'a;drop');
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('An ID has letters, digits');
    await ana.fill('employee-id', 'IA-00 4711');
    await ana.fill('surveyor', 'yes');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('State Agency Employee ID: IA-00 4711\nSurveyor: yes');
    const rows = await on.bot.database.db.selectFrom('draft').select('value').execute();
    expect(JSON.stringify(rows)).not.toContain('123-45-6789');
  });

  it('“Are you a Surveyor?” is asked in production and left out in training', async () => {
    await step3('state-agency', 'state-agency-general-user');
    expect(modal(ana.screen()).words).toContain('Are you a Surveyor?');
    await ana.close();
    await ana.command('');
    await ana.press({ surface: 'modal', actionId: 'back' });
    await ana.fill('environment', 'training');
    await ana.submit();
    expect(modal(ana.screen()).words).not.toContain('Are you a Surveyor?');
    expect(modal(ana.screen()).words).toContain('TRAINING');
  });

  it('General User first: the other roles wait for it, or for her word that she has it', async () => {
    await fillFor(ana, 'mds-extract-data-api-access', 'production');
    expect(modal(ana.screen()).words).toContain('In Iowa the State Agency S&C General User role comes first.');
    await submitReview(ana);
    expect(modal(ana.screen()).errors).toContain('The General User role of this State comes first.');
    expect(await statuses(on)).toEqual([]);
    await ana.fill('general-user', ['yes']);
    await ana.submit();
    await on.delivered();
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee');
    const stated = await on.bot.database.db.selectFrom('stated_role').selectAll().execute();
    expect(stated).toMatchObject([
      { role_id: 'state-agency-general-user', organization: 'state:IA', settled_as: null },
    ]);
  });

  it('General User first: once it is approved, the others go without her word', async () => {
    await fillFor(ana, 'state-agency-general-user', 'production');
    await submitReview(ana);
    await on.delivered();
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    await ana.close();
    await fillFor(ana, 'mds-extract-data-api-access', 'production');
    expect(modal(ana.screen()).words).not.toContain('comes first');
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee');
  });

  it('General User first does not apply to the first State Agency Security Official of a State', async () => {
    await step3('state-agency', 'state-agency-security-official');
    await ana.fill('state', 'AL');
    await ana.submit();
    expect(modal(ana.screen()).words).not.toContain('comes first');
  });
});

describe('Contract surveyors', () => {
  beforeEach(async () => step3('contractor', 'contract-surveyor'));

  it('for CMS: no State and no Federal Surveyor ID are asked', async () => {
    await ana.fill('survey-for', 'cms');
    expect(modal(ana.screen()).words).not.toContain('Federal Surveyor ID');
    expect(shown()).not.toContain('"action_id":"state"');
    await ana.fill('contract-organizations', ['CertiSurv']);
    await ana.fill('surveyor-standing', 'new');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Contract Organization: CertiSurv\nNew surveyor');
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('Organization: CMS');
  });

  inSlackIt('for a State: choosing it shows State and Federal Surveyor ID, with what was entered kept', async () => {
    await ana.fill('contract-organizations', ['CertiSurv']);
    await ana.fill('survey-for', 'state');
    expect(modal(ana.screen()).words).toContain('Federal Surveyor ID');
    expect(shown()).toContain('"initial_options":[{"text":{"type":"plain_text","text":"CertiSurv"}');
  });

  it('an ID and its confirmation that differ are a field error', async () => {
    await fillState('4711', '4712');
    expect(modal(ana.screen()).errors).toContain('The two IDs are not the same.');
    await ana.fill('federal-id-again', ' 4711 ');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Federal Surveyor ID: 4711');
  });

  it('existing without an ID: never refused, a hint that the official reads too', async () => {
    await fillState('', '');
    expect(modal(ana.screen()).words).toContain('An existing surveyor without a Federal Surveyor ID');
    await submitReview(ana);
    await on.delivered();
    expect(saying(on.as('U0JOAN').screen(), 'An existing surveyor without a Federal Surveyor ID')).toHaveLength(1);
  });

  it('no contract organization: a field error; one that was smuggled in counts as none', async () => {
    await ana.fill('survey-for', 'cms');
    await ana.fill('contract-organizations', ['CertiSurv']);
    await ana.fill('surveyor-standing', 'new');
    await ana.submit();
    const payload = payloadOf(lastOf(on, 'U0ANA'));
    const answer = await forge(on, payload, (p) => {
      for (const actions of Object.values(p.view.state.values)) {
        const input = (actions as Record<string, { selected_options?: unknown }>)['contract-organizations'];
        if (input) input.selected_options = [{ value: 'Evil Surveys', text: { type: 'plain_text', text: 'x' } }];
      }
    });
    expect(JSON.stringify(answer.body)).toContain('Choose at least one contract organization.');
    expect(await statuses(on)).toEqual([]);
  });

  it('a review that was forged without step 3 leads back to it, nothing is sent', async () => {
    await ana.fill('survey-for', 'cms');
    await ana.fill('contract-organizations', ['CertiSurv']);
    await ana.fill('surveyor-standing', 'new');
    await ana.submit();
    const payload = payloadOf(lastOf(on, 'U0ANA'));
    const answer = await forge(on, payload, (p) => {
      p.view.private_metadata = JSON.stringify({ ...JSON.parse(p.view.private_metadata), step: 'review' });
      for (const [block, actions] of Object.entries(p.view.state.values)) {
        const input = (actions as Record<string, { selected_options?: unknown }>)['contract-organizations'];
        if (input)
          p.view.state.values[block] = {
            'contract-organizations': { type: 'multi_static_select', selected_options: [] },
          };
      }
    });
    expect(JSON.stringify(answer.body)).toContain('organizations for Contract Surveyor');
    expect(await statuses(on)).toEqual([]);
  });

  it('both CMS and a State are two requests: the other one is offered', async () => {
    await fillState('4711', '4711');
    await submitReview(ana);
    await ana.press({ surface: 'modal', actionId: 'second-request' });
    await ana.fill('survey-for', 'cms');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('CertiSurv');
    await submitReview(ana);
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending', 'pending']);
  });

  async function fillState(id: string, again: string): Promise<void> {
    await ana.fill('survey-for', 'state');
    await ana.fill('state', 'IA');
    await ana.fill('contract-organizations', ['CertiSurv']);
    await ana.fill('surveyor-standing', 'existing');
    if (id !== '') await ana.fill('federal-id', id);
    if (again !== '') await ana.fill('federal-id-again', again);
    await ana.submit();
  }
});

describe('MAC and ADO roles', () => {
  it('ask which contractor: one known here, or a name; none is a field error', async () => {
    await step3('contractor', 'mac-reports');
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('Choose the contractor, or type its name.');
    await ana.fill('contractor', ' prairie   mac ');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Prairie MAC\nAsked: Joan Lee');
  });

  it('a name with a secret is refused and not kept', async () => {
    await step3('contractor', 'mac-reports');
    await ana.fill('contractor', 'my password: hunter22');
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('must not be kept here');
    expect(JSON.stringify(await on.bot.database.db.selectFrom('draft').selectAll().execute())).not.toContain(
      'hunter22',
    );
  });
});

describe('the environment', () => {
  it('training is refused for roles that the job aids do not describe there', async () => {
    await ana.command('');
    await ana.fill('category', 'state-agency');
    await ana.submit();
    await ana.fill('role', 'mds-extract-data-api-access');
    await ana.fill('environment', 'training');
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('don’t describe this role in the training environment');
  });

  it('is not asked for Provider roles', async () => {
    await ana.command('');
    await ana.fill('category', 'provider');
    await ana.submit();
    expect(modal(ana.screen()).words).not.toContain('Training environment');
  });

  it('a role that the job aids show in training only says so in production', async () => {
    await fillFor(ana, 'cms-general-user', 'production');
    expect(modal(ana.screen()).words).toContain('show CMS General User in the training environment only');
  });
});

describe('a person who does not know the role', () => {
  it('starts from the task and is led to the role, with what it can’t do', async () => {
    await ana.command('');
    await ana.fill('task', 'submit-pbj');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Upload payroll-based journal (PBJ) data: PBJ Submitter.');
    expect(shown()).toMatch(/"initial_option":\{[^}]*\}?[^{]*"value":"pbj-submitter"/);
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('facilities for PBJ Submitter');
  });

  it('a task that several categories have asks for the category', async () => {
    await ana.command('');
    await ana.fill('task', 'approve-others');
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('Choose the category too');
    await ana.fill('category', 'state-agency');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('State Agency Security Official for S&C.');
  });

  it('neither category nor task: a field error', async () => {
    await ana.command('');
    await ana.submit();
    expect(modal(ana.screen()).errors).not.toBe('');
  });
});

describe('categories whose roles the job aids do not name', () => {
  it.each([
    ['accrediting-organization', 'list no roles for Accrediting Organization'],
    ['federal-agency', 'list no roles for Federal Agency'],
    ['qio-qin', 'list no roles for QIO/QIN'],
    ['vendor', 'each provider’s PSO approves'],
  ])('%s: said so, with where to ask; no role is invented', async (category, says) => {
    await ana.command('');
    await ana.fill('category', category);
    await ana.submit();
    expect(modal(ana.screen()).words).toContain(says);
    expect(shown()).not.toContain('"action_id":"role"');
  });
});

it('a vendor gets a text to send to the PSOs who approve, and the source of that', async () => {
  await ana.command('');
  await ana.fill('category', 'vendor');
  await ana.submit();
  const form = modal(ana.screen()).words;
  expect(form).toContain('Missouri DHSS');
  expect(form).toContain(
    'For that our staff need a Vendor role, which your Provider Security Official (PSO) approves.',
  );
});

it('who presses Next with nothing chosen is told to choose, not that a category is refused', async () => {
  await ana.command('');
  await ana.submit();
  expect(modal(ana.screen()).errors).toBe('Choose the category of your organization, or below what you need to do.');
});

describe('a chain of facilities', () => {
  it('all facilities of the chain are one tick, and none of another', async () => {
    await importProviderFile(on.bot.database.db, `${import.meta.dirname}/chain.csv`, {
      now: on.now(),
      onSkipped: () => {},
    });
    await fillForm(ana, 'assessment-submitter', '');
    await ana.press({ surface: 'modal', actionId: 'chain' });
    // In the form, where she looks: a message would come up behind it.
    expect(modal(ana.screen()).words).toContain('Add one facility of the chain first.');
    expect(modal(ana.screen()).words).toContain('Step 3 of 4');
    await on.delivered();
    expect(saying(ana.screen(), 'facility of the chain first')).toEqual([]);
    await ana.fill('pasted', '165501');
    await ana.submit();
    await ana.press({ surface: 'modal', actionId: 'back' });
    await ana.press({ surface: 'modal', actionId: 'chain' });
    expect(modal(ana.screen()).words).toContain('facilities of PRAIRIE HOMES');
    await ana.fill('chain-all', ['all']);
    await ana.submit();
    await ana.submit();
    const review = modal(ana.screen()).words;
    for (const ccn of ['165501', '165502', '165503']) expect(review).toContain(ccn);
    expect(review).not.toContain('165504');
  });
});

describe('a draft', () => {
  it('closed on Monday is there on Tuesday, with every field of step 3', async () => {
    await step3('contractor', 'contract-surveyor');
    await ana.fill('survey-for', 'state');
    await ana.fill('state', 'IA');
    await ana.fill('contract-organizations', ['CertiSurv']);
    await ana.fill('federal-id', '4711');
    await ana.close();
    on.forward(24 * 60 * 60 * 1000);
    await on.restartBot();
    await ana.command('');
    const view = shown();
    expect(view).toContain('organizations for Contract Surveyor');
    for (const kept of ['Iowa', 'CertiSurv', '4711']) expect(view).toContain(kept);
  });
});

it('a request for the same role at the same place is not asked twice', async () => {
  await fillFor(ana, 'cms-view-only-user', 'training');
  await submitReview(ana);
  await on.delivered();
  await ana.close();
  await fillFor(ana, 'cms-view-only-user', 'training');
  expect(modal(ana.screen()).words).toContain('you have asked for this there already');
  await submitReview(ana);
  expect(await statuses(on)).toEqual(['pending']);
});

it('the same facilities for another role are one press away', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  await ana.close();
  await press(ana, 'another-role');
  await ana.fill('role', 'pbj-viewer');
  await ana.submit();
  expect(shown()).toContain('165326');
  expect(words([ana.screen().modals.at(-1)?.view ?? {}])).toContain('facilities for PBJ Viewer');
});
