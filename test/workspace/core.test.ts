import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Stage, setStage } from './core-bot.ts';
import { closer, nameForm, option } from './core-views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const ana = () => stage.workspace.as('U0ANA');
const top = () => ana().screen().modals.at(-1);

/** Opens the form through the slash command, as a bot does. */
async function openForm(view = nameForm()) {
  stage.answer = async ({ type, trigger_id }) => {
    if (type === 'command') await stage.web.views.open({ trigger_id, view });
    return '';
  };
  return ana().command('');
}

describe('a modal', () => {
  test('the slash command opens it, and Slack tells the bot who asked and where', async () => {
    const answered = await openForm();
    expect(answered.status).toBe(200);
    expect(stage.last()).toMatchObject({
      command: '/iqies',
      user_id: 'U0ANA',
      channel_id: 'D0ANA',
      channel_name: 'directmessage',
      team_id: stage.workspace.teamId,
    });
    expect(top()).toMatchObject({ version: 1, state: 'ready', view: { callback_id: 'who' } });
    expect(stage.workspace.refusals()).toEqual([]);
  });

  test('what is typed is sent with the submit, what was not touched has its initial value', async () => {
    await openForm();
    expect(await ana().fill('name', 'Ana Ruiz')).toBeNull();
    await ana().submit();
    expect(stage.last()).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0ANA', team_id: stage.workspace.teamId },
      api_app_id: stage.workspace.appId,
      is_enterprise_install: false,
      view: {
        callback_id: 'who',
        private_metadata: 'draft-1',
        state: {
          values: {
            name: { name: { type: 'plain_text_input', value: 'Ana Ruiz' } },
            role: { role: { type: 'static_select', selected_option: { value: 'viewer' } } },
            facility: { facility: { type: 'external_select', selected_option: null } },
          },
        },
      },
    });
    expect(ana().screen().modals).toEqual([]);
  });

  test('an empty required input is shown by the client, and nothing is sent', async () => {
    await openForm();
    const sent = stage.heard.length;
    expect(await ana().submit()).toEqual({ status: 0, body: 'required', ms: 0 });
    expect(top()?.errors).toEqual({ name: 'Please complete this required field.' });
    expect(stage.heard.length).toBe(sent);
  });

  test('errors stand under their input and what is typed stays', async () => {
    await openForm();
    await ana().fill('name', 'Ana');
    stage.answer = async () => ({ response_action: 'errors', errors: { name: 'Your full name, please.' } });
    await ana().submit();
    expect(top()).toMatchObject({
      state: 'ready',
      errors: { name: 'Your full name, please.' },
      values: { name: { name: { value: 'Ana' } } },
    });
  });

  test.each([
    ['an error under a block that is no input', { response_action: 'errors', errors: { words: 'No.' } }],
    ['an unknown response_action', { response_action: 'explode' }],
    ['no answer that is JSON', 'ok'],
  ])('%s is refused, and the form stays', async (_what, answer) => {
    await openForm();
    await ana().fill('name', 'Ana');
    stage.answer = async () => answer;
    await ana().submit();
    expect(top()).toMatchObject({ state: 'failed', values: { name: { name: { value: 'Ana' } } } });
    expect(stage.workspace.refusals()).toMatchObject([{ method: 'view_submission' }]);
  });

  test('an update keeps the view id and what is typed under the same ids', async () => {
    await openForm();
    const before = top();
    await ana().fill('name', 'Ana');
    stage.answer = async () => ({ response_action: 'update', view: JSON.parse(JSON.stringify(nameForm('And now?'))) });
    await ana().submit();
    expect(top()).toMatchObject({ id: before?.id, version: 2, values: { name: { name: { value: 'Ana' } } } });
    expect(JSON.stringify(top()?.view)).toContain('And now?');
  });

  test('push puts a view on top, clear closes all', async () => {
    await openForm();
    await ana().fill('name', 'Ana');
    stage.answer = async () => ({ response_action: 'push', view: JSON.parse(JSON.stringify(nameForm('Sure?'))) });
    await ana().submit();
    expect(ana().screen().modals.length).toBe(2);
    stage.answer = async () => ({ response_action: 'clear' });
    await ana().fill('name', 'Ana');
    await ana().submit();
    expect(ana().screen().modals).toEqual([]);
  });

  test('a bot that does not answer leaves the form with what was typed', async () => {
    await openForm();
    await ana().fill('name', 'Ana');
    stage.answer = async () => 'silence';
    expect(await ana().submit()).toMatchObject({ status: 0 });
    expect(top()).toMatchObject({ state: 'failed', values: { name: { name: { value: 'Ana' } } } });
    stage.answer = async () => '';
    await ana().submit();
    expect(ana().screen().modals).toEqual([]);
  });

  test('closing tells the bot only when the view asks for it', async () => {
    await openForm();
    expect(await ana().close()).toBeNull();
    await openForm(nameForm('Stay?', { notify_on_close: true }));
    await ana().close();
    expect(stage.last()).toMatchObject({ type: 'view_closed', is_cleared: false, view: { callback_id: 'who' } });
  });

  test('a person cannot type more than fits, choose what is not offered, or search too early', async () => {
    await openForm();
    await expect(ana().fill('name', 'x'.repeat(21))).rejects.toThrow('at most 20 characters');
    await expect(ana().fill('role', 'owner')).rejects.toThrow('no option owner');
    await expect(ana().fill('facility', '165326')).rejects.toThrow('it found: none');
    await expect(ana().search('facility', 'b')).rejects.toThrow('from 2 characters on');
    await expect(ana().fill('nothing', 'x')).rejects.toThrow('plain_text_input name');
  });

  test('an external select offers what the bot found', async () => {
    await openForm();
    stage.answer = async () => ({ options: [option('165326'), option('165327')] });
    const found = await ana().search('facility', '1653');
    expect(found.options.map(({ value }) => value)).toEqual(['165326', '165327']);
    expect(stage.last()).toMatchObject({ type: 'block_suggestion', action_id: 'facility', value: '1653' });
    await ana().fill('facility', '165327');
    expect(top()?.values).toMatchObject({ facility: { facility: { selected_option: { value: '165327' } } } });
  });
});

describe('triggers and hashes', () => {
  const trigger = async () => {
    stage.answer = async () => '';
    await ana().command('');
    return String(stage.last().trigger_id);
  };

  test('a trigger is good once', async () => {
    const trigger_id = await trigger();
    await stage.web.views.open({ trigger_id, view: nameForm() });
    await expect(stage.web.views.open({ trigger_id, view: nameForm() })).rejects.toThrow('exchanged_trigger_id');
  });

  test('a trigger is good for three seconds', async () => {
    const trigger_id = await trigger();
    stage.clock.now += 3001;
    await expect(stage.web.views.open({ trigger_id, view: nameForm() })).rejects.toThrow('expired_trigger_id');
    await expect(stage.web.views.open({ trigger_id: 'x', view: nameForm() })).rejects.toThrow('invalid_trigger_id');
  });

  test('three modals on top of each other are all that Slack shows', async () => {
    await stage.web.views.open({ trigger_id: await trigger(), view: nameForm() });
    await stage.web.views.push({ trigger_id: await trigger(), view: closer('two') });
    await stage.web.views.push({ trigger_id: await trigger(), view: closer('three') });
    await expect(stage.web.views.push({ trigger_id: await trigger(), view: closer('four') })).rejects.toThrow(
      'push_limit_reached',
    );
    expect(ana().screen().modals.length).toBe(3);
  });

  test('the X closes every modal of the stack, and the bot hears so of each that asked', async () => {
    await stage.web.views.open({ trigger_id: await trigger(), view: nameForm('Under', { notify_on_close: true }) });
    await stage.web.views.push({ trigger_id: await trigger(), view: closer('above') });
    await ana().close(true);
    expect(ana().screen().modals).toEqual([]);
    expect(stage.last()).toMatchObject({ type: 'view_closed', is_cleared: true, view: { callback_id: 'who' } });
  });

  test('an update with an old hash is a conflict, a closed view is not found', async () => {
    const { view } = await stage.web.views.open({ trigger_id: await trigger(), view: nameForm() });
    const view_id = view?.id ?? '';
    const hash = view?.hash ?? '';
    await stage.web.views.update({ view_id, hash, view: nameForm('Second') });
    await expect(stage.web.views.update({ view_id, hash, view: nameForm('Third') })).rejects.toThrow('hash_conflict');
    expect(top()?.version).toBe(2);
    await ana().close();
    await expect(stage.web.views.update({ view_id, view: nameForm() })).rejects.toThrow('not_found');
  });
});
