import { afterEach, describe, expect, it } from 'vitest';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf } from './bad-input.ts';
import { ask, modal, press, type Stage, saying, stage, submitReview, words } from './harness.ts';
import { homeOf, pressHome } from './home.ts';
import { sayRole } from './say-role.ts';

let on: Stage;
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const top = (who: string) => modal(on.as(who).screen());
const inModal = (who: string, actionId: string, value?: string) =>
  on.as(who).press({ surface: 'modal', actionId, ...(value === undefined ? {} : { value }) });
const grants = (roleId = 'assessment-submitter') =>
  on.bot.database.db
    .selectFrom('role_grant')
    .selectAll()
    .where('role_id', '=', roleId)
    .orderBy('organization', 'desc')
    .execute();

/** Ana has the role at these places, by a request that Joan and Maria finished. */
async function anaHasIt(paste = '165326'): Promise<void> {
  await ask(on, 'U0ANA', 'assessment-submitter', paste);
  await on.as('U0ANA').close();
  for (const who of paste.includes('165178') ? ['U0JOAN', 'U0MARIA'] : ['U0JOAN'])
    for (const button of ['approve', 'done']) {
      await press(on.as(who), button);
      await on.delivered();
    }
}

/** As if it had not been removed: what was pressed meets a role that is there. */
const bringBack = () =>
  on.bot.database.db
    .updateTable('role_grant')
    .set({ ended_at: null, ended_by: null })
    .where('role_id', '=', 'assessment-submitter')
    .execute();

async function openList(who: string): Promise<void> {
  await homeOf(on, who);
  await pressHome(on, who, 'who-has-what');
}

async function remove(who: string, reason: string): Promise<void> {
  await on.as(who).fill('words', reason);
  await on.as(who).submit();
  await on.delivered();
}

describe('an official removes a role', () => {
  it('from who has what, with a reason that the person reads; what is left to do in iQIES is said, and the list is true', async () => {
    on = await stage();
    await anaHasIt();
    await openList('U0RAJ');
    await inModal('U0RAJ', 'remove-role');
    expect(top('U0RAJ').words).toContain(
      'Assessment Submitter at BLOOMFIELD CARE CENTER (165326) of Ana Ruiz is removed',
    );
    expect(top('U0RAJ').words).toContain('remove the role there too');
    await remove('U0RAJ', 'She moved to Hillside.');
    expect(top('U0RAJ').words).toContain(
      'iQIES doesn’t know yet. Sign in to iQIES and remove it there too. Ana Ruiz has been told.',
    );
    await on.as('U0RAJ').close();
    expect(top('U0RAJ').words).not.toContain('Ana Ruiz');
    const [told] = saying(on.as('U0ANA').screen(), 'Raj Patel removed your role');
    expect(words(told?.blocks ?? [])).toContain('Reason given: “She moved to Hillside.” It no longer counts here.');
    expect(await homeOf(on, 'U0ANA')).toMatch(/User Roles\nNo role is known here yet/);
    // Both copies of the card, and her own message, say so.
    for (const who of ['U0JOAN', 'U0ANA'])
      expect(saying(on.as(who).screen(), 'Raj Patel removed the role on')).toHaveLength(1);
    expect(saying(on.as('U0RAJ').screen(), 'you removed the role on')).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'your role has been ready since')).toEqual([]);
    const [removed] = await events(on, 'role-removed');
    expect(removed).toMatchObject({ data: { role: 'assessment-submitter', organization: 'ccn:165326' } });
    expect(JSON.stringify(await on.bot.database.db.selectFrom('event').select('data').execute())).not.toContain(
      'Hillside',
    );
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('from the card, of several places those she chooses; it counts no longer, and may be asked for again', async () => {
    on = await stage({
      officials: [
        ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326'],
        ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165199'],
      ],
    });
    await anaHasIt('165326 165199');
    await press(on.as('U0JOAN'), 'remove-items');
    await on.as('U0JOAN').fill('words', 'No longer needed.');
    await on.as('U0JOAN').submit();
    expect(await events(on, 'role-removed')).toEqual([]);
    const [first] = await grants();
    await on.as('U0JOAN').fill('refs', [`g|${first?.id}`]);
    await remove('U0JOAN', 'No longer needed.');
    expect((await grants()).map(({ ended_at }) => ended_at !== null)).toEqual([true, false]);
    await on.as('U0JOAN').close();
    // The card has a button for the place that is left only.
    await press(on.as('U0JOAN'), 'remove-items');
    expect(top('U0JOAN').words).toContain('of Ana Ruiz is removed here, for good');
    await on.as('U0JOAN').close();
    await press(on.as('U0ANA'), 'ask-role');
    expect(top('U0ANA').words).toContain('165326');
    await on.as('U0ANA').submit();
    await submitReview(on.as('U0ANA'));
    expect(top('U0ANA').words).toContain('Sent to Joan Lee');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a role that an official confirmed from a statement is removed like any other, and a removed one never counts again', async () => {
    on = await stage({
      officials: [['joan.lee@valley-care.example', 'Joan Lee', 'State Agency Security Official for S&C', 'state:IA']],
    });
    await sayRole(on, 'U0ANA', 'state-agency-general-user', { state: 'IA' });
    await on.as('U0ANA').close();
    await openList('U0JOAN');
    await inModal('U0JOAN', 'confirm-statement');
    await inModal('U0JOAN', 'remove-role');
    await remove('U0JOAN', 'She left the agency.');
    const held = await on.bot.deps.ledger.read(async (record) => {
      const [ana = ''] = await record.peopleWith('ana.ruiz@valley-care.example');
      return record.heldBy(ana);
    });
    expect(held).toEqual([]);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('without a reason, with a secret in it or with one that is too long nothing is removed and nothing kept', async () => {
    on = await stage();
    await anaHasIt();
    await openList('U0JOAN');
    await inModal('U0JOAN', 'remove-role');
    await on.as('U0JOAN').fill('words', 'no longer needed');
    await on.as('U0JOAN').submit();
    const sent = payloadOf(lastOf(on, 'U0JOAN'));
    await bringBack();
    const texts = await on.bot.database.db.selectFrom('private_text').selectAll().execute();
    for (const [reason, says] of [
      ['', 'Say in a few words why'],
      ['Her number is 123-45-6789', 'must not be kept here'],
      ['x'.repeat(501), 'At most 500 characters'],
    ] as const) {
      const answer = await forge(on, sent, (payload) => {
        for (const block of Object.values(payload.view.state.values) as Record<string, { value?: string }>[])
          for (const input of Object.values(block)) input.value = reason;
      });
      expect(JSON.stringify(answer.body)).toContain(says);
    }
    expect((await grants())[0]?.ended_at).toBeNull();
    expect(await on.bot.database.db.selectFrom('private_text').selectAll().execute()).toHaveLength(texts.length);
  });

  it('nobody removes a role at a place that is not hers, nor her own; who clicked is looked up, and a second press removes nothing', async () => {
    on = await stage();
    await anaHasIt();
    await openList('U0JOAN');
    await inModal('U0JOAN', 'remove-role');
    const opened = payloadOf(lastOf(on, 'U0JOAN'));
    await remove('U0JOAN', 'She left.');
    const sent = payloadOf(lastOf(on, 'U0JOAN'));
    await forge(on, sent, () => {});
    expect(await events(on, 'role-removed')).toHaveLength(1);
    await bringBack();
    for (const who of ['U0MARIA', 'U0ANA', 'U0GUS', 'U0SAM']) {
      await forge(on, sent, (payload) => asUser(payload, who));
      await forge(on, opened, (payload) => asUser(payload, who));
    }
    expect((await grants())[0]?.ended_at).toBeNull();
    const refusals = (await events(on, 'refused')).map(({ data }) => data.refusal);
    expect(new Set(refusals)).toEqual(new Set(['role-over', 'not-official-here', 'own-role', 'account-guest']));
    expect(refusals).toHaveLength(9);
    expect(await events(on, 'role-removed')).toHaveLength(1);
  });

  it('a security-official role has no such button, and a forged one removes nothing', async () => {
    on = await stage();
    await openList('U0JOAN');
    expect(JSON.stringify(on.as('U0JOAN').screen().modals)).not.toContain('remove-role');
    await inModal('U0JOAN', 'role-lost');
    const pressed = payloadOf(lastOf(on, 'U0JOAN'));
    await on.bot.database.db.updateTable('role_grant').set({ standing: 'active', suspended_at: null }).execute();
    await forge(on, pressed, (payload) => {
      for (const action of payload.actions) Object.assign(action, { action_id: 'remove-role' });
    });
    await on.delivered();
    expect(await events(on, 'role-removed')).toEqual([]);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual(['official-role-elsewhere']);
  });
});
