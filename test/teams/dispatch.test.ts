import { describe, expect, it, vi } from 'vitest';
import { noWatch } from '#application/watch.ts';
import { createDispatcher, type DispatchParts } from '#channels/teams/dispatch.ts';
import { type Incoming, parseIncoming } from '#channels/teams/parse.ts';
import type { JsonObject } from '#rehearsal/teams/contract.ts';
import { createChecker } from '#rehearsal/teams/limits/check.ts';
import type { Form } from '#views/elements.ts';
import { activity, ana, noting } from './activities.ts';

/** The table of what Teams sends: who gets it, and what Teams is answered. */
const gone = new Error('the record is away');

function table(answers: Parameters<typeof noting>[0] = {}, changes: Partial<DispatchParts> = {}) {
  const { handlers, asked } = noting(answers);
  const happened: string[] = [];
  const note = (what: string) => async () => void happened.push(what);
  const dispatcher = createDispatcher({
    handlers,
    current: async () => ana,
    opens: (action) => action === 'open',
    keepChat: note('chat kept'),
    loseChat: note('chat lost'),
    tell: async (_person, said) => void happened.push(JSON.stringify(said)),
    sayThere: async (_incoming, words) => void happened.push(words),
    unavailable: (fault) => fault === gone,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    watch: noWatch,
    ...changes,
  });
  const send = (fields: JsonObject) => dispatcher.answer(incoming(fields));
  return { asked, happened, send, dispatcher };
}

function incoming(fields: JsonObject): Incoming {
  const parsed = parseIncoming(activity(fields));
  if (parsed === null) throw new Error('no activity');
  return parsed;
}

const invoke = (name: string, value: JsonObject): JsonObject => ({ type: 'invoke', name, value });
const form: Form = {
  name: 'reject',
  title: 'Reject',
  submit: 'Reject',
  close: 'Cancel',
  blocks: [
    { kind: 'input', id: 'words', type: 'words', label: 'Why', multiline: true, most: 100, starts: '' },
    { kind: 'buttons', buttons: [{ action: 'back', label: 'Back' }] },
  ],
  memo: { request: 'R1' },
};
const submitted = { action: 'submit', form: 'reject', memo: { request: 'R1' }, inputs: ['words'], words: 'No' };
/** What Teams says of an answer; null: it takes it. */
const check = createChecker([]);

describe('what Teams sends', () => {
  it.each<[string, JsonObject, string, object]>([
    ['a message', { type: 'message', text: ' What is &lt;HARP&gt;? ' }, 'message', { text: 'What is <HARP>?' }],
    [
      'a mention',
      {
        type: 'message',
        text: '<at>iQIES Bot</at> What is a CCN?',
        entities: [{ type: 'mention', mentioned: { id: '28:bot' } }],
        conversation: { id: '19:x@thread.tacv2;messageid=17', conversationType: 'channel', tenantId: 'tenant-a' },
      },
      'mention',
      {
        text: 'What is a CCN?',
        asked: {
          place: 'thread',
          channel: JSON.stringify({
            serviceUrl: 'https://smba.trafficmanager.net/amer/',
            conversationId: '19:x@thread.tacv2',
          }),
          thread: '17',
        },
      },
    ],
    [
      'a button',
      invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'approve', data: { value: 'R1|1' } } }),
      'execute',
      { action: 'approve', value: 'R1|1' },
    ],
    [
      'a button without data',
      invoke('adaptiveCard/action', { action: { verb: 'home' } }),
      'execute',
      { action: 'home', value: '' },
    ],
    [
      'a button that opens a dialog',
      invoke('task/fetch', { data: { msteams: { type: 'task/fetch' }, action: 'reject', value: 'R1' } }),
      'fetch',
      { action: 'reject', value: 'R1' },
    ],
    [
      'a form',
      invoke('task/submit', { data: submitted }),
      'submit',
      {
        once: 'teams:a:1ana:f:1',
        action: 'submit',
        form: 'reject',
        memo: { request: 'R1' },
        data: expect.objectContaining({ words: 'No' }),
      },
    ],
    [
      'type-ahead',
      invoke('application/search', { queryText: 'bloom', queryOptions: { skip: 0, top: 15 }, dataset: 'places' }),
      'search',
      { dataset: 'places', query: 'bloom' },
    ],
    [
      'a search from the message box',
      invoke('composeExtension/query', { commandId: 'searchAnswers', parameters: [{ name: 'query', value: 'ccn' }] }),
      'compose',
      { command: 'searchAnswers', query: 'ccn' },
    ],
    ['an installation', { type: 'installationUpdate', action: 'add' }, 'installed', {}],
    ['an upgrade', { type: 'installationUpdate', action: 'add-upgrade' }, 'installed', {}],
  ])('%s comes to its handler, with who did it', async (_what, fields, name, payload) => {
    const { asked, send, happened } = table();
    expect((await send(fields)).status).toBe(200);
    expect(asked).toEqual([[name, expect.objectContaining({ person: ana, ...payload })]]);
    expect(happened).toContain('chat kept');
  });

  it.each<[string, JsonObject]>([
    ['an unknown invoke', invoke('signin/verifyState', {})],
    ['an invoke with the name of what every object has', invoke('constructor', {})],
    ['an invoke without a value', { type: 'invoke', name: 'task/fetch' }],
    ['a dialog with no action', invoke('task/fetch', { data: {} })],
    ['a button whose action is a list', invoke('adaptiveCard/action', { action: { verb: ['approve'] } })],
    ['a value that is too long', invoke('task/fetch', { data: { action: 'open', value: 'x'.repeat(2_001) } })],
    ['a form whose memo is no list of words', invoke('task/submit', { data: { ...submitted, memo: { a: 1 } } })],
    ['a memo too large', invoke('task/submit', { data: { ...submitted, memo: { a: 'x'.repeat(3_001) } } })],
    ['a form without a name', invoke('task/submit', { data: { action: 'submit' } })],
    ['a type-ahead of nothing', invoke('application/search', { queryText: 'x' })],
    [
      'a message in a channel that names another',
      {
        type: 'message',
        text: '<at>Bob</at> hi',
        entities: [{ type: 'mention', mentioned: { id: '29:bob' } }],
        conversation: { id: '19:x', conversationType: 'channel', tenantId: 'tenant-a' },
      },
    ],
    ['an old card’s data', { type: 'message', value: { action: 'approve' } }],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['typing', { type: 'typing' }],
    ['something new', { type: 'somethingNew' }],
    [
      'an installation in a team',
      {
        type: 'installationUpdate',
        action: 'add',
        conversation: { id: '19:x', conversationType: 'channel', tenantId: 'tenant-a' },
      },
    ],
  ])('%s is answered, and nobody gets it', async (_what, fields) => {
    const { asked, send } = table();
    expect(await send(fields)).toEqual({ status: 200, body: null });
    expect(asked).toEqual([]);
  });

  it('who takes the app away loses her chat; a team that does loses nobody’s', async () => {
    const { happened, send, asked } = table();
    await send({ type: 'installationUpdate', action: 'remove' });
    expect(happened).toEqual(['chat lost']);
    await send({
      type: 'installationUpdate',
      action: 'remove',
      conversation: { id: '19:x', conversationType: 'channel' },
    });
    expect(happened).toEqual(['chat lost']);
    expect(asked).toEqual([]);
  });
});

describe('what Teams is answered', () => {
  const execute = invoke('adaptiveCard/action', { action: { verb: 'approve', data: {} } });
  const fetch = invoke('task/fetch', { data: { action: 'open' } });
  const submit = invoke('task/submit', { data: submitted });

  it.each<[string, Parameters<typeof noting>[0], JsonObject, 'execute' | 'dialog' | 'search' | 'query', object]>([
    [
      'words under a card',
      { execute: async () => ({ say: 'Approved.' }) },
      execute,
      'execute',
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Approved.' },
    ],
    ['nothing to say', {}, execute, 'execute', { statusCode: 200 }],
    [
      'a card in its place',
      { execute: async () => ({ show: { fallback: 'Done', blocks: [{ kind: 'note', text: ['Done'] }] } }) },
      execute,
      'execute',
      { type: 'application/vnd.microsoft.card.adaptive', value: { type: 'AdaptiveCard' } },
    ],
    [
      'a dialog',
      { fetch: async () => ({ form }) },
      fetch,
      'dialog',
      {
        task: {
          type: 'continue',
          value: { title: 'Reject', card: { contentType: 'application/vnd.microsoft.card.adaptive' } },
        },
      },
    ],
    [
      'the last words of a dialog',
      { submit: async () => ({ say: 'Sent.' }) },
      submit,
      'dialog',
      { task: { type: 'message', value: 'Sent.' } },
    ],
    [
      'choices, fifteen at most and once each',
      {
        search: async () =>
          [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((n) => ({
            value: `${n}`,
            label: `Place ${n}`,
          })),
      },
      invoke('application/search', { dataset: 'places' }),
      'search',
      {
        type: 'application/vnd.microsoft.search.searchResponse',
        value: { results: expect.arrayContaining([{ value: '15', title: 'Place 15' }]) },
      },
    ],
    [
      'answers for the message box',
      { compose: async () => [{ title: 'CCN', about: 'What it is', message: { fallback: 'CCN', blocks: [] } }] },
      invoke('composeExtension/query', { commandId: 'searchAnswers' }),
      'query',
      { composeExtension: { type: 'result', attachments: [{ preview: { content: { title: 'CCN' } } }] } },
    ],
    [
      'words for the message box',
      { compose: async () => 'Nothing found.' },
      invoke('composeExtension/query', { commandId: 'searchAnswers' }),
      'query',
      { composeExtension: { type: 'message', text: 'Nothing found.' } },
    ],
  ])('%s', async (_what, answers, fields, way, expected) => {
    const { status, body } = await table(answers).send(fields);
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
    expect(check.payload(body, way)).toBeNull();
  });

  it('a dialog that is done is closed by an empty answer', async () => {
    expect(await table().send(submit)).toEqual({ status: 200, body: null });
  });

  it('a form that was refused comes back as it was filled in, with the reason', async () => {
    const again = { form, typed: { words: 'No' }, wrong: { field: 'words', text: 'Say a little more.' } };
    const { body } = await table({ submit: async () => again }).send(submit);
    expect(JSON.stringify(body)).toContain('Say a little more.');
    expect(JSON.stringify(body)).toContain('"value":"No"');
  });

  it('what is said in answer to a message goes to her chat', async () => {
    const { send, happened } = table({ message: async () => ({ say: 'Too long.' }) });
    await send({ type: 'message', text: 'x' });
    expect(happened).toEqual(['chat kept', '{"say":"Too long."}']);
  });
});

describe('when the bot can’t', () => {
  const away = async () => {
    throw gone;
  };
  const all: [string, JsonObject, RegExp | null][] = [
    ['a press', invoke('adaptiveCard/action', { action: { verb: 'approve' } }), /could not save this just now/],
    ['a dialog', invoke('task/fetch', { data: { action: 'open' } }), /could not save this just now/],
    ['a form', invoke('task/submit', { data: submitted }), /could not save this yet. Press Submit again/],
    ['a type-ahead', invoke('application/search', { dataset: 'places' }), /"results":\[\]/],
    ['a search', invoke('composeExtension/query', { commandId: 'searchAnswers' }), /could not save/],
  ];
  it.each(all)('write the record, %s is answered in words', async (_what, fields, words) => {
    const everything = { execute: away, fetch: away, submit: away, search: away, compose: away };
    const { status, body } = await table(everything).send(fields);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toMatch(words ?? /./);
  });

  it.each(all)(
    'answer in three seconds, %s is answered in words all the same, and its work goes on',
    async (_what, fields, words) => {
      vi.useFakeTimers();
      try {
        let finish = () => {};
        const slow = () =>
          new Promise<never>((resolve) => {
            finish = resolve as () => void;
          });
        const on = table({ execute: slow, fetch: slow, submit: slow, search: slow, compose: slow });
        const answer = on.send(fields);
        await vi.advanceTimersByTimeAsync(2_950);
        expect(JSON.stringify((await answer).body)).toMatch(words ?? /./);
        const finished = vi.fn();
        const waiting = on.dispatcher.finished(60_000).then(finished);
        await vi.advanceTimersByTimeAsync(1_000);
        expect(finished).not.toHaveBeenCalled();
        finish();
        await vi.advanceTimersByTimeAsync(60_000);
        await waiting;
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('write the record, a message is answered with 503 and its writer is told', async () => {
    const { send, happened } = table({ message: away });
    expect((await send({ type: 'message', text: 'x' })).status).toBe(503);
    expect(happened.at(-1)).toMatch(/can’t answer just now/);
  });

  it('find out who somebody is, she is told so and no handler hears of it', async () => {
    const { send, asked, happened } = table({}, { current: async () => null });
    for (const [, fields] of all) expect((await send(fields)).status).toBe(200);
    const { body } = await send(invoke('adaptiveCard/action', { action: { verb: 'approve' } }));
    expect(JSON.stringify(body)).toContain("I can't check your account just now");
    await send({ type: 'message', text: 'x' });
    expect(happened.at(-1)).toContain("I can't check your account just now");
    expect(asked).toEqual([]);
  });

  it('work at all, the fault is logged and nothing of it is told', async () => {
    const error = vi.fn();
    const broken = async () => {
      throw new Error('secret detail');
    };
    const log = { info: () => {}, warn: () => {}, error };
    const { send } = table({ execute: broken }, { log });
    expect(await send(invoke('adaptiveCard/action', { action: { verb: 'x' } }))).toEqual({ status: 500, body: null });
    expect(error).toHaveBeenCalledOnce();
  });
});

describe('an activity', () => {
  it('is of one tenant and one person, by ids in small letters', () => {
    expect(incoming({ type: 'message', text: 'x', localTimezone: 'America/Chicago' })).toMatchObject({
      tenantId: 'tenant-a',
      from: { objectId: '0b1ec7ed-0000-4000-8000-000000000001', userId: '29:ana' },
      timeZone: 'America/Chicago',
    });
    expect(incoming({ type: 'message', channelData: { tenant: { id: 'tenant-b' } } }).tenantId).toBe('');
    expect(incoming({ type: 'message', conversation: { id: 'x' }, channelData: {} }).tenantId).toBe('');
    expect(incoming({ type: 'message', from: { id: '28:other-bot' } }).from).toBeNull();
    expect(incoming({ type: 'message', localTimezone: 'Mars/Olympus' }).timeZone).toBeNull();
  });

  it.each<[string, JsonObject]>([
    ['no conversation', { conversation: null }],
    ['a conversation without an id', { conversation: {} }],
    ['no service URL', { serviceUrl: null }],
    ['another channel', { channelId: 'emulator' }],
    ['a type that is no word', { type: 7 }],
    ['a person that is a word', { from: 'ana' }],
  ])('with %s is none', (_what, fields) => {
    expect(parseIncoming(activity({ type: 'message', ...fields }))).toBeNull();
  });
});
