import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enterEmail } from '#application/enter-email.ts';
import type { Identity } from '#application/ledger.ts';
import { handleNotice } from '#application/operator-notices.ts';
import { people } from '#rehearsal/people.ts';
import type { WorkspacePerson } from '#rehearsal/slack/contract.ts';
import { verifyChain } from '#storage/audit.ts';
import { events, expectNoFault, expectPrivateLog, requestCount, told } from './bad-input.ts';
import {
  addOfficials,
  ask,
  fillForm,
  identityOf,
  inSlackIt,
  modal,
  platformName,
  press,
  type Stage,
  saying,
  stage,
  submitReview,
  words,
} from './harness.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  // Nobody having an address is an answer, not a fault.
  expect(on.workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  await on.stop();
});

const readyz = async () => {
  const answer = await fetch(`${on.bot.url}/readyz`);
  return { status: answer.status, text: await answer.text() };
};
const person = (id: string): WorkspacePerson => {
  const found = people.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const operatorOf = (userId: string) => identityOf(on, userId);
const addressOf = ({ platform, scope, userId }: Identity) => `${platform}:${scope}/${userId}`;
const cardOf = (id: string, part: string): string =>
  saying(on.as(id).screen(), part)
    .map((message) => words(message.blocks))
    .join('\n');

describe('without a place for the operator', () => {
  it('readiness answers 200 and warns, and the start warns once in the log', async () => {
    expect(await readyz()).toEqual({
      status: 200,
      text: expect.stringMatching(/^ready, but nobody is told what needs attention: set OPERATOR_CHANNEL/),
    });
    expect(on.log.filter((line) => line.includes('set OPERATOR_CHANNEL'))).toHaveLength(1);
  });

  inSlackIt('notices wait in the list, open ones first, until they are marked as handled', async () => {
    await addOfficials(on, [
      ['nobody.here@hillside.example', 'Nobody Here', 'Provider Security Official', 'ccn:165399'],
      ['no.one@hillside.example', 'No One', 'Provider Security Official', 'ccn:165299'],
    ]);
    const list = () => on.bot.deps.ledger.read((record) => record.notices(100));
    const waiting = (await list()).filter(({ about }) => about === 'official-not-in-chat');
    expect(waiting.map(({ doneAt }) => doneAt)).toEqual([null, null]);
    const [first] = await list();
    if (first === undefined) throw new Error('no notice');
    expect(await handleNotice(on.bot.deps)(first.key)).toBe('handled');
    expect(await handleNotice(on.bot.deps)(first.key)).toBe('before');
    expect(await handleNotice(on.bot.deps)('no-such-key')).toBe('unknown');
    expect((await list()).at(-1)).toMatchObject({ key: first.key, doneAt: expect.any(Number) });
    expect(await events(on, 'notice-handled')).toEqual([{ actor: null, data: { notice: first.key } }]);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  });
});

describe('the address of the one who asks', () => {
  it('that is not from a listed domain is shown as such on the card', async () => {
    await ask(on, 'U0VERA', 'assessment-submitter', '165326');
    expect(cardOf('U0JOAN', 'Vera Stone asks')).toContain(
      `vera.stone@elsewhere.example (not from a listed domain), ${platformName}`,
    );
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(cardOf('U0JOAN', 'Ana Ruiz asks')).toContain(`ana.ruiz@valley-care.example, ${platformName}`);
  });

  inSlackIt('that is neither confirmed nor from a listed domain is shown as both', async () => {
    await on.workspace.setPerson({ ...person('U0VERA'), emailConfirmed: false });
    await ask(on, 'U0VERA', 'assessment-submitter', '165326');
    expect(cardOf('U0JOAN', 'Vera Stone asks')).toContain(
      'vera.stone@elsewhere.example (not confirmed, not from a listed domain)',
    );
  });
});

describe('somebody without an e-mail address', () => {
  const typed = 'joan.lee@valley-care.example';

  it('asks once the operator has entered one; the card says who entered it, and it never gives authority', async () => {
    const noel = on.as('U0NOEL');
    await fillForm(noel, 'assessment-submitter', '165326');
    await submitReview(noel);
    expect(modal(noel.screen()).errors).toContain('those who run this bot to enter one');
    expect(await told(on)).toContain('email-wanted');
    const [wanted] = (await on.bot.deps.ledger.read((record) => record.notices(100))).filter(
      ({ about }) => about === 'email-wanted',
    );
    expect(wanted?.detail).toBe(addressOf(operatorOf('U0NOEL')));
    // Even the address of an official gives nothing: it is the operator's word for reaching her.
    expect(await enterEmail(on.bot.deps)(operatorOf('U0NOEL'), typed)).toBe('entered');
    await noel.submit();
    expect(modal(noel.screen()).words).toContain('Sent to Joan Lee and Raj Patel');
    await on.delivered();
    expect(cardOf('U0JOAN', 'Noel Finch asks')).toContain(`${typed} (entered by the people who run this bot)`);
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(noel.screen(), 'Ana Ruiz asks')).toEqual([]);
    expect((await press(on.as('U0JOAN'), 'approve')).status).toBe(200);
    expect(await events(on, 'email-entered')).toHaveLength(1);
  });

  it('an address that the operator entered binds no official of the list', async () => {
    await on.as('U0NOEL').openHome();
    await enterEmail(on.bot.deps)(operatorOf('U0NOEL'), 'noel.finch@valley-care.example');
    await addOfficials(on, [
      ['noel.finch@valley-care.example', 'Noel Finch', 'Provider Security Official', 'ccn:165399'],
    ]);
    await ask(on, 'U0ANA', 'assessment-submitter', '165399');
    expect(saying(on.as('U0NOEL').screen(), 'Ana Ruiz asks')).toEqual([]);
    expect(await told(on)).toContain('official-not-in-chat');
  });

  it('the platform’s own address takes the place of the entered one', async () => {
    await on.as('U0NOEL').openHome();
    await enterEmail(on.bot.deps)(operatorOf('U0NOEL'), 'entered@valley-care.example');
    await on.workspace.setPerson({
      ...person('U0NOEL'),
      email: 'noel.finch@valley-care.example',
      emailConfirmed: true,
    });
    expect(await enterEmail(on.bot.deps)(operatorOf('U0NOEL'), 'again@valley-care.example')).toBe('has-own');
    await ask(on, 'U0NOEL', 'assessment-submitter', '165326');
    expect(cardOf('U0JOAN', 'Noel Finch asks')).toContain(`noel.finch@valley-care.example, ${platformName}`);
    await on.workspace.setPerson({ ...person('U0NOEL'), email: null });
    await fillForm(on.as('U0NOEL'), 'pbj-viewer', '165326');
    await submitReview(on.as('U0NOEL'));
    expect(modal(on.as('U0NOEL').screen()).errors).toContain('no e-mail address');
    expect(await requestCount(on)).toBe(1);
  });

  it.each(['no-address', '', `${'x'.repeat(250)}@a.example`])('“%s” is refused as an address', async (address) => {
    await on.as('U0NOEL').openHome();
    expect(await enterEmail(on.bot.deps)(operatorOf('U0NOEL'), address)).toBe('malformed');
    expect(await enterEmail(on.bot.deps)(operatorOf('U0STRANGER'), typed)).toBe('account-unknown');
    expect(await events(on, 'email-entered')).toEqual([]);
  });
});
