import { afterEach, describe, expect, it, vi } from 'vitest';
import { confirmOfficial } from '#application/confirm-official.ts';
import { verifyChain } from '#storage/audit.ts';
import {
  asUser,
  events,
  expectNoFault,
  expectPrivateLog,
  forge,
  lastOf,
  payloadOf,
  statuses,
  told,
} from './bad-input.ts';
import { addOfficials, ask, modal, press, replaceOfficials, type Stage, saying, stage } from './harness.ts';
import { homeOf, pressHome } from './home.ts';

let on: Stage;
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const pso = (name: string) =>
  [
    `${name.toLowerCase().replace(' ', '.')}@valley-care.example`,
    name,
    'Provider Security Official',
    'ccn:165326',
  ] as const;
const top = (who: string) => modal(on.as(who).screen());
const inModal = async (who: string, actionId: string) => {
  await on.as(who).press({ surface: 'modal', actionId });
  await on.delivered();
};
const grantOf = async (email: string) =>
  on.bot.database.db.selectFrom('role_grant').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
const heldBy = (email: string) =>
  on.bot.deps.ledger.read(async (record) => record.heldBy((await record.peopleWith(email))[0] ?? ''));

async function editRole(who: string): Promise<void> {
  await homeOf(on, who);
  await pressHome(on, who, 'edit-role');
}

/** Somebody says under User Roles that her role is lost. */
async function loses(who: string): Promise<void> {
  await editRole(who);
  await inModal(who, 'my-role-lost');
}

describe('a role is lost in iQIES', () => {
  it('its person says so: it counts for nothing, and the old request opens filled in; “I have it again” is a statement', async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await on.as('U0ANA').close();
    for (const button of ['approve', 'done']) {
      await press(on.as('U0JOAN'), button);
      await on.delivered();
    }
    await loses('U0ANA');
    expect(top('U0ANA').words).toMatch(
      /Assessment Submitter at BLOOMFIELD.+: lost in iQIES, as was said on .+ Log in to iQIES and ask for it again; your HARP account stays/,
    );
    expect(await heldBy('ana.ruiz@valley-care.example')).toEqual([]);
    expect(saying(on.as('U0JOAN').screen(), 'the role is lost in iQIES, as was said on')).toHaveLength(1);
    await on.as('U0ANA').press({ surface: 'modal', actionId: 'ask-lost-again' });
    expect(top('U0ANA').title).toBe('Request a role');
    expect(top('U0ANA').words).toContain('165326');
    await on.as('U0ANA').close();
    await inModal('U0ANA', 'have-it-again');
    await on.as('U0ANA').close();
    expect(await heldBy('ana.ruiz@valley-care.example')).toMatchObject([{ as: 'stated' }]);
    expect(await homeOf(on, 'U0ANA')).toContain('You said on');
    await homeOf(on, 'U0JOAN');
    await pressHome(on, 'U0JOAN', 'who-has-what');
    expect(top('U0JOAN').words).toContain('that the lost role is back; nobody has checked it');
    expect(top('U0JOAN').words.match(/Assessment Submitter at/g)).toHaveLength(1);
    await inModal('U0JOAN', 'confirm-statement');
    expect(await heldBy('ana.ruiz@valley-care.example')).toMatchObject([{ as: 'active' }]);
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee confirmed that you have Assessment Submitter at')).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'your role has been ready since')).toHaveLength(1);
    expect((await events(on, 'role-lost')).length + (await events(on, 'grant-confirmed')).length).toBe(2);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('an approved and finished new request brings it back too', async () => {
    on = await stage();
    for (const round of [1, 2]) {
      await ask(on, 'U0ANA', 'assessment-submitter', '165326');
      await on.as('U0ANA').close();
      for (const button of ['approve', 'done']) {
        await press(on.as('U0JOAN'), button);
        await on.delivered();
      }
      if (round === 1) await loses('U0ANA');
      if (round === 1) await on.as('U0ANA').close();
    }
    expect(await heldBy('ana.ruiz@valley-care.example')).toMatchObject([{ as: 'active' }]);
    expect(await homeOf(on, 'U0ANA')).not.toContain('Lost in iQIES');
  });

  it('an official says so of another official: she decides nothing, the others keep her cards, and one of them brings her back', async () => {
    on = await stage({ officials: [pso('Joan Lee'), pso('Raj Patel')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joans = JSON.stringify(on.as('U0JOAN').screen().messages);
    expect(joans).toContain('"action_id":"approve"');
    await homeOf(on, 'U0RAJ');
    await pressHome(on, 'U0RAJ', 'who-has-what');
    await inModal('U0RAJ', 'role-lost');
    await on.as('U0RAJ').close();
    expect(saying(on.as('U0JOAN').screen(), 'Raj Patel says that iQIES took away your role')).toHaveLength(1);
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).not.toContain('"action_id":"approve"');
    expect(await statuses(on)).toEqual(['pending']);
    expect(await told(on)).toContain('official-lost');
    // Her own word decides nothing, however often she says it.
    await press(on.as('U0JOAN'), 'have-it-again');
    await press(on.as('U0JOAN'), 'have-it-again');
    await on.delivered();
    expect(await told(on)).toContain('official-back');
    expect(await events(on, 'role-stated')).toHaveLength(1);
    expect((await grantOf('joan.lee@valley-care.example')).standing).toBe('suspended');
    expect(await homeOf(on, 'U0JOAN')).not.toContain('Who has what');
    const mayNot = saying(on.as('U0RAJ').screen(), 'Joan Lee says that the role is back in iQIES');
    expect(mayNot).toHaveLength(1);
    await press(on.as('U0RAJ'), 'role-back');
    const confirmed = payloadOf(lastOf(on, 'U0RAJ'));
    await on.delivered();
    expect((await grantOf('joan.lee@valley-care.example')).standing).toBe('active');
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).toContain('"action_id":"approve"');
    await forge(on, confirmed, () => {});
    await vi.waitFor(() => expect(saying(on.as('U0RAJ').screen(), 'This role is not marked as lost')).toHaveLength(1));
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('she does not bring herself back, nor does anybody who is no official there', async () => {
    on = await stage({ officials: [pso('Joan Lee'), pso('Raj Patel')] });
    await loses('U0JOAN');
    await inModal('U0JOAN', 'have-it-again');
    await press(on.as('U0RAJ'), 'role-back');
    const pressed = payloadOf(lastOf(on, 'U0RAJ'));
    await on.delivered();
    await loses('U0JOAN');
    for (const who of ['U0JOAN', 'U0ANA', 'U0MARIA', 'U0GUS'])
      await forge(on, pressed, (payload) => asUser(payload, who));
    expect((await grantOf('joan.lee@valley-care.example')).standing).toBe('suspended');
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual([
      'own-role',
      'not-official-here',
      'not-official-here',
      'account-guest',
    ]);
  });
});

describe('the last official loses the role', () => {
  it('what waits is held and the requester told; the operator’s word releases and delivers it, and nothing is asked again', async () => {
    on = await stage({ officials: [pso('Joan Lee')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await loses('U0JOAN');
    expect(await statuses(on)).toEqual(['held']);
    expect(saying(on.as('U0ANA').screen(), 'is waiting: it has no security official now')).toHaveLength(1);
    const { id } = await grantOf('joan.lee@valley-care.example');
    expect(await confirmOfficial(on.bot.deps)(id)).toMatchObject({ ok: true });
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending']);
    expect(saying(on.as('U0ANA').screen(), 'moves on: it went to Joan Lee')).toHaveLength(1);
    await press(on.as('U0JOAN'), 'approve');
    expect(await statuses(on)).toEqual(['approved']);
    expect(await confirmOfficial(on.bot.deps)(id)).toEqual({ ok: false, refusal: 'already-confirmed' });
  });

  it('a new official by the operator’s list releases it; the list does not bring the lost one back', async () => {
    on = await stage({ officials: [pso('Joan Lee')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await loses('U0JOAN');
    await addOfficials(on, [pso('Joan Lee')]);
    expect(await statuses(on)).toEqual(['held']);
    await replaceOfficials(on, [pso('Joan Lee'), pso('Raj Patel')]);
    expect(await statuses(on)).toEqual(['pending']);
    expect((await grantOf('joan.lee@valley-care.example')).standing).toBe('suspended');
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(1);
    await press(on.as('U0RAJ'), 'approve');
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('a colleague’s request for the role goes to CMS; approved there and confirmed here it releases what was held', async () => {
    on = await stage({ officials: [pso('Joan Lee')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await loses('U0JOAN');
    await ask(on, 'U0RAJ', 'provider-security-official', '165326');
    await on.as('U0RAJ').close();
    expect((await statuses(on)).sort()).toEqual(['held', 'outside']);
    await press(on.as('U0RAJ'), 'outcome-approved');
    await on.delivered();
    expect((await statuses(on)).sort()).toEqual(['active', 'held']);
    const waiting = await on.bot.deps.ledger.read((record) => record.unconfirmedGrants(10));
    expect(waiting.map(({ standing }) => standing).sort()).toEqual(['suspended', 'unconfirmed']);
    const rajs = waiting.find(({ standing }) => standing === 'unconfirmed');
    await confirmOfficial(on.bot.deps)(rajs?.grantId ?? '');
    await on.delivered();
    expect((await statuses(on)).sort()).toEqual(['active', 'pending']);
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(1);
    expect(on.workspace.refusals()).toEqual([]);
  });
});

describe('the reminder to log in', () => {
  const days = (n: number) => n * 24 * 60 * 60 * 1000;
  const reminders = () => saying(on.as('U0JOAN').screen(), 'Time to log in to iQIES').length;

  it('comes every 45 days to those who want it, once also after a long pause, and stops when she says so', async () => {
    on = await stage();
    await editRole('U0JOAN');
    await inModal('U0JOAN', 'remind-on');
    expect(top('U0JOAN').words).toContain('I remind you every 45 days to log in');
    const switched = payloadOf(lastOf(on, 'U0JOAN'));
    await forge(on, switched, () => {});
    expect(await events(on, 'reminder-chosen')).toHaveLength(1);
    const seen: number[] = [];
    for (const n of [44, 2, 40, 6, 200]) {
      on.forward(days(n));
      await on.delivered();
      seen.push(reminders());
    }
    expect(seen).toEqual([0, 1, 1, 2, 3]);
    await press(on.as('U0JOAN'), 'remind-off');
    await vi.waitFor(() => expect(saying(on.as('U0JOAN').screen(), 'I no longer remind you')).toHaveLength(1));
    on.forward(days(60));
    await on.delivered();
    expect(reminders()).toBe(3);
    expect(on.workspace.refusals()).toEqual([]);
  });
});
