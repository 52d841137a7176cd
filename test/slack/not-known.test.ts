import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showNotice } from '#application/operator-notices.ts';
import { facts } from '#content/facts.ts';
import { noticeWords } from '#copy/operator-notices.ts';
import { people } from '#rehearsal/people.ts';
import type { Member } from '#rehearsal/slack/contract.ts';
import { verifyChain } from '#storage/audit.ts';
import { events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf, requestCount } from './bad-input.ts';
import {
  addOfficials,
  deep,
  fillForm,
  identityOf,
  inSlackIt,
  modal,
  press,
  type Stage,
  saying,
  stage,
  submitReview,
  words,
} from './harness.ts';
import { homeOf, pressHome } from './home.ts';

let on: Stage;
let ana: Member;
const typed: string[] = [];
beforeEach(async () => {
  on = await stage();
  ana = on.as('U0ANA');
});
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on, ...typed.splice(0));
  expect(on.workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  await on.stop();
});

const label = 'REGENCY CARE CENTER (165399)';
const chooseWay = (member: Member, way: string, value?: string) =>
  member.press({ surface: 'modal', actionId: `way-${way}`, ...(value === undefined ? {} : { value }) });
const depth = (member: Member) => member.screen().modals.length;
/** Ana at the review of one facility with an official and one without. */
const toReview = () => fillForm(ana, 'assessment-submitter', '165326 165399');
/** "I know who" with these words. */
async function name(member: Member, who: string, email: string): Promise<void> {
  typed.push(...[who, email].filter((part) => part.length > 3));
  await member.fill('official-name', who);
  await member.fill('official-email', email);
  await member.submit();
}
const notices = () =>
  on.bot.deps.ledger.read(async (record) => {
    const shown = [];
    for (const notice of await record.notices(100))
      if (notice.about.startsWith('official-named')) shown.push(await showNotice(record, notice));
    return shown;
  });
const draftsOf = async (userId: string) => {
  const person = await on.bot.deps.ledger.read((record) => record.personAt(identityOf(on, userId)));
  return on.bot.deps.drafts.allOf(person?.personId ?? '');
};
const nothingKept = async () => {
  expect(await notices()).toEqual([]);
  expect(await events(on, 'official-named')).toEqual([]);
  expect(await on.bot.database.db.selectFrom('private_text').selectAll().execute()).toEqual([]);
};

describe('a place without a known security official', () => {
  it('has four ways on in the review, and the other place has none', async () => {
    await toReview();
    const review = modal(ana.screen()).words;
    expect(review).toContain(`${label}\nI don’t know a Provider Security Official (PSO) here. iQIES may have one.`);
    for (const way of ['I know who', 'How to look in iQIES', 'We have none', 'Not sure'])
      expect(review.split(way)).toHaveLength(2);
  });

  it('“How to look in iQIES” says where a pending request names the official, with its source', async () => {
    await toReview();
    await chooseWay(ana, 'look');
    const said = modal(ana.screen()).words;
    expect(said).toContain(facts.officialNameColumn.value);
    expect(said).toContain(facts.officialContactColumn.value);
    expect(said).toContain('Source: job aid “Provider User Roles” (03/31/2026), step 2.10');
  });

  it('“Not sure” gives the Service Center’s phone and e-mail', async () => {
    await toReview();
    await chooseWay(ana, 'unsure');
    expect(modal(ana.screen()).words).toContain(facts.serviceCenterPhone.value);
    expect(modal(ana.screen()).words).toContain(facts.serviceCenterEmail.value);
  });

  it('one way leads to the others without piling up dialogs, and Back leads to the review as it was', async () => {
    await toReview();
    for (const way of ['look', 'unsure', 'none', 'know']) {
      await chooseWay(ana, way);
      expect(depth(ana)).toBe(deep(2));
    }
    await ana.close();
    expect(modal(ana.screen()).words).toContain('Who will be asked');
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee and Raj Patel');
  });

  it('after the others were sent it stays in the form with its ways on', async () => {
    await toReview();
    await submitReview(ana);
    const sent = modal(ana.screen()).words;
    expect(sent).toContain('1 facility stays in your form');
    expect(sent).toContain(label);
    await chooseWay(ana, 'know');
    await name(ana, 'Lena Novak', '');
    expect(modal(ana.screen()).words).toContain('I passed it on');
    await on.delivered();
    expect(await notices()).toHaveLength(1);
  });

  it('she is told when an official is added, also when she closed the form without submitting', async () => {
    await toReview();
    await chooseWay(ana, 'unsure');
    await ana.close();
    await ana.close();
    await addOfficials(on, [['lena.novak@hillside.example', 'Lena Novak', 'Provider Security Official', 'ccn:165399']]);
    await on.delivered();
    expect(saying(ana.screen(), `I know a security official for ${label} now.`)).toHaveLength(1);
  });

  it('where an official was added meanwhile the buttons say so and lead back to the form', async () => {
    await toReview();
    await addOfficials(on, [['lena.novak@hillside.example', 'Lena Novak', 'Provider Security Official', 'ccn:165399']]);
    await chooseWay(ana, 'none');
    expect(depth(ana)).toBe(1);
    await vi.waitFor(() => expect(saying(ana.screen(), 'I know a security official there by now.')).toHaveLength(1));
    expect((await events(on, 'refused')).at(-1)?.data).toMatchObject({ refusal: 'official-known-now' });
  });

  it('many such places have one button each, and the form stays within what Slack takes', async () => {
    const ccns = Array.from({ length: 25 }, (_, index) => String(165400 + index));
    await fillForm(ana, 'assessment-submitter', ccns.join(' '));
    await ana.fill('keep', ['keep']);
    await ana.submit();
    const review = modal(ana.screen()).words;
    expect(review.split('What now?')).toHaveLength(21);
    expect(review).not.toContain('I know who');
    const value = JSON.stringify(ana.screen().modals.at(-1)?.view).match(/"value":"([^"]+\|ccn:165405)"/)?.[1] ?? '';
    await chooseWay(ana, 'all', value);
    expect(modal(ana.screen()).words).toContain('CCN 165405');
    await chooseWay(ana, 'know');
    expect(depth(ana)).toBe(deep(2));
    await name(ana, '', 'somebody@hillside.example');
    await on.delivered();
    expect((await notices()).map(({ names }) => names)).toEqual([['Ana Ruiz', 'ccn:165405']]);
  });
});

describe('a State without a known security official', () => {
  it('has the same four ways, keeps the form, and “We have none” offers the State’s own role', async () => {
    await ana.command('');
    await ana.fill('category', 'state-agency');
    await ana.submit();
    await ana.fill('role', 'state-agency-general-user');
    await ana.submit();
    await ana.fill('state', 'IA');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Iowa\nI don’t know a State Agency Security Official here.');
    await ana.fill('harp', ['yes']);
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('Your form is kept');
    await chooseWay(ana, 'none');
    expect(modal(ana.screen()).words).toContain('I assume that CMS approves the first one: no job aid says it.');
    await ana.press({ surface: 'modal', actionId: 'way-official' });
    expect(modal(ana.screen()).words).toContain('State for State Agency Security Official for S&C');
    await ana.submit();
    await submitReview(ana);
    await on.delivered();
    expect(await requestCount(on)).toBe(1);
    await addOfficials(on, [
      ['lena.novak@hillside.example', 'Lena Novak', 'State Agency Security Official for S&C', 'state:IA'],
    ]);
    await on.delivered();
    expect(saying(ana.screen(), 'I know a security official for Iowa now.')).toHaveLength(1);
    await press(ana, 'resume-draft');
    expect(modal(ana.screen()).words).toContain('Iowa\nAsked: Lena Novak');
  });
});

describe('“We have none”', () => {
  it('one press opens the request for the PSO role of exactly that place, and the first form is still there', async () => {
    await toReview();
    await chooseWay(ana, 'none');
    expect(modal(ana.screen()).words).toContain('iQIES takes no request for a place that has no security official.');
    expect(modal(ana.screen()).words).toContain('letter to home health agencies of 10/15/2019');
    await ana.press({ surface: 'modal', actionId: 'way-official' });
    expect(modal(ana.screen()).words).toContain('facilities for Provider Security Official');
    await ana.submit();
    const review = modal(ana.screen()).words;
    expect(review).toContain(label);
    expect(review).not.toContain('BLOOMFIELD');
    expect(review).toContain('the first Provider Security Official (PSO) is approved by CMS');
    await submitReview(ana);
    await on.delivered();
    expect(saying(ana.screen(), 'Provider Security Official: waiting')).toHaveLength(1);
    await ana.close();
    expect(modal(ana.screen()).words).toContain('You could: upload patient assessments');
    await ana.close();
    await ana.command('');
    expect(modal(ana.screen()).words).toContain('Assessment Submitter');
  });

  it('pressed twice, or begun again, it leaves one form beside the first', async () => {
    await toReview();
    await chooseWay(ana, 'none');
    await ana.press({ surface: 'modal', actionId: 'way-official' });
    await ana.close();
    await chooseWay(ana, 'none');
    await ana.press({ surface: 'modal', actionId: 'way-official' });
    await ana.close();
    expect((await draftsOf('U0ANA')).map(({ roleId }) => roleId).toSorted()).toEqual([
      'assessment-submitter',
      'provider-security-official',
    ]);
  });

  it('both forms stand on My Profile, and each is gone on with where it was', async () => {
    await toReview();
    await submitReview(ana);
    await chooseWay(ana, 'none');
    await ana.press({ surface: 'modal', actionId: 'way-official' });
    await ana.close();
    await ana.close();
    await on.delivered();
    const home = await homeOf(on, 'U0ANA');
    expect(home).toContain('You have an unfinished request: Provider Security Official, CCN 165399.');
    expect(home).toContain('You have an unfinished request: Assessment Submitter, CCN 165399.');
    const kept = (await draftsOf('U0ANA')).find(({ roleId }) => roleId === 'assessment-submitter');
    await pressHome(on, 'U0ANA', 'resume-draft', kept?.id);
    expect(modal(ana.screen()).words).toContain('facilities for Assessment Submitter');
    expect(modal(ana.screen()).words).toContain('REGENCY CARE CENTER, NORWALK IA, 165399');
    expect(modal(ana.screen()).words).not.toContain('BLOOMFIELD');
  });

  it('when an official is added meanwhile, “Go on” leads to the form that waited, not to the one begun since', async () => {
    await toReview();
    await chooseWay(ana, 'none');
    await ana.press({ surface: 'modal', actionId: 'way-official' });
    await ana.close();
    await ana.close();
    await addOfficials(on, [['lena.novak@hillside.example', 'Lena Novak', 'Provider Security Official', 'ccn:165399']]);
    await on.delivered();
    await press(ana, 'resume-draft');
    expect(modal(ana.screen()).words).toContain('You could: upload patient assessments');
    expect(modal(ana.screen()).words).toContain(`${label}\nAsked: Lena Novak`);
  });
});

describe('“I know who”', () => {
  const open = async () => {
    await toReview();
    await chooseWay(ana, 'know');
  };

  it('goes to the operator with what was written, and gives no authority', async () => {
    await open();
    await name(ana, '  Lena   Novak ', 'Lena.Novak@hillside.example');
    expect(modal(ana.screen()).words).toContain(
      'I passed it on; nothing changes until the people who run this bot have checked it.',
    );
    await on.delivered();
    const [notice] = await notices();
    if (notice === undefined) throw new Error('no notice');
    expect(noticeWords(notice)).toBe(
      'Somebody named a security official for a place where you list none. It gives no authority: check it, then import it. (Ana Ruiz, ccn:165399) “Lena Novak, lena.novak@hillside.example”',
    );
    const [event] = await events(on, 'official-named');
    expect(event?.data).toEqual({ organization: 'ccn:165399', listed: true });
    expect(JSON.stringify(await on.bot.database.db.selectFrom('event').selectAll().execute())).not.toContain('Novak');
    await ana.close();
    expect(modal(ana.screen()).words).toContain(`${label}\nI don’t know`);
    await submitReview(ana);
    await on.delivered();
    expect(on.as('U0LENA').screen().messages).toEqual([]);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  });

  it('an address of a domain that is not listed is taken, and the operator is told so', async () => {
    await open();
    await name(ana, 'Vera', 'vera@elsewhere.example');
    const [notice] = await notices();
    expect(notice === undefined ? '' : noticeWords(notice)).toContain('an address that is not from a listed domain');
  });

  it.each<[string, string, string, string]>([
    ['neither name nor address', '  ', '', 'Write the name, the e-mail address, or both.'],
    ['something that is no address', 'Lena', 'lena at hillside', 'This is no e-mail address.'],
    ['a secret in the name', 'Lena 219-09-9999', '', 'must not be kept here'],
    ['a secret in the address', '', 'password:hunter22@hillside.example', 'must not be kept here'],
    ['her own address', 'Me', 'ANA.RUIZ@valley-care.example', 'This is your own address'],
  ])('%s is refused, and nothing is kept', async (_what, who, email, said) => {
    await open();
    await name(ana, who, email);
    expect(modal(ana.screen()).errors).toContain(said);
    await nothingKept();
    expect((await events(on, 'refused')).at(-1)?.data).toMatchObject({ deed: 'name-official' });
  });

  it('once a person, place and day: a second one is refused, the next day takes one again', async () => {
    await open();
    await name(ana, 'Lena Novak', '');
    await ana.close();
    await chooseWay(ana, 'know');
    await name(ana, 'Maria Gomez', '');
    expect(modal(ana.screen()).errors).toContain('You named somebody for this place today already.');
    expect(await notices()).toHaveLength(1);
    on.forward(24 * 60 * 60 * 1000);
    await ana.submit();
    expect(await notices()).toHaveLength(2);
  });

  it('sent twice at once, or replayed, it is one notice', async () => {
    await open();
    await name(ana, 'Lena Novak', '');
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    await Promise.all([forge(on, sent, () => {}), forge(on, sent, () => {})]);
    expect(await notices()).toHaveLength(1);
    expect(await events(on, 'official-named')).toHaveLength(1);
    expect(await on.bot.database.db.selectFrom('private_text').selectAll().execute()).toHaveLength(1);
  });

  it.each<[string, (place: string) => string]>([
    ['a place that is not in her form', (place) => place.replace('165399', '165178')],
    ['a form of nobody', (place) => `nobodysform|${place.split('|')[1]}`],
    ['garbage', () => 'garbage'],
    ['nothing', () => ''],
  ])('%s in the form’s memo is refused', async (_what, change) => {
    await open();
    await name(ana, 'Lena Novak', '');
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    const before = await notices();
    const answer = await forge(on, sent, (payload) => {
      const memo = JSON.parse(payload.view.private_metadata) as { place: string };
      payload.view.private_metadata = JSON.stringify({ place: change(memo.place) });
    });
    expect(JSON.stringify(answer.body)).toContain('This form is no longer there.');
    expect(await notices()).toEqual(before);
  });

  it('somebody else who sends her form, or presses her button, is refused and learns nothing', async () => {
    await open();
    const pressed = payloadOf(lastOf(on, 'U0ANA'));
    await name(ana, 'Lena Novak', '');
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    const answer = await forge(on, sent, (payload) => {
      payload.user = { ...payload.user, id: 'U0VERA' };
    });
    expect(JSON.stringify(answer.body)).toContain('This form is no longer there.');
    await forge(on, pressed, (payload) => {
      payload.user = { ...payload.user, id: 'U0VERA' };
    });
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual(['draft-unknown', 'draft-unknown']);
    expect(await notices()).toHaveLength(1);
  });

  it('over-long text is refused and nothing of it is kept', async () => {
    await open();
    await name(ana, 'Lena', 'bad');
    const sent = payloadOf(lastOf(on, 'U0ANA'));
    const said = async (field: string, value: string) => {
      const answer = await forge(on, sent, (payload) => {
        for (const inputs of Object.values(payload.view.state.values) as Record<string, { value?: string }>[])
          for (const [id, input] of Object.entries(inputs)) input.value = id === field ? value : '';
      });
      return JSON.stringify(answer.body);
    };
    expect(await said('official-name', 'L'.repeat(101))).toContain('at most 100 characters');
    expect(await said('official-email', `${'l'.repeat(250)}@a.example`)).toContain('no e-mail address');
    await nothingKept();
  });

  inSlackIt('a name that looks like a mention reaches the operator’s channel as plain text', async () => {
    await on.stop();
    on = await stage({ operatorChannel: { id: 'C0OPS', botIn: true } });
    ana = on.as('U0ANA');
    await open();
    await name(ana, '<!channel> <@U0JOAN>', '');
    await on.delivered();
    const posted = on
      .as('U0LENA')
      .screen()
      .channels.flatMap(({ messages }) => messages.map(({ text }) => text))
      .filter((text) => text.includes('named a security official'));
    expect(posted).toEqual([expect.stringContaining('“&lt;!channel&gt; &lt;@U0JOAN&gt;”')]);
  });

  it('a person who became a guest meanwhile is refused', async () => {
    await open();
    const person = people.find(({ id }) => id === 'U0ANA');
    if (person === undefined) throw new Error('no Ana');
    await on.workspace.setPerson({ ...person, restricted: true });
    await name(ana, 'Lena Novak', '');
    expect(modal(ana.screen()).errors).toContain('Guests can ask me questions');
    await nothingKept();
  });
});

describe('the names and contacts of officials', () => {
  it('are shown to those with a draft, a request or a role at the organization, and to nobody else', async () => {
    await fillForm(ana, 'assessment-submitter', '165326');
    expect(modal(ana.screen()).words).toContain('Joan Lee, joan.lee@valley-care.example');
    await submitReview(ana);
    await on.delivered();
    const request = lastOf(on, 'U0ANA');
    const card = on.as('U0JOAN').screen().messages.at(-1);
    const cardValue = JSON.stringify(card?.blocks).match(/"value":"([^"|]+\|1)"/)?.[1] ?? '';
    expect(cardValue).not.toBe('');
    // Vera is a member who asks for another facility: nothing she opens or presses names the officials of this one.
    const vera = on.as('U0VERA');
    await vera.openHome();
    await fillForm(vera, 'assessment-submitter', '165399');
    const pressed = payloadOf(request);
    const id = cardValue.split('|')[0] ?? '';
    for (const [action, value] of [
      ['details', cardValue],
      ['approve', cardValue],
      ['reject', cardValue],
      ['open-card', id],
      ['iqies-steps', id],
      ['sent', id],
      ['withdraw', id],
      ['another-role', id],
    ] as const)
      await forge(on, pressed, (payload) => {
        payload.type = 'block_actions';
        payload.user = { ...payload.user, id: 'U0VERA' };
        payload.actions = [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: '1' }];
        payload.trigger_id = 'forged';
      });
    await on.delivered();
    const { messages, home, modals } = vera.screen();
    const seen = words([
      ...messages.flatMap((message) => message.blocks),
      home?.view ?? {},
      ...modals.map(({ view }) => view),
    ]);
    const all = `${seen}\n${messages.map(({ text }) => text).join('\n')}`;
    expect(all).toContain('REGENCY CARE CENTER');
    for (const name of ['Joan', 'Raj', 'joan.lee', 'raj.patel']) expect(all).not.toContain(name);
    // With a draft there she is told whom it would go to.
    await vera.close();
    await ana.command('');
    await fillForm(on.as('U0LENA'), 'pbj-viewer', '165326');
    expect(modal(on.as('U0LENA').screen()).words).toContain('Joan Lee, joan.lee@valley-care.example');
  });

  it('are not shown to somebody who became a guest with the form open', async () => {
    await ana.command('');
    await ana.fill('category', 'provider');
    await ana.submit();
    await ana.fill('role', 'assessment-submitter');
    await ana.submit();
    await ana.fill('pasted', '165326');
    const person = people.find(({ id }) => id === 'U0ANA');
    if (person === undefined) throw new Error('no Ana');
    await on.workspace.setPerson({ ...person, restricted: true });
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('Who will be asked');
    expect(modal(ana.screen()).words).not.toContain('Joan');
    await submitReview(ana);
    expect(modal(ana.screen()).errors).toContain('Guests can ask me questions');
    expect(await requestCount(on)).toBe(0);
  });
});
