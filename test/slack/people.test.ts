import { afterEach, describe, expect, it } from 'vitest';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { people } from '#rehearsal/people.ts';
import type { WorkspacePerson } from '#rehearsal/slack/contract.ts';
import { events, expectNoFault, expectPrivateLog, heard, logged, requestCount, statuses, told } from './bad-input.ts';
import {
  addOfficials,
  ask,
  fillForm,
  inSlackIt,
  inTeams,
  modal,
  officials,
  playable,
  press,
  type Stage,
  type StageOptions,
  saying,
  stage,
  submitReview,
  withButton,
  words,
} from './harness.ts';

let on: Stage;
const raise = async (options: StageOptions = {}): Promise<void> => {
  on = await stage(options);
};
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
const pso = (email: string, name: string, ccn: string) => [email, name, 'Provider Security Official', `ccn:${ccn}`];
const at = (name: string) => `${name.toLowerCase().replace(' ', '.')}@valley-care.example`;

/** The operator imports a list that takes the place of what stands. */
async function replaceOfficials(rows: readonly (readonly string[])[]): Promise<void> {
  const records = rows.map(([email = '', name = '', role = '', organization = ''], index) => ({
    line: index + 2,
    values: { email, name, role, organization, environment: 'production' },
  }));
  await applyOfficials(on.bot.deps)(await compareOfficials(on.bot.deps)(records), true);
  await on.delivered();
}

const cardOf = (id: string, part = 'Ana Ruiz asks'): string =>
  saying(on.as(id).screen(), part)
    .map((message) => words(message.blocks))
    .join('\n');

describe('an address changes or is given to somebody else', () => {
  it('a changed address keeps the person and her authority, and the operator sees it', async () => {
    await raise();
    await on.workspace.setPerson({ ...person('U0JOAN'), email: 'joan.smith@valley-care.example' });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect((await press(on.as('U0JOAN'), 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
    expect(await told(on)).toContain('email-changed');
    expect(await events(on, 'email-changed')).toHaveLength(1);
  });

  it('an old address later given to somebody else gives nothing and is reported', async () => {
    await raise();
    await on.workspace.setPerson({ ...person('U0JOAN'), email: 'joan.smith@valley-care.example' });
    await on.workspace.setPerson({ ...person('U0LENA'), id: 'U0NEW', name: 'Nina New', email: at('Joan Lee') });
    await on.as('U0NEW').command('');
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(on.as('U0NEW').screen(), 'Ana Ruiz asks')).toEqual([]);
    expect(cardOf('U0JOAN')).toContain('BLOOMFIELD');
    expect(await told(on)).toContain('address-taken');
  });

  it('an address that two live accounts have decides for neither, and the other official still can', async () => {
    await raise();
    await on.workspace.setPerson({ ...person('U0LENA'), id: 'U0TWIN', name: 'Joan Twin', email: at('Joan Lee') });
    await on.as('U0TWIN').command('');
    await on.delivered();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toEqual([]);
    expect(saying(on.as('U0TWIN').screen(), 'Ana Ruiz asks')).toEqual([]);
    expect(cardOf('U0RAJ')).toContain('BLOOMFIELD');
    expect(await told(on)).toContain('address-taken');
  });

  it('an address that becomes held by two takes the buttons away at once, and gives them back when it is one person’s again', async () => {
    await raise({ officials: [pso(at('Joan Lee'), 'Joan Lee', '165326')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(cardOf('U0JOAN')).toContain('BLOOMFIELD');
    await on.workspace.setPerson({ ...person('U0LENA'), id: 'U0TWIN', name: 'Joan Twin', email: at('Joan Lee') });
    await on.as('U0TWIN').command('');
    await on.delivered();
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).not.toContain('"action_id":"approve"');
    expect(await statuses(on)).toEqual(['outside']);
    await on.workspace.setPerson({
      ...person('U0LENA'),
      id: 'U0TWIN',
      name: 'Joan Twin',
      email: 'twin@valley-care.example',
    });
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending']);
    expect((await press(on.as('U0JOAN'), 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
  });
});

describe('an account that may not decide', () => {
  it.each(
    playable<[string, Partial<WorkspacePerson>]>(
      [
        ['an unconfirmed address', { emailConfirmed: false }],
        ['a guest', { restricted: true }],
        ['a switched-off account', { deleted: true }],
      ],
      'an unconfirmed address',
      'a switched-off account',
    ),
  )('%s: no card, the request goes outside, the operator is told', async (_what, change) => {
    const changed = people.map((one) => (one.id === 'U0JOAN' ? { ...one, ...change } : one));
    await raise({ people: changed, officials: [pso(at('Joan Lee'), 'Joan Lee', '165326')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toEqual([]);
    expect(await statuses(on)).toEqual(['outside']);
    expect((await told(on)).join()).toMatch(/official-unusable|official-not-in-chat/);
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee decides this and is not in this chat')).toHaveLength(1);
  });

  it('a domain that the operator did not list', async () => {
    await raise({ officials: [pso('vera.stone@elsewhere.example', 'Vera Stone', '165326')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(on.as('U0VERA').screen().messages).toEqual([]);
    expect(await statuses(on)).toEqual(['outside']);
    expect(await told(on)).toContain('official-unusable');
  });

  it('somebody of another workspace', async () => {
    await raise({ officials: [pso('zoe.hart@partner.example', 'Zoe Hart', '165326')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(on.as('U0ZOE').screen().messages).toEqual([]);
    expect(await statuses(on)).toEqual(['outside']);
  });

  it.each(['joan.lee@valley-care.example', 'joan.lee@'])(
    'an address on the shared list, written as %s',
    async (shared) => {
      await raise({ sharedAddresses: [shared], officials: [pso(at('Joan Lee'), 'Joan Lee', '165326')] });
      await ask(on, 'U0ANA', 'assessment-submitter', '165326');
      expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toEqual([]);
      expect(await statuses(on)).toEqual(['outside']);
      expect((await told(on)).join()).toMatch(/address-shared|official-unusable/);
    },
  );
});

describe('who may ask', () => {
  it('a person without an address drafts, reads what is missing at Submit, and goes on once she has one', async () => {
    await raise();
    const noel = on.as('U0NOEL');
    await fillForm(noel, 'assessment-submitter', '165326');
    await submitReview(noel);
    expect(modal(noel.screen()).errors).toContain('Your account has no e-mail address');
    expect(await requestCount(on)).toBe(0);
    await noel.close();
    await on.workspace.setPerson({ ...person('U0NOEL'), email: at('Noel Finch'), emailConfirmed: true });
    await noel.command('');
    expect(modal(noel.screen()).words).toContain('BLOOMFIELD CARE CENTER (165326)');
    await submitReview(noel);
    expect(modal(noel.screen()).words).toContain('Sent to Joan Lee');
  });

  it.each(
    playable(
      [
        ['U0GUS', 'Guests can ask me questions'],
        ['U0ZOE', 'You are here from another organization'],
      ] as const,
      'U0ZOE',
    ),
  )('%s is refused a request in words', async (id, says) => {
    await raise();
    const member = on.as(id);
    expect((await member.command('')).status).toBe(200);
    expect(member.screen().modals).toEqual([]);
    expect((await heard(on, id, 1))[0]).toContain(says);
    expect(logged(on, inTeams ? 'a click was refused' : 'a command was refused')).toHaveLength(1);
  });

  it('a guest asks where the operator allows it, and still never decides', async () => {
    await raise({
      guestsMayRequest: true,
      officials: [...officials, pso('gus.berg@agency.example', 'Gus Berg', '165326')],
    });
    await ask(on, 'U0GUS', 'assessment-submitter', '165326');
    expect(await statuses(on)).toEqual(['pending']);
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(on.as('U0GUS').screen(), 'Ana Ruiz asks')).toEqual([]);
  });

  it('a guest who opens the form from a button is refused as well', async () => {
    await raise();
    const gus = on.as('U0GUS');
    await gus.say('hello');
    await on.delivered();
    await press(gus, 'request-role');
    expect(gus.screen().modals).toEqual([]);
    expect((await heard(on, 'U0GUS', 1))[0]).toContain('Guests can ask me questions');
  });
});

describe('who is asked', () => {
  it('an official who is not in chat: outside, with her name, and the requester reads what to do', async () => {
    await raise({ officials: [pso('olga.ortiz@valley-care.example', 'Olga Ortiz', '165326')] });
    const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await statuses(on)).toEqual(['outside']);
    expect(
      saying(ana.screen(), 'Olga Ortiz decides this and is not in this chat. Send the request in iQIES'),
    ).toHaveLength(1);
    expect(await told(on)).toContain('official-not-in-chat');
  });

  it('an official who joins the chat later gets the card of what waits', async () => {
    await raise({ officials: [pso('olga.ortiz@valley-care.example', 'Olga Ortiz', '165326')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const olga = { id: 'U0OLGA', name: 'Olga Ortiz', email: 'olga.ortiz@valley-care.example', emailConfirmed: true };
    await on.workspace.setPerson(olga);
    await on.as('U0OLGA').openHome();
    await on.delivered();
    expect(cardOf('U0OLGA')).toContain('BLOOMFIELD');
    expect((await press(on.as('U0OLGA'), 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('an official who was a guest when it was asked gets the card as soon as she is a member again', async () => {
    await raise({ officials: [pso(at('Joan Lee'), 'Joan Lee', '165326')] });
    await on.workspace.setPerson({ ...person('U0JOAN'), restricted: true });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await statuses(on)).toEqual(['outside']);
    await on.workspace.setPerson(person('U0JOAN'));
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending']);
    expect((await press(on.as('U0JOAN'), 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('a facility without a known official stays in the form, the others go out', async () => {
    await raise();
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326 165299');
    expect(modal(ana.screen()).words).toContain(
      'I don’t know a Provider Security Official (PSO) here. iQIES may have one.',
    );
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('1 facility stays in your form');
    expect(await statuses(on)).toEqual(['pending']);
    await ana.close();
    await ana.command('');
    expect(JSON.stringify(ana.screen().modals.at(-1)?.values)).toContain('165299');
  });

  it('only facilities without a known official: nothing is sent, the form stays', async () => {
    await raise();
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165299');
    await submitReview(ana);
    expect(modal(ana.screen()).errors).toContain('There is nobody to send this to yet. Your form is kept.');
    expect(await requestCount(on)).toBe(0);
  });

  it('a second Provider Security Official is decided by the first', async () => {
    await raise();
    await ask(on, 'U0LENA', 'provider-security-official', '165178');
    expect(await statuses(on)).toEqual(['pending']);
    expect(cardOf('U0MARIA', 'Lena Novak asks')).toContain('Provider Security Official');
  });

  it('the first Provider Security Official is approved by CMS, outside', async () => {
    await raise();
    const lena = await ask(on, 'U0LENA', 'provider-security-official', '165299');
    expect(await statuses(on)).toEqual(['outside']);
    expect(saying(lena.screen(), 'is approved by CMS, and CMS is not in this chat')).toHaveLength(1);
  });

  it('the request of the only Provider Security Official goes outside, with the advice to find a second', async () => {
    await raise();
    const wei = await ask(on, 'U0WEI', 'pbj-submitter', '165199');
    expect(await statuses(on)).toEqual(['outside']);
    expect(saying(wei.screen(), 'nobody decides their own request')).toHaveLength(1);
    expect(saying(wei.screen(), 'find a second official first')).toHaveLength(1);
    expect(saying(wei.screen(), 'Wei Chen asks')).toEqual([]);
  });

  it('the request of one of two goes to the other only', async () => {
    await raise();
    await ask(on, 'U0JOAN', 'pbj-submitter', '165326');
    expect(saying(on.as('U0JOAN').screen(), 'Joan Lee asks')).toEqual([]);
    expect(cardOf('U0RAJ', 'Joan Lee asks')).toContain('PBJ Submitter');
    await press(on.as('U0RAJ'), 'approve');
    expect(await statuses(on)).toEqual(['approved']);
  });

  it('a Provider Security Official is not asked again for what her role covers', async () => {
    await raise();
    const joan = on.as('U0JOAN');
    await fillForm(joan, 'assessment-submitter', '165326 165178');
    expect(modal(joan.screen()).words).toContain('your PSO role there covers it');
    await submitReview(joan);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('whose own role covers all of it is told that there is nothing to send', async () => {
    await raise();
    const joan = on.as('U0JOAN');
    await fillForm(joan, 'assessment-submitter', '165326');
    await submitReview(joan);
    expect(Object.values(joan.screen().modals.at(-1)?.errors ?? {}).join()).toContain('there is nothing to send');
    expect(await statuses(on)).toEqual([]);
  });
});

describe('officials come and go', () => {
  it('when the last one ends, what waits is held and the requester is told; a new one gets it', async () => {
    await raise();
    const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165178');
    await replaceOfficials(officials.filter(([email]) => !email.startsWith('maria')));
    expect(await statuses(on)).toEqual(['held']);
    expect(
      saying(ana.screen(), 'Your request for AASE HAUGEN HOME is waiting: it has no security official now'),
    ).toHaveLength(1);
    expect(saying(on.as('U0MARIA').screen(), 'is no longer yours to decide')).toHaveLength(1);
    expect(JSON.stringify(on.as('U0MARIA').screen().messages)).not.toContain('"action_id":"approve"');
    await addOfficials(on, [pso('lena.novak@hillside.example', 'Lena Novak', '165178')]);
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending']);
    expect(saying(ana.screen(), 'moves on: it went to Lena Novak')).toHaveLength(1);
    expect((await press(on.as('U0LENA'), 'approve')).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a further official gets the card of what already waits', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165178');
    await addOfficials(on, [pso('lena.novak@hillside.example', 'Lena Novak', '165178')]);
    await on.delivered();
    expect(cardOf('U0LENA')).toContain('AASE HAUGEN HOME (165178)');
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('an official imported again is one official with one card', async () => {
    await raise();
    await addOfficials(on, [pso(at('Joan Lee').toUpperCase(), 'Joan Lee', '165326')]);
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toHaveLength(1);
  });

  it('a request that its requester withdraws leaves every card without buttons', async () => {
    await raise();
    const ana = await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ana.close();
    const message = withButton(ana.screen(), 'withdraw');
    expect((await ana.press({ surface: 'message', ts: message.ts, actionId: 'withdraw' })).status).toBe(200);
    await on.delivered();
    for (const id of ['U0JOAN', 'U0RAJ']) {
      expect(cardOf(id, 'Ana withdrew BLOOMFIELD CARE CENTER (165326)')).toContain('reject it there');
      expect(JSON.stringify(on.as(id).screen().messages)).not.toContain('"action_id":"approve"');
    }
    expect(await statuses(on)).toEqual(['withdrawn']);
  });

  inSlackIt(
    'a requester whose account is switched off: her requests are withdrawn and the officials told',
    async () => {
      await raise();
      await ask(on, 'U0ANA', 'assessment-submitter', '165326');
      await on.workspace.setPerson({ ...person('U0ANA'), deleted: true });
      await on.delivered();
      expect(await statuses(on)).toEqual(['withdrawn']);
      expect(cardOf('U0JOAN', 'Ana withdrew')).toContain('BLOOMFIELD');
      for (const who of ['U0JOAN', 'U0RAJ'])
        expect(cardOf(who, 'The account of Ana Ruiz was switched off')).toContain(
          'If a request waits in iQIES, reject it',
        );
    },
  );
});
