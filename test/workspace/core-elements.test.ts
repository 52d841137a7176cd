import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '#rehearsal/slack/contract.ts';
import { type Payload, type Stage, setStage } from './core-bot.ts';
import { nameForm, option } from './core-views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const ana = () => stage.workspace.as('U0ANA');
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

const menus = [
  {
    type: 'actions' as const,
    block_id: 'menus',
    elements: [
      { type: 'static_select' as const, action_id: 'pick', options: [option('one'), option('two')] },
      { type: 'overflow' as const, action_id: 'more', options: [option('details'), option('withdraw')] },
      {
        type: 'checkboxes' as const,
        action_id: 'tick',
        options: [option('a'), option('b')],
        initial_options: [option('a')],
      },
      { type: 'datepicker' as const, action_id: 'day', initial_date: '2026-01-02' },
    ],
  },
];

describe('menus in a message', () => {
  test('each choice is sent, and the ones before it are in the state', async () => {
    const { ts = '' } = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Choose', blocks: menus });
    await ana().press({ surface: 'message', ts, actionId: 'pick' }, ['two']);
    expect(stage.last().actions[0]).toMatchObject({ type: 'static_select', selected_option: { value: 'two' } });
    await ana().press({ surface: 'message', ts, actionId: 'day' }, ['2026-03-04']);
    expect(stage.last().actions[0]).toMatchObject({ type: 'datepicker', selected_date: '2026-03-04' });
    await ana().press({ surface: 'message', ts, actionId: 'more', value: 'withdraw' });
    expect(stage.last().actions[0]).toMatchObject({ type: 'overflow', selected_option: { value: 'withdraw' } });
    expect(stage.last().state.values.menus).toMatchObject({
      pick: { selected_option: { value: 'two' } },
      tick: { selected_options: [{ value: 'a' }] },
      day: { selected_date: '2026-03-04' },
    });
    expect(stage.last().state.values.menus.more).toBeUndefined();
  });

  test('what is not offered cannot be chosen', async () => {
    const { ts = '' } = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Choose', blocks: menus });
    await expect(ana().press({ surface: 'message', ts, actionId: 'pick' }, ['three'])).rejects.toThrow(
      'it offers: one, two',
    );
    await expect(ana().press({ surface: 'message', ts, actionId: 'pick' })).rejects.toThrow('needs the chosen values');
    await expect(ana().press({ surface: 'message', ts: '1.2', actionId: 'pick' }, ['one'])).rejects.toThrow(ts);
    expect(stage.heard).toEqual([]);
  });

  test('when nobody answers, Slack says so; the next press takes the words away', async () => {
    const { ts = '' } = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Choose', blocks: menus });
    const place = { surface: 'message', ts, actionId: 'pick' } as const;
    stage.answer = async () => ({ status: 503 });
    expect(await ana().press(place, ['one'])).toMatchObject({ status: 503 });
    expect(ana().screen().notice).toContain('dispatch_failed');
    stage.answer = async () => '';
    await ana().press(place, ['one']);
    expect(ana().screen().notice).toBeNull();
  });

  test('a button that only one person sees is sent without the text of its message', async () => {
    await ana().openHome();
    await stage.web.chat.postEphemeral({ channel: 'D0ANA', user: 'U0ANA', text: 'For you', blocks: menus });
    const ts = ana().screen().messages[0]?.ts ?? '';
    await ana().press({ surface: 'message', ts, actionId: 'pick' }, ['one']);
    expect(stage.last()).toMatchObject({ container: { message_ts: ts, is_ephemeral: true } });
    expect(stage.last().message).toBeUndefined();
    await expect(stage.web.chat.update({ channel: 'D0ANA', ts, text: 'x' })).rejects.toThrow('message_not_found');
  });
});

test('a button of a card inside a carousel can be pressed, and gets ids where the bot gave none', async () => {
  const approve = { type: 'button', action_id: 'approve', text: plain('Approve'), value: 'r1' };
  const cards = ['one', 'two'].map((title) => ({
    type: 'card',
    title: plain(title),
    actions: [{ ...approve, value: title }],
  }));
  const answer: Payload = await stage.web.apiCall('chat.postMessage', {
    channel: 'U0ANA',
    text: 'Two requests',
    blocks: [{ type: 'carousel', elements: cards }],
  });
  await ana().press({ surface: 'message', ts: String(answer.ts), actionId: 'approve', value: 'two' });
  expect(stage.last().actions[0]).toMatchObject({ action_id: 'approve', value: 'two' });
  expect(stage.last().actions[0].block_id).toMatch(/^b/);
});

describe('the Home tab', () => {
  test('a button there is sent with its view, and opens a modal', async () => {
    const block = { type: 'button' as const, action_id: 'start', text: plain('Ask for a role'), value: 'new' };
    const blocks = [{ type: 'actions' as const, block_id: 'start', elements: [block] }];
    const { view } = await stage.web.views.publish({ user_id: 'U0ANA', view: { type: 'home', blocks } });
    stage.answer = async ({ trigger_id }: Payload) => {
      await stage.web.views.open({ trigger_id, view: nameForm() });
      return '';
    };
    await ana().press({ surface: 'home', actionId: 'start' });
    expect(stage.last()).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view?.id },
      view: { id: view?.id, type: 'home', hash: view?.hash },
      actions: [{ action_id: 'start', value: 'new' }],
    });
    expect(stage.last().response_url).toBeUndefined();
    expect(ana().screen().modals.length).toBe(1);
  });
});

describe('what is typed', () => {
  const open = async (view: Payload) => {
    stage.answer = async ({ type, trigger_id }) => {
      if (type === 'command') await stage.web.apiCall('views.open', { trigger_id, view });
      return '';
    };
    await ana().command('');
  };

  test('an input with dispatch_action is sent when it changes, with all that is typed so far', async () => {
    const form = nameForm();
    const blocks = asJson(form.blocks) as Payload[];
    await open({
      ...form,
      blocks: blocks.map((block) => (block.block_id === 'role' ? { ...block, dispatch_action: true } : block)),
    });
    await ana().fill('name', 'Ana Ruiz');
    expect(await ana().fill('role', 'submitter')).toMatchObject({ status: 200 });
    expect(stage.last()).toMatchObject({
      type: 'block_actions',
      view: { state: { values: { name: { name: { value: 'Ana Ruiz' } } } } },
      actions: [{ action_id: 'role', selected_option: { value: 'submitter' } }],
    });
  });

  test('a new block_id starts at its new initial value, an old one keeps what was typed', async () => {
    await open(nameForm());
    await ana().fill('name', 'Ana Ruiz');
    const view = ana().screen().modals[0];
    const blocks = asJson(nameForm().blocks) as Payload[];
    const changed = blocks.map((block) => {
      if (block.block_id === 'name') return { ...block, element: { ...block.element, initial_value: 'Somebody' } };
      return block.block_id === 'role'
        ? {
            ...block,
            block_id: 'role-2',
            element: { ...block.element, initial_option: option('submitter'), options: [option('submitter')] },
          }
        : block;
    });
    await stage.web.apiCall('views.update', { view_id: view?.id, view: { ...nameForm(), blocks: changed } });
    expect(ana().screen().modals[0]?.values).toMatchObject({
      name: { name: { value: 'Ana Ruiz' } },
      'role-2': { role: { selected_option: { value: 'submitter' } } },
    });
    expect(ana().screen().modals[0]?.values.role).toBeUndefined();
  });

  test('a submit is sent once while the bot has it', async () => {
    await open(nameForm());
    await ana().fill('name', 'Ana');
    const first = ana().submit();
    expect(ana().screen().modals[0]?.state).toBe('sending');
    expect(await ana().submit()).toEqual({ status: 0, body: 'sending', ms: 0 });
    await first;
    expect(stage.heard.filter(({ payload }) => payload.type === 'view_submission').length).toBe(1);
  });
});
