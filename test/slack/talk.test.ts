import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeLine } from '#application/talk.ts';
import { people } from '#rehearsal/people.ts';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, heard, lastOf, payloadOf } from './bad-input.ts';
import {
  addOfficials,
  ask,
  fillForm,
  identityOf,
  inSlackIt,
  modal,
  officials,
  press,
  replaceOfficials,
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

const lines = () => on.bot.database.db.selectFrom('talk_line').selectAll().orderBy('position').execute();
const texts = async () => (await on.bot.database.db.selectFrom('private_text').selectAll().execute()).length;

/** Opens a form with a button and sends these words. */
async function write(who: string, button: string, text: string): Promise<void> {
  const member = on.as(who);
  expect((await press(member, button)).status).toBe(200);
  await member.fill('words', text);
  await member.submit();
  await on.delivered();
}

const cardOf = (who: string): string =>
  words(saying(on.as(who).screen(), 'Ana Ruiz asks for Assessment Submitter')[0]?.blocks ?? []);
const statusOf = (who: string): string => words(saying(on.as(who).screen(), 'Assessment Submitter: ')[0]?.blocks ?? []);

/** Somebody else sends what this person's client sent last. */
const sendAs = async (from: string, userId: string, change: (memo: Record<string, string>) => void = () => {}) =>
  forge(on, payloadOf(lastOf(on, from)), (payload) => {
    payload.type = 'view_submission';
    asUser(payload, userId);
    const memo = JSON.parse(payload.view.private_metadata) as Record<string, string>;
    change(memo);
    payload.view.private_metadata = JSON.stringify(memo);
  });

describe('an official asks the person who requested', () => {
  beforeEach(async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  });

  it('the question reaches her with who asks and about what, and the answer goes to the official who asked', async () => {
    expect(JSON.stringify(withButton(on.as('U0JOAN').screen(), 'talk-ask').blocks)).toContain('"Ask Ana"');
    await press(on.as('U0JOAN'), 'talk-ask');
    expect(modal(on.as('U0JOAN').screen()).words).toContain('No patient details, no passwords');
    await on.as('U0JOAN').close();
    await write('U0JOAN', 'talk-ask', 'Which unit do you work on?');
    const question = words(withButton(on.as('U0ANA').screen(), 'talk-answer').blocks);
    expect(question).toContain('Joan Lee asks about your request for Assessment Submitter at BLOOMFIELD CARE CENTER.');
    expect(question).toContain('Which unit do you work on?');
    await write('U0ANA', 'talk-answer', 'Unit B, nights.');
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz answered about the request')).toHaveLength(1);
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz answered')).toEqual([]);
    for (const who of ['U0JOAN', 'U0RAJ']) {
      expect(cardOf(who)).toMatch(/Joan Lee\s*, .*\s*Which unit do you work on\?\s*Ana Ruiz\s*, .*\s*Unit B, nights\./);
    }
    expect(statusOf('U0ANA')).toMatch(/Which unit do you work on\?[\s\S]*Unit B, nights\./);
    expect(await events(on, 'request-asked')).toMatchObject([{ data: { position: 1 } }]);
    expect(await events(on, 'request-answered')).toMatchObject([{ data: { position: 2 } }]);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
    expectPrivateLog(on, 'Which unit', 'nights');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a question stays possible after the approval and ends when the role is there', async () => {
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    await write('U0RAJ', 'talk-ask', 'Did you send it in iQIES?');
    expect(cardOf('U0JOAN')).toContain('Did you send it in iQIES?');
    await press(on.as('U0JOAN'), 'done');
    await on.delivered();
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).not.toContain('"talk-ask"');
    expect(cardOf('U0JOAN')).toContain('Did you send it in iQIES?');
  });

  inSlackIt('words are shown letter by letter: no markup, no link, nobody is called', async () => {
    const odd = '*bold* _it_ <!here> <@U0RAJ> @channel & `code` <https://x.example|click> :smile:';
    await write('U0JOAN', 'talk-ask', odd);
    const message = withButton(on.as('U0ANA').screen(), 'talk-answer');
    const pieces = message.blocks.filter((block) => block.type === 'rich_text');
    expect(JSON.stringify(pieces)).toContain(JSON.stringify({ type: 'text', text: odd }));
    const others = JSON.stringify(message.blocks.filter((block) => block.type !== 'rich_text'));
    expect(others + message.text).not.toMatch(/channel|here>|click/);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('the last five lines stand on the card and the others under Details', async () => {
    for (let line = 1; line <= 7; line += 1) await write('U0JOAN', 'talk-ask', `Line number ${line}.`);
    expect(cardOf('U0RAJ')).toContain('And 2 earlier under Details.');
    expect(cardOf('U0RAJ')).not.toContain('Line number 2.');
    expect(cardOf('U0RAJ')).toContain('Line number 3.');
    await press(on.as('U0RAJ'), 'details');
    expect(modal(on.as('U0RAJ').screen()).words).toContain('Line number 1.');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it.each([
    ['an empty message', '   ', 'Write your message first.'],
    ['more than 500 characters', 'x'.repeat(501), 'At most 500 characters'],
    ['a Social Security number', 'My SSN is 123-45-6789', 'must not be kept here'],
    ['a password', 'my password is Tr0ub4dor', 'must not be kept here'],
  ])('%s is refused and nothing of it is kept', async (_what, text, says) => {
    const joan = on.as('U0JOAN');
    await press(joan, 'talk-ask');
    await joan.fill('words', 'x');
    await joan.close();
    const before = await texts();
    const answer = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      payload.type = 'view_submission';
      for (const block of Object.values(payload.view.state.values) as { words?: { value: string } }[])
        if (block.words) block.words.value = text;
    });
    expect(JSON.stringify(answer.body)).toContain(says);
    expect(JSON.stringify(answer.body)).not.toContain('6789');
    expect(await lines()).toEqual([]);
    expect(await texts()).toBe(before);
    expect(await events(on, 'refused')).toHaveLength(1);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee asks')).toEqual([]);
    expectPrivateLog(on, '6789', 'Tr0ub4dor');
  });

  it('pressing Send twice sends one message', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'talk-ask');
    await joan.fill('words', 'Once only.');
    await joan.submit();
    const again = lastOf(on, 'U0JOAN');
    expect((await forge(on, payloadOf(again), () => {})).status).toBe(200);
    await on.delivered();
    expect(await lines()).toHaveLength(1);
    expect(saying(on.as('U0ANA').screen(), 'Once only.').filter(({ text }) => text.includes('asks'))).toHaveLength(1);
  });

  it('twenty messages a day about a request, then a clear sentence, and again the next day', async () => {
    for (let line = 1; line <= 20; line += 1) await write('U0JOAN', 'talk-ask', `Line ${line}`);
    await write('U0JOAN', 'talk-ask', 'One too many');
    expect(modal(on.as('U0JOAN').screen()).errors).toContain('20 messages about this request within a day');
    expect(await lines()).toHaveLength(20);
    await on.as('U0JOAN').close();
    await write('U0RAJ', 'talk-ask', 'Raj has his own twenty');
    expect(await lines()).toHaveLength(21);
    on.forward(25 * 60 * 60 * 1000);
    await write('U0JOAN', 'talk-ask', 'A new day');
    expect(await lines()).toHaveLength(22);
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('two who write at the same moment both stand, in order', async () => {
    const { requestId } = {
      requestId: (await on.bot.database.db.selectFrom('request').select('id').execute())[0]?.id ?? '',
    };
    const known = async (userId: string) => {
      const person = await on.bot.deps.ledger.read((record) => record.personAt(identityOf(on, userId)));
      if (person === null) throw new Error(userId);
      return person;
    };
    const [joan, raj] = [await known('U0JOAN'), await known('U0RAJ')];
    const answers = await Promise.all(
      [joan, raj, joan, raj].map((person, index) =>
        writeLine(on.bot.deps)({
          person,
          requestId,
          target: { to: 'requester' },
          formId: `form-0000-${index}`,
          words: `At once ${index}`,
        }),
      ),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await lines()).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    await on.delivered();
  });

  it.each([
    ['U0VERA', 'of a domain that is not listed', 'The people who run this bot can add its domain'],
    ['U0LENA', 'who is no official', 'Only the person who asked and the security officials'],
    ['U0MARIA', 'who is the official of another facility', 'Only the person who asked and the security officials'],
    ['U0GUS', 'a guest', 'Guests can ask me questions'],
    ['U0ANA', 'who asked for it herself', 'There is no open question'],
  ])('%s, %s, can’t use the official’s button or send her form', async (userId, _who, says) => {
    const joan = on.as('U0JOAN');
    await press(joan, 'talk-ask');
    await joan.fill('words', 'Sent by somebody else');
    const click = payloadOf(lastOf(on, 'U0JOAN'));
    await joan.close();
    await forge(on, click, (payload) => asUser(payload, userId));
    expect((await heard(on, 'U0JOAN', 1))[0]).toContain(says);
    expect(
      on
        .as(userId)
        .screen()
        .modals.filter(({ view }) => view.callback_id === 'talk'),
    ).toEqual([]);
    const sent = await sendAs('U0JOAN', userId);
    expect(JSON.stringify(sent.body)).toContain(says);
    expect(await lines()).toEqual([]);
    expect(await events(on, 'refused')).toHaveLength(2);
  });

  it('a removed official can’t ask any more and gets no answer', async () => {
    await write('U0JOAN', 'talk-ask', 'Before I leave');
    const joan = on.as('U0JOAN');
    await press(joan, 'talk-ask');
    await joan.fill('words', 'After I left');
    await replaceOfficials(
      on,
      officials.filter(([email]) => !email.startsWith('joan')),
    );
    await joan.submit();
    expect(modal(joan.screen()).errors).toContain('Only the person who asked and the security officials');
    expect(await lines()).toHaveLength(1);
    await write('U0ANA', 'talk-answer', 'For whoever decides now');
    expect(saying(joan.screen(), 'For whoever decides now')).toEqual([]);
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz answered')).toHaveLength(1);
  });

  it.each([
    ['an unknown request', (memo: Record<string, string>) => Object.assign(memo, { request: 'unknown-request' })],
    ['no request', (memo: Record<string, string>) => Object.assign(memo, { request: '' })],
    ['an unknown target', (memo: Record<string, string>) => Object.assign(memo, { target: 'everyone' })],
    ['a line that is not there', (memo: Record<string, string>) => Object.assign(memo, { target: 'line:9' })],
    ['a form without an id', (memo: Record<string, string>) => Object.assign(memo, { form: '' })],
  ])('a form that names %s is refused', async (_what, change) => {
    const joan = on.as('U0JOAN');
    await press(joan, 'talk-ask');
    await joan.fill('words', 'Tampered');
    await joan.close();
    const answer = await sendAs('U0JOAN', 'U0JOAN', change);
    expect(answer).toMatchObject({ status: 200, body: { response_action: 'errors' } });
    expect(await lines()).toEqual([]);
    expect(await events(on, 'refused')).toHaveLength(1);
  });
});

describe('the person who requested writes first', () => {
  beforeEach(async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
  });

  it('while it waits she asks all its officials, any of them answers, and all see the first answer', async () => {
    await write('U0ANA', 'talk-officials', 'Do you need my staff number?');
    for (const who of ['U0JOAN', 'U0RAJ', 'U0MARIA'])
      expect(saying(on.as(who).screen(), 'Ana Ruiz asks about the request')).toHaveLength(1);
    await write('U0RAJ', 'talk-answer', 'No, all is here.');
    expect(saying(on.as('U0ANA').screen(), 'Raj Patel answered about your request')).toHaveLength(1);
    for (const who of ['U0JOAN', 'U0MARIA']) {
      expect(cardOf(who)).toContain('No, all is here.');
      expect(saying(on.as(who).screen(), 'Raj Patel answered')).toEqual([]);
    }
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('after a rejection she writes to the official who rejected, and only to her', async () => {
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'person-unknown');
    await joan.submit();
    await on.delivered();
    expect(JSON.stringify(withButton(on.as('U0ANA').screen(), 'talk-decider').blocks)).toContain('"Write to Joan"');
    await write('U0ANA', 'talk-decider', 'We met on Monday.');
    expect(saying(joan.screen(), 'Ana Ruiz asks about the request')).toHaveLength(1);
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks about the request')).toEqual([]);
    await write('U0JOAN', 'talk-answer', 'Now I remember. Ask again.');
    expect(saying(on.as('U0ANA').screen(), 'Joan Lee answered about your request')).toHaveLength(1);
  });

  it('nobody else can write in her name, and she can’t once nobody is asked', async () => {
    const ana = on.as('U0ANA');
    await press(ana, 'talk-officials');
    await ana.fill('words', 'Hello');
    await ana.close();
    const sent = await sendAs('U0ANA', 'U0JOAN');
    expect(JSON.stringify(sent.body)).toContain('Only the person who asked');
    await press(ana, 'talk-officials');
    await ana.fill('words', 'Hello');
    await replaceOfficials(on, []);
    await ana.submit();
    expect(modal(ana.screen()).errors).toContain('nobody would read it');
    expect(await lines()).toEqual([]);
    expect(JSON.stringify(ana.screen().messages)).not.toContain('"talk-officials"');
  });
});

it('a guest who was let request can answer', async () => {
  await raise({ guestsMayRequest: true });
  await ask(on, 'U0GUS', 'assessment-submitter', '165326');
  await write('U0JOAN', 'talk-ask', 'Which agency?');
  await write('U0GUS', 'talk-answer', 'Berg Staffing.');
  expect(saying(on.as('U0JOAN').screen(), 'Gus Berg answered about the request')).toHaveLength(1);
  expect(await lines()).toHaveLength(2);
});

it('an official who comes later sees on her card what was said before', async () => {
  await raise();
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  await write('U0JOAN', 'talk-ask', 'Which unit?');
  await addOfficials(on, [['lena.novak@hillside.example', 'Lena Novak', 'Provider Security Official', 'ccn:165326']]);
  await on.delivered();
  expect(cardOf('U0LENA')).toContain('Which unit?');
});

it('long messages on the card of a hundred places cost nobody the card', async () => {
  const ccns = Array.from({ length: 100 }, (_, index) => String(165400 + index));
  const email = (name: string) => `${name.toLowerCase().replace(' ', '.')}@valley-care.example`;
  await raise({
    officials: ccns.flatMap((ccn) =>
      ['Joan Lee', 'Raj Patel'].map((name) => [email(name), name, 'Provider Security Official', `ccn:${ccn}`]),
    ),
  });
  const ana = on.as('U0ANA');
  await fillForm(ana, 'assessment-submitter', ccns.join(' '));
  await ana.fill('keep', ['keep']);
  await ana.submit();
  await submitReview(ana);
  await on.delivered();
  for (let line = 1; line <= 5; line += 1) await write('U0JOAN', 'talk-ask', `${line} ${'"\\n&'.repeat(120)}`);
  await press(on.as('U0RAJ'), 'approve');
  await on.delivered();
  expect(cardOf('U0RAJ')).toMatch(/5 "/);
  expect(statusOf('U0ANA')).toMatch(/5 "/);
  expect(on.workspace.refusals()).toEqual([]);
});

it('a first name of any length leaves the button readable', async () => {
  const long = people.map((one) => (one.id === 'U0ANA' ? { ...one, name: `${'Wolfeschlegel'.repeat(9)} Ruiz` } : one));
  await raise({ people: long });
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  expect(JSON.stringify(withButton(on.as('U0JOAN').screen(), 'talk-ask').blocks)).toContain('"Ask Wolfeschlegel…"');
  await write('U0JOAN', 'talk-ask', 'Is this your name?');
  expect(on.workspace.refusals()).toEqual([]);
});
