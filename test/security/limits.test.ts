import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressing } from '#channels/clicks/press.ts';
import { readJson } from '#channels/read-json.ts';
import { requestFlow } from '#channels/request-flow.ts';
import { refusals } from '#copy/refusals.ts';
import { events } from '#test/slack/bad-input.ts';
import { ask, type Stage, stage } from '#test/slack/harness.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.stop());

describe('a person who presses faster than any hand', () => {
  it('is not listened to for a minute, which is recorded once; others are', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const { deps } = on.bot;
    const log = { info() {}, warn() {}, error() {}, debug() {} };
    const press = pressing({ deps, flow: requestFlow(deps), log });
    const known = async (userId: string) => {
      const account = await on.bot.database.db
        .selectFrom('account')
        .select('person_id')
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      return deps.ledger.read((record) => record.person(account.person_id));
    };
    const ana = await known('U0ANA');
    const joan = await known('U0JOAN');
    if (ana === null || joan === null) throw new Error('nobody is known');
    on.forward(60_000);
    const click = (person: typeof ana) => press('none-of-ours', { person, value: '', dialog: null });
    for (let n = 0; n < 300; n += 1) expect(await click(ana)).not.toEqual({ say: refusals['too-many-clicks'] });
    for (let n = 0; n < 20; n += 1) expect(await click(ana)).toEqual({ say: refusals['too-many-clicks'] });
    const refused = await events(on, 'refused');
    expect(refused.filter(({ data }) => JSON.stringify(data).includes('too-many-clicks'))).toHaveLength(1);
    expect(await click(joan)).not.toEqual({ say: refusals['too-many-clicks'] });
    // A form is counted with the buttons.
    const anas = on.as('U0ANA');
    await anas.command('');
    await anas.fill('category', 'provider');
    await anas.submit();
    expect(JSON.stringify(anas.screen().modals.at(-1))).toContain(refusals['too-many-clicks']);
    on.forward(60_000);
    await anas.submit();
    expect(JSON.stringify(anas.screen().modals.at(-1))).not.toContain(refusals['too-many-clicks']);
  });
});

describe('a payload', () => {
  const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
    (await fetch(`${on.bot.url}${path}`, { method: 'POST', body, headers })).status;

  it('of more than a million bytes is refused before anything is read', async () => {
    expect(await post('/slack/events', 'x'.repeat(1_000_001))).toBe(413);
  });

  it.each([
    ['lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('deeper than anything a platform sends is no JSON: %s', (_kind, text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });

  it('with brackets in its texts is as deep as it is', () => {
    const text = JSON.stringify({ a: ['['.repeat(500), `\\"${'{'.repeat(500)}`] });
    expect(readJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['a null character', '{"a":["Ana\\u0000 B"]}', { a: ['Ana B'] }],
    ['half of a pair', '{"a":"\\uD83D!"}', { a: '\ufffd!' }],
    ['the other half', '{"a":"\\ude00"}', { a: '\ufffd' }],
    ['half of a pair, not written as an escape', '{"a":"\ud83d"}', { a: '\ufffd' }],
    ['a whole pair', '{"a":"\\ud83d\\ude00 \ud83d\ude00"}', { a: '\ud83d\ude00 \ud83d\ude00' }],
    ['words that look like one', '{"a":"\\\\u0000"}', { a: '\\u0000' }],
  ])('with %s is read as it can be kept', (_what, text, read) => {
    expect(readJson(text)).toEqual(read);
  });
});
