import { afterEach, describe, expect, it, vi } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf } from './bad-input.ts';
import { everyOfficial, fillFor } from './fill-for.ts';
import { inTeams, modal, type Stage, type StageOptions, saying, stage, submitReview } from './harness.ts';
import { homeOf, pressHome } from './home.ts';
import { otherGrants, sayRole, statements } from './say-role.ts';

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
const top = (who: string) => modal(on.as(who).screen());

describe('“I have this role in iQIES already”', () => {
  it('is kept with its date and shown as stated, not checked', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'assessment-submitter', { pasted: '165326, 165178' });
    expect(top('U0ANA').words).toContain('Assessment Submitter at BLOOMFIELD CARE CENTER (165326)');
    expect(top('U0ANA').words).toContain('It lets you decide nothing');
    await ana().close();
    const home = await homeOf(on, 'U0ANA');
    expect(home).toMatch(
      /Assessment Submitter at AASE HAUGEN HOME \(165178\)\nYou said on .+ that you have this in iQIES; nobody has checked it\./,
    );
    expect(await statements(on)).toMatchObject([
      { role_id: 'assessment-submitter', environment: 'production', settled_as: null },
      { role_id: 'assessment-submitter', environment: 'production', settled_as: null },
    ]);
    expect(await events(on, 'role-stated')).toHaveLength(2);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(on.workspace.refusals()).toEqual([]);
  });

  it.each([
    ['contract-surveyor', { state: 'cms' }, 'cms', 'Contract Surveyor at CMS'],
    ['contract-surveyor', { state: 'AL' }, 'state:AL', 'Contract Surveyor - Alabama'],
    ['mac-reports', { contractor: 'prairie  mac' }, 'contractor:mac/Prairie MAC', 'MAC Reports at Prairie MAC'],
    ['cms-general-user', {}, 'cms', 'CMS General User at CMS'],
  ] as const)('%s: the form asks for the place of its kind %o', async (roleId, where, key, shown) => {
    await raise({ officials: everyOfficial });
    await sayRole(on, 'U0ANA', roleId, where);
    expect(await statements(on)).toMatchObject([{ organization: key }]);
    await ana().close();
    expect(await homeOf(on, 'U0ANA')).toContain(shown);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a stated General User role opens the other State Agency roles of that State and environment', async () => {
    await raise({ officials: everyOfficial });
    await sayRole(on, 'U0ANA', 'state-agency-general-user', { state: 'IA' });
    await ana().close();
    await fillFor(ana(), 'state-agency-assessment-coordinator', 'production');
    expect(top('U0ANA').words).not.toContain('General User first');
    await submitReview(ana());
    expect(top('U0ANA').words).toContain('Sent to Joan Lee');
  });

  it('a stated surveyor role asks for disciplines, and keeps them', async () => {
    await raise({ officials: everyOfficial });
    await sayRole(on, 'U0ANA', 'contract-surveyor', { state: 'IA' });
    await ana().close();
    expect(await homeOf(on, 'U0ANA')).toContain('Missing Discipline: Contract Surveyor - Iowa');
    await pressHome(on, 'U0ANA', 'edit-disciplines');
    await ana().fill('disciplines', ['Generalist']);
    await ana().submit();
    await on.delivered();
    await ana().close();
    expect(await homeOf(on, 'U0ANA')).toMatch(
      /Contract Surveyor - Iowa\nSurveyor Disciplines: Generalist\nYou said on/,
    );
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('stating a security-official role gives no authority, and the form says so', async () => {
    await raise();
    await homeOf(on, 'U0ANA');
    await pressHome(on, 'U0ANA', 'state-role');
    await ana().fill('role', 'provider-security-official');
    await ana().submit();
    expect(top('U0ANA').words).toContain('Saying so doesn’t make you a security official here');
    await ana().fill('pasted', '165326');
    await ana().submit();
    await on.delivered();
    await ana().close();
    expect(await homeOf(on, 'U0ANA')).not.toContain('Who has what');
    expect(await otherGrants(on)).toEqual([]);
    const officials = await on.bot.deps.ledger.read((record) =>
      record.officialsAt([{ roleId: 'provider-security-official', organization: 'ccn:165326' }]),
    );
    expect(officials).toHaveLength(2);
  });

  it('she can take it back, once, and nobody else can', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'pbj-viewer', { pasted: '165326' });
    await ana().close();
    await homeOf(on, 'U0ANA');
    await pressHome(on, 'U0ANA', 'take-back-statement');
    const again = payloadOf(lastOf(on, 'U0ANA'));
    await on.delivered();
    expect(await homeOf(on, 'U0ANA')).not.toContain('PBJ Viewer');
    await forge(on, again, () => {});
    await vi.waitFor(() => expect(saying(ana().screen(), 'This was settled already')).toHaveLength(1));
    await forge(on, again, (payload) => asUser(payload, 'U0RAJ'));
    await vi.waitFor(() => expect(saying(on.as('U0RAJ').screen(), 'I don’t have this any more')).toHaveLength(1));
    expect(await events(on, 'statement-settled')).toMatchObject([{ data: { as: 'struck' } }]);
    expect(await events(on, 'refused')).toHaveLength(2);
  });

  it('however many there are, all stand in a dialog, and each can be taken back there', async () => {
    await raise();
    const ccns = Array.from({ length: 40 }, (_, n) => `1651${n + 10}`);
    for (const from of [0, 20]) {
      await sayRole(on, 'U0ANA', 'pbj-viewer', { pasted: ccns.slice(from, from + 20).join(' ') });
      await ana().close();
    }
    expect(await homeOf(on, 'U0ANA')).toContain('And 17 more.');
    await pressHome(on, 'U0ANA', 'my-roles');
    expect(top('U0ANA').words).toContain('1 to 20 of 40 roles.');
    await ana().press({ surface: 'modal', actionId: 'roles-later' });
    expect(top('U0ANA').words).toContain('21 to 40 of 40 roles.');
    const [last] = (await statements(on)).filter(({ organization }) => organization === 'ccn:165149');
    await ana().press({ surface: 'modal', actionId: 'take-back-statement', value: last?.id ?? '' });
    expect(top('U0ANA').words).toContain('21 to 39 of 39 roles.');
    expect(top('U0ANA').words).not.toContain('165149');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('the same again is refused and kept once', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'pbj-viewer', { pasted: '165326' });
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    expect(JSON.stringify((await forge(on, sent, () => {})).body)).toContain('I have this already');
    expect(await statements(on)).toHaveLength(1);
    expect(await events(on, 'role-stated')).toHaveLength(1);
  });

  it.each([
    ['no facility', '', 'Add at least one facility'],
    ['a number that is no CCN', '15326', 'did a leading 0 get lost'],
    ['a Social Security number', '123-45-6789', 'must not be kept here'],
    [
      'more than 20 facilities',
      Array.from({ length: 21 }, (_, n) => `1651${n + 10}`).join(' '),
      'At most 20 facilities',
    ],
  ])('%s is refused and nothing is kept', async (_what, pasted, says) => {
    await raise();
    await sayRole(on, 'U0ANA', 'pbj-viewer', pasted === '' ? {} : { pasted });
    expect(top('U0ANA').errors).toContain(says);
    expect(await statements(on)).toEqual([]);
    expect(await events(on, 'refused')).toMatchObject([{ data: { deed: 'state-role' } }]);
    expectPrivateLog(on, '6789');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('training is taken for the roles that the job aids describe there', async () => {
    await raise();
    await homeOf(on, 'U0ANA');
    await pressHome(on, 'U0ANA', 'state-role');
    await ana().fill('role', 'pbj-viewer');
    await ana().fill('environment', 'training');
    await ana().submit();
    expect(top('U0ANA').errors).toContain('don’t describe this role in the training environment');
    await ana().fill('role', 'contract-surveyor');
    await ana().submit();
    await ana().fill('state', 'IA');
    await ana().submit();
    await on.delivered();
    await ana().close();
    expect(await homeOf(on, 'U0ANA')).toContain('TRAINING: Contract Surveyor - Iowa');
  });

  it('a forged role, environment or State keeps nothing', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'state-agency-general-user', { state: 'IA' });
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    const forged = [
      { role: 'cms-emperor', environment: 'production' },
      { role: 'pbj-viewer', environment: 'staging' },
      { role: 'pbj-viewer', environment: 'training' },
    ];
    for (const memo of forged) {
      const answer = await forge(on, sent, (payload) => {
        payload.view.private_metadata = JSON.stringify(memo);
      });
      // Teams asks again for the place that the role wants.
      expect(JSON.stringify(answer.body)).toMatch(inTeams ? /errors|state-place/ : /errors/);
    }
    const zz = await forge(on, sent, (payload) => {
      for (const block of Object.values(payload.view.state.values) as { state?: { selected_option: unknown } }[])
        if (block.state) block.state.selected_option = { value: 'ZZ', text: { type: 'plain_text', text: 'Zz' } };
    });
    expect(JSON.stringify(zz.body)).toContain('Choose the State');
    expect(await statements(on)).toHaveLength(1);
    expect(await events(on, 'refused')).toHaveLength(4);
  });

  it('a guest is told that guests can’t', async () => {
    await raise();
    await homeOf(on, 'U0GUS');
    await pressHome(on, 'U0GUS', 'state-role');
    expect(on.as('U0GUS').screen().modals).toEqual([]);
    await vi.waitFor(() => expect(saying(on.as('U0GUS').screen(), 'Guests can ask me questions')).toHaveLength(1));
    expect(await events(on, 'refused')).toHaveLength(1);
  });
});

describe('an official settles what somebody stated', () => {
  const list = async (who: string): Promise<string> => {
    await homeOf(on, who);
    await pressHome(on, who, 'who-has-what');
    return top(who).words;
  };
  const settle = (who: string, button: 'confirm-statement' | 'strike-statement') =>
    on.as(who).press({ surface: 'modal', actionId: button });

  it('confirming makes the role known here, and the person is told', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'assessment-submitter', { pasted: '165326' });
    await ana().close();
    expect(await list('U0JOAN')).toMatch(/Ana Ruiz.*: Assessment Submitter at BLOOMFIELD[^\n]+nobody has checked it/);
    await settle('U0JOAN', 'confirm-statement');
    await on.delivered();
    expect(top('U0JOAN').words).toMatch(/Assessment Submitter at BLOOMFIELD[^\n]+confirmed by an official/);
    expect(saying(ana().screen(), 'Joan Lee confirmed that you have Assessment Submitter at BLOOMFIELD')).toHaveLength(
      1,
    );
    expect(await otherGrants(on)).toMatchObject([{ basis: 'confirmed', standing: 'active', ended_at: null }]);
    expect(await events(on, 'statement-settled')).toMatchObject([{ data: { as: 'confirmed' } }]);
    const home = await homeOf(on, 'U0ANA');
    expect(home).toContain('Assessment Submitter at BLOOMFIELD CARE CENTER (165326)');
    expect(home).not.toContain('nobody has checked it');
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('striking takes it away, and the person is told', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'assessment-submitter', { pasted: '165326' });
    await ana().close();
    await list('U0RAJ');
    await settle('U0RAJ', 'strike-statement');
    await on.delivered();
    expect(saying(ana().screen(), 'Raj Patel says that you don’t have Assessment Submitter')).toHaveLength(1);
    expect(await homeOf(on, 'U0ANA')).not.toContain('Assessment Submitter');
    expect(await otherGrants(on)).toEqual([]);
  });

  it('each statement is settled once, whoever is first', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'assessment-submitter', { pasted: '165326' });
    await ana().close();
    await list('U0JOAN');
    await list('U0RAJ');
    await Promise.all([settle('U0JOAN', 'confirm-statement'), settle('U0RAJ', 'strike-statement')]);
    await on.delivered();
    expect(await events(on, 'statement-settled')).toHaveLength(1);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'statement-settled' } }]);
    await forge(on, payloadOf(lastOf(on, 'U0JOAN')), () => {});
    expect(await events(on, 'statement-settled')).toHaveLength(1);
    expect((await otherGrants(on)).length).toBeLessThanOrEqual(1);
  });

  it('a security-official role is not confirmed with a button, and can be struck', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'provider-security-official', { pasted: '165326' });
    await ana().close();
    expect(await list('U0JOAN')).toContain('confirmed by the list of the people who run this bot');
    expect(JSON.stringify(on.as('U0JOAN').screen().modals)).not.toContain('confirm-statement');
    const [statement] = await statements(on);
    await settle('U0JOAN', 'strike-statement');
    const pressed = payloadOf(lastOf(on, 'U0JOAN'));
    await on.bot.database.db.updateTable('stated_role').set({ settled_as: null }).execute();
    await forge(on, pressed, (payload) => {
      for (const action of payload.actions) Object.assign(action, { action_id: 'confirm-statement' });
    });
    await on.delivered();
    expect(await otherGrants(on)).toEqual([]);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'official-role-by-list' } }]);
    expect(statement?.settled_as).toBeNull();
  });

  it('nobody settles her own statement, nor one of a place that is not hers', async () => {
    await raise();
    await sayRole(on, 'U0JOAN', 'pbj-viewer', { pasted: '165326' });
    await on.as('U0JOAN').close();
    expect(await list('U0JOAN')).toContain('PBJ Viewer');
    expect(JSON.stringify(on.as('U0JOAN').screen().modals)).not.toContain('strike-statement');
    await list('U0RAJ');
    await settle('U0RAJ', 'confirm-statement');
    const pressed = payloadOf(lastOf(on, 'U0RAJ'));
    await on.bot.database.db.updateTable('stated_role').set({ settled_as: null }).execute();
    for (const who of ['U0JOAN', 'U0MARIA', 'U0ANA', 'U0GUS'])
      await forge(on, pressed, (payload) => asUser(payload, who));
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual([
      'own-statement',
      'not-official-here',
      'not-official-here',
      'account-guest',
    ]);
    expect(await events(on, 'statement-settled')).toHaveLength(1);
  });

  it('an official who was removed meanwhile settles nothing', async () => {
    await raise({ people });
    await sayRole(on, 'U0ANA', 'pbj-viewer', { pasted: '165326' });
    await ana().close();
    await list('U0RAJ');
    await on.bot.database.db
      .updateTable('role_grant')
      .set({ ended_at: on.now() })
      .where('email', '=', 'raj.patel@valley-care.example')
      .execute();
    await settle('U0RAJ', 'confirm-statement');
    await on.delivered();
    expect(await otherGrants(on)).toEqual([]);
    expect(await events(on, 'statement-settled')).toEqual([]);
  });
});
