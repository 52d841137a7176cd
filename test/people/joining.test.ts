import { afterEach, describe, expect, it } from 'vitest';
import { decideRequest } from '#application/decide-request.ts';
import { answerJoin } from '#application/join-identities.ts';
import { knowPerson } from '#application/know-person.ts';
import type { KnownPerson, NewRequest } from '#application/ledger.ts';
import { noAnswers } from '#domain/answers.ts';
import type { Account } from '#domain/person.ts';
import { people } from '#rehearsal/people.ts';
import { verifyChain } from '#storage/audit.ts';
import { openOutbox } from '#storage/outbox.ts';
import {
  asUser,
  events,
  expectNoFault,
  expectPrivateLog,
  forge,
  heard,
  lastOf,
  payloadOf,
  statuses,
  told,
} from '../slack/bad-input.ts';
import {
  ask,
  fillForm,
  modal,
  press,
  type Stage,
  saying,
  stage,
  submitReview,
  withButton,
  words,
} from '../slack/harness.ts';
import { homeOf } from '../slack/home.ts';

let on: Stage;
afterEach(async () => {
  await on.delivered();
  expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  expect(on.workspace.refusals()).toEqual([]);
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

/** Teams says this of an account. */
const onTeams = (
  name: string,
  email: string | null,
  change: Partial<Account> = {},
  userId = name,
): Promise<KnownPerson> =>
  knowPerson(on.bot.deps)(
    { platform: 'teams', scope: 'tenant-1', userId },
    {
      platform: 'teams',
      name,
      email,
      emailConfirmed: true,
      guest: false,
      foreign: false,
      switchedOff: false,
      ...change,
    },
    null,
  );

const onSlack = async (userId: string): Promise<KnownPerson> => {
  const found = await on.bot.deps.ledger.read((record) =>
    record.personAt({ platform: 'slack', scope: on.workspace.teamId, userId }),
  );
  if (found === null) throw new Error(`${userId} is not known`);
  return found;
};
const teamsAgain = async (userId: string): Promise<KnownPerson> => {
  const found = await on.bot.deps.ledger.read((record) =>
    record.personAt({ platform: 'teams', scope: 'tenant-1', userId }),
  );
  if (found === null) throw new Error(`${userId} is not known`);
  return found;
};

const joan = 'joan.lee@valley-care.example';
const offers = () => on.bot.database.db.selectFrom('join_offer').selectAll().execute();
const changeSlack = async (id: string, change: object): Promise<void> => {
  const person = people.find((one) => one.id === id);
  if (person === undefined) throw new Error(id);
  await on.workspace.setPerson({ ...person, ...change });
  await on.delivered();
};

/** Joan has an account on each platform and was asked. */
async function joanOnBoth(): Promise<{
  slack: KnownPerson;
  teams: KnownPerson;
  pair: { slack: string; teams: string };
}> {
  const slack = await onSlack('U0JOAN');
  const teams = await onTeams('Joan Lee', joan);
  await on.delivered();
  return { slack, teams, pair: { slack: slack.personId, teams: teams.personId } };
}

/** Both say yes. */
async function join(slackId: string, name: string, email: string): Promise<void> {
  const slack = await onSlack(slackId);
  const teams = await onTeams(name, email);
  await on.delivered();
  await press(on.as(slackId), 'join-yes');
  const pair = { slack: slack.personId, teams: teams.personId };
  expect(await answerJoin(on.bot.deps)(teams, pair, true)).toEqual({ ok: true, value: 'joined' });
  await on.delivered();
}

const grantAt = (person: KnownPerson, organization: string) =>
  on.bot.deps.ledger.change(async (record) =>
    record.startGrant({
      grantId: `grant-${person.personId}-${organization}`,
      personId: person.personId,
      roleId: 'provider-security-official',
      organization,
      environment: 'production',
      basis: 'requested',
      standing: 'active',
      email: null,
      name: null,
      startedAt: on.now(),
    }),
  );

describe('somebody has a Slack and a Teams account with one address', () => {
  it('both are asked, and what is for Teams waits for Teams', async () => {
    on = await stage();
    const { teams } = await joanOnBoth();
    const asked = words(withButton(on.as('U0JOAN').screen(), 'join-yes').blocks);
    expect(asked).toContain('Is this you too? Joan Lee, Teams');
    const [task] = await openOutbox(on.bot.database.db, 'teams').lease(on.now(), 1_000, 10);
    expect(task?.task).toMatchObject({ kind: 'tell', personId: teams.personId, notice: { about: 'join-offer' } });
    expect(await openOutbox(on.bot.database.db).lease(on.now(), 1_000, 10)).toEqual([]);
    expect(await events(on, 'join-offered')).toHaveLength(1);
  });

  it('is asked once, however often the platforms tell of the accounts', async () => {
    on = await stage();
    await joanOnBoth();
    await onTeams('Joan Lee', joan);
    await changeSlack('U0JOAN', { title: 'Administrator' });
    expect(await offers()).toHaveLength(1);
    expect(saying(on.as('U0JOAN').screen(), 'Is this you too?')).toHaveLength(1);
  });

  it('becomes one person after a yes on both, and the operator is told', async () => {
    on = await stage();
    const { slack, teams, pair } = await joanOnBoth();
    await press(on.as('U0JOAN'), 'join-yes');
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain('Say yes in Teams as well; nothing changes until then.');
    expect((await teamsAgain('Joan Lee')).personId).toBe(teams.personId);
    expect(await answerJoin(on.bot.deps)(teams, pair, true)).toEqual({ ok: true, value: 'joined' });
    expect((await teamsAgain('Joan Lee')).personId).toBe(slack.personId);
    expect((await onSlack('U0JOAN')).personId).toBe(slack.personId);
    await on.delivered();
    expect(saying(on.as('U0JOAN').screen(), 'Your Slack and Teams accounts are one person here now.')).toHaveLength(1);
    expect(await told(on)).toContain('identities-joined');
    expect(await events(on, 'identities-joined')).toMatchObject([{ data: { joined: teams.personId } }]);
    // She never opened Home: there is none to be made true.
    expect(on.workspace.calls().filter(({ method }) => method === 'views.publish')).toEqual([]);
  });

  it('sees in Home what the other account asked for, where she opened it before', async () => {
    on = await stage();
    const { teams, pair } = await joanOnBoth();
    await homeOf(on, 'U0JOAN');
    await press(on.as('U0JOAN'), 'join-yes');
    const published = () => on.workspace.calls().filter(({ method }) => method === 'views.publish').length;
    const before = published();
    expect(await answerJoin(on.bot.deps)(teams, pair, true)).toEqual({ ok: true, value: 'joined' });
    await on.delivered();
    expect(published()).toBeGreaterThan(before);
  });

  it('a yes in Teams first works as well', async () => {
    on = await stage();
    const { slack, teams, pair } = await joanOnBoth();
    expect(await answerJoin(on.bot.deps)(teams, pair, true)).toEqual({ ok: true, value: 'waits-for-other' });
    await press(on.as('U0JOAN'), 'join-yes');
    expect((await teamsAgain('Joan Lee')).personId).toBe(slack.personId);
  });

  it('two yeses on one side join nothing', async () => {
    on = await stage();
    const { teams } = await joanOnBoth();
    await press(on.as('U0JOAN'), 'join-yes');
    await press(on.as('U0JOAN'), 'join-yes');
    expect((await teamsAgain('Joan Lee')).personId).toBe(teams.personId);
    expect(await events(on, 'identities-joined')).toEqual([]);
  });

  it('"No" ends the question, tells the operator, and no later yes joins', async () => {
    on = await stage();
    const { teams, pair } = await joanOnBoth();
    await answerJoin(on.bot.deps)(teams, pair, true);
    await press(on.as('U0JOAN'), 'join-no');
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain('The two accounts stay apart');
    expect(await told(on)).toContain('join-refused');
    await press(on.as('U0JOAN'), 'join-yes');
    expect((await heard(on, 'U0JOAN', 2))[1]).toContain('This was answered already');
    expect(await answerJoin(on.bot.deps)(teams, pair, true)).toEqual({ ok: false, refusal: 'join-settled' });
    expect((await teamsAgain('Joan Lee')).personId).toBe(teams.personId);
    expect(await events(on, 'join-refused')).toHaveLength(1);
    expect(await events(on, 'refused')).toHaveLength(2);
  });

  it('pressing again after the join changes nothing', async () => {
    on = await stage();
    await join('U0JOAN', 'Joan Lee', joan);
    await press(on.as('U0JOAN'), 'join-yes');
    expect((await heard(on, 'U0JOAN', 2))[1]).toContain('This was answered already');
    await press(on.as('U0JOAN'), 'join-no');
    expect(await told(on)).not.toContain('join-refused');
    expect(await events(on, 'identities-joined')).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the address in Slack changed', () => changeSlack('U0JOAN', { email: 'joan.smith@valley-care.example' })],
    ['the address in Teams changed', () => onTeams('Joan Lee', 'joan.smith@valley-care.example')],
    ['the account in Teams was switched off', () => onTeams('Joan Lee', joan, { switchedOff: true })],
    ['the address in Teams is no longer confirmed', () => onTeams('Joan Lee', joan, { emailConfirmed: false })],
    ['the account in Teams became a guest', () => onTeams('Joan Lee', joan, { guest: true })],
    ['a second account in Teams has the address', () => onTeams('Joan Twin', joan, {}, 'second')],
  ])('when %s meanwhile, the yes is refused', async (_what, change) => {
    on = await stage();
    const { teams, pair } = await joanOnBoth();
    expect(await answerJoin(on.bot.deps)(teams, pair, true)).toMatchObject({ ok: true });
    await change();
    await press(on.as('U0JOAN'), 'join-yes');
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain('The two accounts can’t be one person now');
    expect((await teamsAgain('Joan Lee')).personId).toBe(teams.personId);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'not-joinable', deed: 'join' } }]);
  });

  it('somebody else can’t answer for her, in her name or with other ids', async () => {
    on = await stage();
    const { pair } = await joanOnBoth();
    await on.as('U0RAJ').command('');
    await on.as('U0RAJ').close();
    await press(on.as('U0JOAN'), 'join-yes');
    const click = payloadOf(lastOf(on, 'U0JOAN'));
    await forge(on, click, (payload) => asUser(payload, 'U0RAJ'));
    const raj = await onSlack('U0RAJ');
    for (const forged of [`${raj.personId}|${pair.teams}`, `${pair.teams}|${pair.slack}`, ''])
      await forge(on, click, (payload) => {
        payload.actions = [{ ...payload.actions[0], action_id: 'join-yes', value: forged }];
      });
    expect(await answerJoin(on.bot.deps)(raj, pair, true)).toEqual({ ok: false, refusal: 'not-your-question' });
    expect(await answerJoin(on.bot.deps)(raj, pair, false)).toEqual({ ok: false, refusal: 'not-your-question' });
    expect(await offers()).toMatchObject([{ teams_yes_at: null, refused_at: null }]);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual(
      Array.from({ length: 6 }, () => 'not-your-question'),
    );
    await heard(on, 'U0JOAN', 5);
  });
});

describe('who is not asked', () => {
  it.each<[string, string | null, Partial<Account>]>([
    ['an address that Teams does not vouch for', joan, { emailConfirmed: false }],
    ['a guest', joan, { guest: true }],
    ['somebody of another tenant', joan, { foreign: true }],
    ['a switched-off account', joan, { switchedOff: true }],
    ['another address', 'joan@valley-care.example', {}],
    ['no address', null, {}],
  ])('%s in Teams', async (_what, email, change) => {
    on = await stage();
    await onTeams('Joan Lee', email, change);
    expect(await offers()).toEqual([]);
  });

  it('an address that Slack does not vouch for', async () => {
    on = await stage({ officials: [] });
    await changeSlack('U0ANA', { emailConfirmed: false });
    await on.as('U0ANA').command('');
    await onTeams('Ana Ruiz', 'ana.ruiz@valley-care.example');
    expect(await offers()).toEqual([]);
  });

  it('a domain that is not listed, and an address that several share', async () => {
    on = await stage({ sharedAddresses: [joan] });
    await on.as('U0VERA').command('');
    await onTeams('Vera Stone', 'vera.stone@elsewhere.example');
    await onTeams('Joan Lee', joan);
    expect(await offers()).toEqual([]);
  });

  it('two Teams accounts with her address', async () => {
    on = await stage({ officials: [] });
    await onTeams('Ana One', 'ana.ruiz@valley-care.example', {}, 'one');
    await onTeams('Ana Two', 'ana.ruiz@valley-care.example', {}, 'two');
    await on.as('U0ANA').command('');
    expect(await offers()).toEqual([]);
  });

  it('somebody who types the address of another person', async () => {
    on = await stage();
    await onTeams('Joan Lee', 'teams.joan@valley-care.example');
    const lena = on.as('U0LENA');
    await fillForm(lena, 'assessment-submitter', '165326');
    await lena.fill('legal-name', 'teams.joan@valley-care.example');
    await submitReview(lena);
    await lena.say('teams.joan@valley-care.example');
    expect(await offers()).toEqual([]);
  });
});

describe('nobody decides her own request through the other account', () => {
  it('not before she said that both are hers', async () => {
    on = await stage();
    await on.as('U0ANA').command('');
    await on.as('U0ANA').close();
    const teams = await onTeams('Ana Ruiz', 'ana.ruiz@valley-care.example');
    await grantAt(teams, 'ccn:165326');
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await approveAs(teams)).toEqual(['own-request']);
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(1);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('not after the join, from either account', async () => {
    on = await stage();
    await on.as('U0ANA').command('');
    await on.as('U0ANA').close();
    const teams = await onTeams('Ana Ruiz', 'ana.ruiz@valley-care.example');
    await grantAt(teams, 'ccn:165326');
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await join('U0ANA', 'Ana Ruiz', 'ana.ruiz@valley-care.example');
    expect(await approveAs(await teamsAgain('Ana Ruiz'))).toEqual(['own-request']);
    expect(await approveAs(await onSlack('U0ANA'))).toEqual(['own-request']);
    expect(saying(on.as('U0ANA').screen(), 'Ana Ruiz asks for')).toEqual([]);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('what only she herself could decide is left to CMS', async () => {
    on = await stage({ officials: [[joan, 'Joan Lee', 'Provider Security Official', 'ccn:165326']] });
    const teams = await onTeams('Joan Lee', 'joan.teams@valley-care.example');
    await addRequest(teams, 'request-of-teams-joan');
    await onTeams('Joan Lee', joan);
    await on.delivered();
    expect(await statuses(on)).toEqual(['outside']);
    await join('U0JOAN', 'Joan Lee', joan);
    expect(await statuses(on)).toEqual(['outside']);
    expect(words(saying(on.as('U0JOAN').screen(), 'Assessment Submitter:')[0]?.blocks ?? [])).toContain(
      'nobody decides their own request',
    );
  });
});

async function approveAs(person: KnownPerson): Promise<string[]> {
  const rows = await on.bot.database.db.selectFrom('item').select(['id', 'request_id']).execute();
  const refused: string[] = [];
  for (const row of rows) {
    const result = await decideRequest(on.bot.deps)({
      person,
      requestId: row.request_id,
      itemIds: [row.id],
      deed: { deed: 'approve' },
    });
    refused.push(...result.refused.map(({ refusal }) => refusal));
  }
  await on.delivered();
  return refused;
}

async function addRequest(person: KnownPerson, id: string): Promise<void> {
  const request: NewRequest = {
    id,
    draftId: `draft-of-${id}`,
    requesterId: person.personId,
    roleId: 'assessment-submitter',
    environment: 'production',
    submittedAt: on.now(),
    legalName: null,
    answers: noAnswers,
    previousId: null,
    items: [
      {
        organization: 'ccn:165326',
        place: { name: 'BLOOMFIELD', detail: null },
        state: { status: 'pending', since: 0 },
      },
    ],
  };
  await on.bot.deps.ledger.change(async (record) => {
    await record.addRequest(request);
    await record.record(
      { kind: 'request-submitted', requestId: id, actorId: person.personId, platform: 'teams' },
      on.now(),
    );
  });
}

describe('one person with two accounts', () => {
  it('may decide if the account that clicks may', async () => {
    on = await stage();
    await join('U0JOAN', 'Joan Lee', joan);
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    await changeSlack('U0JOAN', { restricted: true });
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks for')).toHaveLength(1);
    await press(on.as('U0JOAN'), 'approve');
    expect((await heard(on, 'U0JOAN', 2))[1]).toContain('Guests can ask me questions');
    expect(await approveAs(await onSlack('U0JOAN'))).toEqual(['account-guest', 'account-guest']);
    expect(await approveAs(await teamsAgain('Joan Lee'))).toEqual(['not-official-here']);
    expect((await statuses(on)).toSorted()).toEqual(['approved', 'pending']);
    expect(await told(on)).not.toContain('official-unusable');
  });

  it('gets her cards on both platforms', async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await join('U0JOAN', 'Joan Lee', joan);
    const slack = await onSlack('U0JOAN');
    const tasks = (await openOutbox(on.bot.database.db, 'teams').lease(on.now(), 1_000, 50)).map(({ task }) => task);
    expect(tasks).toContainEqual(expect.objectContaining({ kind: 'card', personId: slack.personId }));
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks for')).toHaveLength(1);
  });

  it('keeps the requests, decisions, statements and words of both', async () => {
    on = await stage();
    const slack = await onSlack('U0JOAN');
    const other = await onTeams('Joan Lee', 'joan.teams@valley-care.example');
    await grantAt(other, 'ccn:165178');
    await ask(on, 'U0ANA', 'assessment-submitter', '165178');
    expect(await approveAs(other)).toEqual([]);
    await addRequest(other, 'request-of-teams-joan');
    await on.bot.deps.ledger.change(async (record) => {
      await record.stateRole({
        statementId: 'statement-1',
        personId: other.personId,
        roleId: 'state-agency-general-user',
        organization: 'state:IA',
        environment: 'production',
        statedAt: 1,
      });
      await record.waitFor('ccn:165590', other.personId, 'assessment-submitter', 1);
      await record.waitFor('ccn:165590', slack.personId, 'assessment-submitter', 1);
      await record.addLine('line-1', {
        requestId: 'request-of-teams-joan',
        authorId: other.personId,
        toId: null,
        at: 1,
        words: 'Hello',
      });
    });
    await join('U0JOAN', 'Joan Lee', joan);
    const { ledger } = on.bot.deps;
    const hers = await ledger.read(async (record) => ({
      requests: await record.requestsOf(slack.personId, 10),
      grants: await record.grantsOf(slack.personId),
      stated: await record.statedRoles({ personId: slack.personId }),
      talk: await record.talkOf('request-of-teams-joan', 5),
      old: await record.person(other.personId),
    }));
    expect(hers.requests.map(({ id }) => id)).toEqual(['request-of-teams-joan']);
    expect(hers.grants.map(({ organization }) => organization).toSorted()).toEqual(['ccn:165178', 'ccn:165326']);
    expect(hers.stated).toHaveLength(1);
    expect(hers.talk.lines).toMatchObject([{ authorId: slack.personId, words: 'Hello' }]);
    expect(hers.old?.personId).toBe(slack.personId);
    expect(saying(on.as('U0JOAN').screen(), 'You approved Ana for AASE HAUGEN HOME')).toHaveLength(1);
    expect(saying(on.as('U0JOAN').screen(), 'Assessment Submitter: ')).toHaveLength(1);
    for (const table of ['account', 'role_grant', 'stated_role', 'waiting_place', 'outbox', 'private_text'] as const)
      expect(
        (await on.bot.database.db.selectFrom(table).select('person_id').execute()).map((row) => row.person_id),
      ).not.toContain(other.personId);
  });

  it('is one official where both accounts were', async () => {
    on = await stage();
    const other = await onTeams('Joan Lee', 'joan.teams@valley-care.example');
    await grantAt(other, 'ccn:165326');
    await join('U0JOAN', 'Joan Lee', joan);
    expect(await events(on, 'grant-ended')).toHaveLength(1);
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    expect(modal(ana.screen()).words.match(/Joan Lee, /g)).toHaveLength(1);
  });

  it('goes on with the form that was begun on the newer side', async () => {
    on = await stage();
    const other = await onTeams('Ana Ruiz', 'ana.teams@valley-care.example');
    const ana = on.as('U0ANA');
    await ana.command('');
    await ana.close();
    const slack = await onSlack('U0ANA');
    const draft = await on.bot.deps.drafts.latestOf(slack.personId);
    if (draft === null) throw new Error('no draft');
    await on.bot.deps.drafts.save({
      ...draft,
      id: 'draft-begun-in-teams',
      personId: other.personId,
      step: 'organizations',
      category: 'provider',
      roleId: 'pbj-viewer',
      updatedAt: draft.updatedAt + 1_000,
    });
    await join('U0ANA', 'Ana Ruiz', 'ana.ruiz@valley-care.example');
    await ana.command('');
    expect(modal(ana.screen()).words).toContain('facilities for PBJ');
  });

  it('her messages in Slack are edited, not posted again, when the Teams account is the older one', async () => {
    on = await stage();
    const teams = await onTeams('Lena Novak', 'lena.novak@hillside.example');
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    await join('U0LENA', 'Lena Novak', 'lena.novak@hillside.example');
    expect((await onSlack('U0LENA')).personId).toBe(teams.personId);
    await press(on.as('U0LENA'), 'withdraw');
    await on.delivered();
    expect(saying(on.as('U0LENA').screen(), 'Assessment Submitter: ')).toHaveLength(1);
    expect(saying(on.as('U0LENA').screen(), 'Assessment Submitter: withdrawn')).toHaveLength(1);
    expect(await statuses(on)).toEqual(['withdrawn']);
  });

  it('one account switched off takes nothing back while the other lives', async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await join('U0ANA', 'Ana Ruiz', 'ana.ruiz@valley-care.example');
    await onTeams('Ana Ruiz', 'ana.ruiz@valley-care.example', { switchedOff: true });
    expect(await statuses(on)).toEqual(['pending']);
    await changeSlack('U0ANA', { deleted: true });
    expect(await statuses(on)).toEqual(['withdrawn']);
  });
});
