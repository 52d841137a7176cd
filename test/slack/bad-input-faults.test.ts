import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outage } from '#rehearsal/slack/contract.ts';
import {
  events,
  expectPrivateLog,
  forge,
  heard,
  lastOf,
  logged,
  payloadOf,
  requestCount,
  statuses,
} from './bad-input.ts';
import { ask, fillForm, modal, press, type Stage, saying, stage, submitReview, withButton } from './harness.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  expectPrivateLog(on);
  await on.stop();
});

const cards = (userId: string) => saying(on.as(userId).screen(), 'Ana Ruiz asks');

describe('Slack takes no message for a while', () => {
  it('"come back in 30 seconds": the cards go out after 30 seconds, each once', async () => {
    // Who hears it once asks nothing more before: the other messages wait as well.
    on.workspace.breakNext({ method: 'chat.postMessage', times: 1, fault: { kind: 'rate-limited', retryAfterS: 30 } });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect([cards('U0JOAN').length, cards('U0RAJ').length]).toEqual([0, 0]);
    on.forward(29_000);
    await on.delivered();
    expect([cards('U0JOAN').length, cards('U0RAJ').length]).toEqual([0, 0]);
    on.forward(2_000);
    await on.delivered();
    expect([cards('U0JOAN').length, cards('U0RAJ').length]).toEqual([1, 1]);
    expect(saying(on.as('U0ANA').screen(), 'Assessment Submitter: waiting for a decision')).toHaveLength(1);
  });

  it.each<[string, Outage['fault']]>([
    ['an error of its own', { kind: 'server-error' }],
    ['silence', { kind: 'silence' }],
    ['a token that counts no more', { kind: 'error', error: 'invalid_auth' }],
    ['a new error that nobody knows', { kind: 'error', error: 'something_new' }],
  ])('%s: the other messages go out, the one comes later', async (_what, fault) => {
    on.workspace.breakNext({ method: 'chat.postMessage', times: 1, fault });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const before = cards('U0JOAN').length + cards('U0RAJ').length + on.as('U0ANA').screen().messages.length;
    expect(before).toBe(2);
    expect(on.log.filter((line) => line.includes('a delivery failed and is tried again'))).toHaveLength(1);
    on.forward(10_000);
    await on.delivered();
    expect([cards('U0JOAN').length, cards('U0RAJ').length]).toEqual([1, 1]);
    expect(on.as('U0ANA').screen().messages).toHaveLength(1);
  });

  it('a message that can’t be edited any more is posted anew', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    on.workspace.breakNext({ method: 'chat.update', times: 1, fault: { kind: 'error', error: 'message_not_found' } });
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    const all = ['U0JOAN', 'U0RAJ', 'U0ANA'].flatMap((id) => on.as(id).screen().messages);
    expect(JSON.stringify(all)).toContain('You approved Ana for BLOOMFIELD');
    expect(JSON.stringify(all)).toContain('Joan Lee approved BLOOMFIELD');
  });

  it('a card that Slack never takes is given up, and the operator sees it', async () => {
    on.workspace.breakNext({ method: 'chat.postMessage', times: 1, fault: { kind: 'error', error: 'user_disabled' } });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const notices = await on.bot.deps.ledger.read((record) => record.notices(10));
    expect(notices.map(({ about }) => about)).toContain('delivery-dead');
  });

  it('Home that can’t be shown now is shown later', async () => {
    on.workspace.breakNext({ method: 'views.publish', times: 1, fault: { kind: 'server-error' } });
    const ana = on.as('U0ANA');
    await ana.openHome();
    await on.delivered();
    expect(ana.screen().home).toBeNull();
    on.forward(10_000);
    await on.delivered();
    expect(JSON.stringify(ana.screen().home?.view)).toContain('My Profile');
  });
});

describe('Slack does not say who somebody is', () => {
  it.each<[string, Outage['fault']]>([
    ['with an error', { kind: 'error', error: 'internal_error' }],
    ['with a fault', { kind: 'server-error' }],
    ['with silence', { kind: 'silence' }],
    ['because it is busy', { kind: 'rate-limited', retryAfterS: 60 }],
  ])('%s: a person nobody knows yet is told in words, and a minute later it works', async (_what, fault) => {
    on.workspace.breakNext({ method: 'users.info', times: 1, fault });
    const ana = on.as('U0ANA');
    expect((await ana.command('')).status).toBe(200);
    expect((await heard(on, 'U0ANA', 1))[0]).toContain("I can't check your account just now.");
    expect(ana.screen().modals).toEqual([]);
    await ana.command('');
    expect(modal(ana.screen()).words).toContain('Step 1 of 4');
  });

  it('an official who was seen an hour ago decides, one who was seen two days ago does not', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    on.forward(60 * 60 * 1000);
    on.workspace.breakNext({ method: 'users.info', times: 1, fault: { kind: 'server-error' } });
    await press(joan, 'approve');
    expect((await statuses(on)).sort()).toEqual(['approved', 'pending']);
    await on.delivered();
    on.forward(48 * 60 * 60 * 1000);
    on.workspace.breakNext({ method: 'users.info', times: 1, fault: { kind: 'server-error' } });
    await press(joan, 'approve');
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain("I can't check your account");
    expect((await statuses(on)).sort()).toEqual(['approved', 'pending']);
    await press(joan, 'approve');
    expect(await statuses(on)).toEqual(['approved', 'approved']);
  });
});

describe('Slack opens no form', () => {
  it.each<[string, Outage['fault']]>([
    ['with an error', { kind: 'error', error: 'internal_error' }],
    ['with a fault', { kind: 'server-error' }],
    ['with silence', { kind: 'silence' }],
    ['because the click is too old', { kind: 'error', error: 'expired_trigger_id' }],
  ])('%s: the command says so, and the next one works', async (_what, fault) => {
    on.workspace.breakNext({ method: 'views.open', times: 1, fault });
    const ana = on.as('U0ANA');
    // However long Slack takes for the form: the command was acknowledged before it was asked.
    const answered = await ana.command('');
    expect(answered).toMatchObject({ status: 200, body: '' });
    // A form that hangs is given up after a second and a half.
    expect(answered.ms).toBeLessThan(1_400);
    expect((await heard(on, 'U0ANA', 1))[0]).toContain('The form did not open.');
    expect(logged(on, 'a form could not be shown')).toHaveLength(1);
    await ana.command('');
    expect(modal(ana.screen()).words).toContain('Step 1 of 4');
  });

  it('a button says so as well', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    on.workspace.breakNext({ method: 'views.open', times: 1, fault: { kind: 'error', error: 'internal_error' } });
    expect((await press(on.as('U0JOAN'), 'reject')).status).toBe(200);
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain('The form did not open.');
    await press(on.as('U0JOAN'), 'reject');
    expect(modal(on.as('U0JOAN').screen()).title).toBe('Reject');
  });
});

describe('the record can’t be written', () => {
  /** Holds the write lock from another connection, as a stuck backup would, while something is done. */
  async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
    const letGo = await on.database.hold();
    try {
      return await work();
    } finally {
      await letGo();
    }
  }
  const ready = async () => (await fetch(`${on.bot.url}/readyz`)).status;

  it('Approve: 503, told privately, nothing decided; the next press decides once', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await whileLocked(async () => {
      expect((await press(joan, 'approve')).status).toBe(503);
      expect((await heard(on, 'U0JOAN', 1))[0]).toContain('We could not save this just now. Nothing was changed');
    });
    expect(await statuses(on)).toEqual(['pending']);
    expect((await press(joan, 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
    expect(await events(on, 'item-approved')).toHaveLength(1);
  });

  it('Submit: the form says so and keeps everything; the same Submit then works, once', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    await ana.fill('harp', ['yes']);
    await whileLocked(async () => {
      expect((await ana.submit()).status).toBe(200);
    });
    expect(modal(ana.screen()).errors).toContain('We could not save this yet. Press Submit again.');
    expect(await requestCount(on)).toBe(0);
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee and Raj Patel');
    const { body, contentType } = lastOf(on, 'U0ANA');
    await on.workspace.deliver(body, { contentType });
    await on.delivered();
    expect(await requestCount(on)).toBe(1);
    expect(cards('U0JOAN')).toHaveLength(1);
  });

  it('Next, Back, the command and a rejection are answered in words as well', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'not-needed');
    const lena = on.as('U0LENA');
    await fillForm(lena, 'pbj-viewer', '165326');
    const maria = on.as('U0MARIA');
    await maria.command('');
    await maria.fill('category', 'provider');
    const wei = on.as('U0WEI');
    await whileLocked(async () => {
      await joan.submit();
      expect(modal(joan.screen()).errors).toContain('We could not save this yet.');
      await maria.submit();
      expect(modal(maria.screen()).errors).toContain('We could not save this yet.');
      expect((await wei.command('')).status).toBe(200);
      expect((await heard(on, 'U0WEI', 1))[0]).toContain('We could not save this just now.');
      expect((await lena.press({ surface: 'modal', actionId: 'back' })).status).toBe(503);
    });
    expect(saying(lena.screen(), 'We could not save this just now.')).toHaveLength(1);
    await joan.submit();
    expect(await statuses(on)).toEqual(['rejected']);
    await lena.press({ surface: 'modal', actionId: 'back' });
    expect(modal(lena.screen()).words).toContain('Step 3 of 4');
    await maria.submit();
    expect(modal(maria.screen()).words).toContain('Step 2 of 4');
  });

  it('an event is not acknowledged, so that Slack sends it again', async () => {
    const ana = on.as('U0ANA');
    await ana.command('');
    await ana.close();
    await whileLocked(async () => {
      expect((await ana.say('hello')).status).toBe(503);
    });
    expect((await on.workspace.redeliverLast('U0ANA')).status).toBe(200);
    await on.delivered();
    expect(saying(ana.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });

  it('readiness says so, and recovers by itself', async () => {
    expect(await ready()).toBe(200);
    await whileLocked(async () => expect(await ready()).toBe(503));
    expect(await ready()).toBe(200);
  });

  it('the log says which request it was', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const message = withButton(on.as('U0JOAN').screen(), 'approve');
    await whileLocked(async () => {
      await on.as('U0JOAN').press({ surface: 'message', ts: message.ts, actionId: 'approve' });
    });
    expect(logged(on, 'a listener failed')).toMatchObject([{ unavailable: true }]);
    expect(logged(on, 'a request to /slack/events was refused')).toMatchObject([{ status: 503 }]);
    await forge(on, payloadOf(lastOf(on, 'U0JOAN')), () => {});
    expect(await statuses(on)).toEqual(['approved']);
    expect(await events(on, 'item-approved')).toHaveLength(1);
  });

  it('a review that was open during the fault is sent afterwards', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'provider-security-official', '165326');
    await whileLocked(async () => submitReview(ana));
    await ana.submit();
    expect(await statuses(on)).toEqual(['pending']);
  });
});
