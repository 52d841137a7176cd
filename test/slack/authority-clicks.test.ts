import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { people } from '#rehearsal/people.ts';
import type { WorkspacePerson } from '#rehearsal/slack/contract.ts';
import {
  asUser,
  buttonValue,
  events,
  expectNoFault,
  expectPrivateLog,
  forge,
  heard,
  lastOf,
  logged,
  type Payload,
  payloadOf,
  statuses,
} from './bad-input.ts';
import { ask, officials, playable, press, type Stage, saying, stage, withButton, words } from './harness.ts';

let on: Stage;
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const person = (id: string): WorkspacePerson => {
  const found = people.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

/** Presses a button of the official's own card as somebody else: the card was forwarded, copied or forged. */
async function pressAs(userId: string, actionId: string, card = 'U0JOAN'): Promise<number> {
  const member = on.as(card);
  const message = withButton(member.screen(), 'approve');
  const value = buttonValue(message.blocks, 'approve');
  await member.press({ surface: 'message', ts: message.ts, actionId: 'details' });
  await member.close();
  const answer = await forge(on, payloadOf(lastOf(on, card)), (payload: Payload) => {
    asUser(payload, userId);
    payload.actions = [{ ...payload.actions[0], action_id: actionId, value }];
  });
  return answer.status;
}

/** Ends every grant of the list that the new list does not name. */
async function replaceOfficials(keep: readonly (readonly string[])[]): Promise<void> {
  const records = keep.map(([email = '', name = '', role = '', organization = ''], index) => ({
    line: index + 2,
    values: { email, name, role, organization, environment: 'production' },
  }));
  await applyOfficials(on.bot.deps)(await compareOfficials(on.bot.deps)(records), true);
  await on.delivered();
}

describe('who presses Approve is looked up at the click', () => {
  beforeEach(async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  });

  it.each(
    playable(
      [
        ['U0VERA', 'from a domain that is not listed', 'The people who run this bot can add its domain'],
        ['U0ZOE', 'from another workspace', 'You are here from another organization'],
        ['U0GUS', 'a guest', 'Guests can ask me questions'],
        ['U0NOEL', 'without an address', 'Your account has no e-mail address'],
        ['U0LENA', 'who is no official', 'you are not a security official for it now'],
        ['U0MARIA', 'who is the official of another facility', 'you are not a security official for it now'],
        ['U0ANA', 'who asked for it herself', 'You can’t decide this one: you asked for it yourself.'],
        ['U0NOBODY', 'whom Slack does not know', 'I can’t check your account'],
      ] as const,
      'U0ZOE',
      'U0NOBODY',
    ),
  )('%s, %s, is refused in words and nothing is decided', async (userId, _who, says) => {
    for (const actionId of ['approve', 'done', 'ask-to-send']) expect(await pressAs(userId, actionId)).toBe(200);
    const said = await heard(on, 'U0JOAN', 3);
    for (const one of said) expect(one.replace("can't", 'can’t')).toContain(says);
    expect(await statuses(on)).toEqual(['pending']);
    expect(await events(on, 'item-approved')).toEqual([]);
    expect(await events(on, 'refused')).toHaveLength(userId === 'U0NOBODY' ? 0 : 3);
    expect(logged(on, 'a click was refused')).toHaveLength(3);
  });

  it('the reject form and the details open for nobody else', async () => {
    for (const userId of ['U0VERA', 'U0MARIA', 'U0ANA']) {
      for (const actionId of ['reject', 'details']) expect(await pressAs(userId, actionId)).toBe(200);
      expect(
        on
          .as(userId)
          .screen()
          .modals.filter(({ view }) => view.callback_id !== 'sent'),
      ).toEqual([]);
    }
    expect(await heard(on, 'U0JOAN', 6)).toHaveLength(6);
  });

  it('the requester reads who can decide instead, a stranger does not', async () => {
    await pressAs('U0ANA', 'approve');
    await pressAs('U0VERA', 'approve');
    const [own, stranger] = await heard(on, 'U0JOAN', 2);
    expect(own).toContain('Joan Lee and Raj Patel can.');
    expect(stranger).not.toMatch(/Joan|Raj|Ana/);
  });

  it('a rejection sent by somebody else than who opened it is refused', async () => {
    await press(on.as('U0JOAN'), 'reject');
    await on.as('U0JOAN').fill('reason', 'not-needed');
    await on.as('U0JOAN').close();
    const answer = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      payload.type = 'view_submission';
      asUser(payload, 'U0MARIA');
    });
    expect(JSON.stringify(answer.body)).toContain('you are not a security official for it now');
    expect(await statuses(on)).toEqual(['pending']);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'not-official-here', deed: 'reject' } }]);
  });

  it('an official who comes second reads who was first, and her card is made true', async () => {
    const raj = on.as('U0RAJ');
    const stale = withButton(raj.screen(), 'approve');
    const value = buttonValue(stale.blocks, 'approve');
    await raj.press({ surface: 'message', ts: stale.ts, actionId: 'details' });
    await raj.close();
    const click = payloadOf(lastOf(on, 'U0RAJ'));
    await press(on.as('U0JOAN'), 'approve');
    const late = await forge(on, click, (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: 'approve', value }];
    });
    expect(late.status).toBe(200);
    const [said] = await heard(on, 'U0RAJ', 1);
    expect(said).toMatch(/This was approved already.*It was Joan Lee, on /);
    await on.delivered();
    expect(words(raj.screen().messages.find(({ ts }) => ts === stale.ts)?.blocks ?? [])).toContain('Joan Lee approved');
    expect(await events(on, 'item-approved')).toHaveLength(1);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'already-approved' } }]);
  });

  it('an official removed from the list is refused and her card says so', async () => {
    const joan = on.as('U0JOAN');
    const card = withButton(joan.screen(), 'approve');
    const value = buttonValue(card.blocks, 'approve');
    await joan.press({ surface: 'message', ts: card.ts, actionId: 'details' });
    await joan.close();
    const click = payloadOf(lastOf(on, 'U0JOAN'));
    await replaceOfficials(officials.filter(([email]) => !email.startsWith('joan')));
    expect(saying(joan.screen(), 'is no longer yours to decide')).toHaveLength(1);
    await forge(on, click, (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: 'approve', value }];
    });
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain('you are not a security official for it now');
    expect(await statuses(on)).toEqual(['pending']);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'not-official-here' } }]);
    expect((await press(on.as('U0RAJ'), 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
  });

  it.each(
    playable<[string, Partial<WorkspacePerson>, string]>(
      [
        ['became a guest', { restricted: true }, 'account-guest'],
        ['became a guest of one channel', { ultraRestricted: true }, 'account-guest'],
        ['was switched off', { deleted: true }, 'account-switched-off'],
        ['has an unconfirmed address now', { emailConfirmed: false }, 'email-unconfirmed'],
        ['moved to a domain that is not listed', { email: 'joan@elsewhere.example' }, 'email-domain-not-listed'],
        ['has no address any more', { email: null }, 'email-missing'],
      ],
      'was switched off',
      'has an unconfirmed address now',
    ),
  )('an official who %s is refused', async (_what, change, refusal) => {
    const joan = on.as('U0JOAN');
    const card = withButton(joan.screen(), 'approve');
    const value = buttonValue(card.blocks, 'approve');
    await joan.press({ surface: 'message', ts: card.ts, actionId: 'details' });
    await joan.close();
    const click = payloadOf(lastOf(on, 'U0JOAN'));
    await on.workspace.setPerson({ ...person('U0JOAN'), ...change });
    await on.delivered();
    const answer = await forge(on, click, (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: 'approve', value }];
    });
    expect(answer.status).toBe(200);
    expect(await statuses(on)).toEqual(['pending']);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal, deed: 'approve' } }]);
    expect(saying(joan.screen(), 'is no longer yours to decide')).toHaveLength(1);
  });
});

describe('an official who asks herself', () => {
  it('can’t approve it, although she decides for that facility', async () => {
    on = await stage();
    await ask(on, 'U0JOAN', 'pbj-viewer', '165326');
    await pressAs('U0JOAN', 'approve', 'U0RAJ');
    expect((await heard(on, 'U0RAJ', 1))[0]).toContain('you asked for it yourself. Raj Patel can.');
    expect(await statuses(on)).toEqual(['pending']);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'own-request' } }]);
  });
});

describe('a request for several facilities', () => {
  it('an official decides hers only, even with the positions of the others', async () => {
    on = await stage();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    const maria = on.as('U0MARIA');
    const value = buttonValue(withButton(maria.screen(), 'approve').blocks, 'approve');
    await press(maria, 'details');
    await maria.close();
    await forge(on, payloadOf(lastOf(on, 'U0MARIA')), (payload) => {
      payload.actions = [{ ...payload.actions[0], action_id: 'approve', value: value.replace(/\|.*/, '|1,2') }];
    });
    expect((await statuses(on)).sort()).toEqual(['approved', 'pending']);
    expect(await events(on, 'refused')).toMatchObject([{ data: { refusal: 'not-official-here' } }]);
    await on.delivered();
    expect(
      saying(on.as('U0ANA').screen(), 'Maria Gomez approved Assessment Submitter for AASE HAUGEN HOME'),
    ).toHaveLength(1);
  });
});
