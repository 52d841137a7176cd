import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Stage, setStage } from './core-bot.ts';
import { card } from './core-views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const ana = () => stage.workspace.as('U0ANA');

describe('messages', () => {
  test('a post to a person appears in her DM, and an update changes it in place', async () => {
    const posted = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Ana asks', blocks: card });
    expect(posted.channel).toBe('D0ANA');
    let changes = 0;
    const stopListening = ana().onChange(() => {
      changes += 1;
    });
    await stage.web.chat.update({ channel: 'D0ANA', ts: posted.ts ?? '', text: 'Approved' });
    expect(ana().screen().messages).toMatchObject([
      { ts: posted.ts, text: 'Approved', blocks: [], edited: true, from: 'bot' },
    ]);
    expect(changes).toBe(1);
    stopListening();
    await stage.web.chat.delete({ channel: 'D0ANA', ts: posted.ts ?? '' });
    expect(ana().screen().messages).toEqual([]);
    expect(changes).toBe(1);
  });

  test('two presses of one button are two requests', async () => {
    const { ts = '' } = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Ana asks', blocks: card });
    let release = () => {};
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    stage.answer = async () => {
      if (stage.heard.length === 2) release();
      await both;
      return '';
    };
    const place = { surface: 'message', ts, actionId: 'approve' } as const;
    const answered = await Promise.all([ana().press(place), ana().press(place)]);
    expect(answered.map(({ status }) => status)).toEqual([200, 200]);
    expect(stage.last()).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, channel_id: 'D0ANA', is_ephemeral: false },
      channel: { id: 'D0ANA', name: 'directmessage' },
      message: { ts, text: 'Ana asks' },
      actions: [{ type: 'button', block_id: 'decide', action_id: 'approve', value: 'r1', text: { text: 'Approve' } }],
    });
  });

  test('a button that is not there cannot be pressed', async () => {
    const { ts = '' } = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Ana asks', blocks: card });
    await expect(ana().press({ surface: 'message', ts, actionId: 'delete' })).rejects.toThrow('button approve=r1');
  });

  test('a response_url shows a private message, five times in thirty minutes', async () => {
    await ana().command('status');
    const url = String(stage.last().response_url);
    const use = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Only for you' }) });
    for (let time = 0; time < 5; time += 1) expect((await use()).status).toBe(200);
    expect((await use()).status).toBe(404);
    expect(ana().screen().messages[0]).toMatchObject({ text: 'Only for you', ephemeral: true });
    await ana().command('status');
    stage.clock.now += 30 * 60 * 1000 + 1;
    expect((await fetch(String(stage.last().response_url), { method: 'POST', body: '{"text":"late"}' })).status).toBe(
      404,
    );
  });

  test('a press answered with replace_original rewrites the message', async () => {
    const { ts = '' } = await stage.web.chat.postMessage({ channel: 'U0ANA', text: 'Ana asks', blocks: card });
    await ana().press({ surface: 'message', ts, actionId: 'approve' });
    const body = JSON.stringify({ replace_original: true, text: 'Done' });
    await fetch(String(stage.last().response_url), { method: 'POST', body });
    expect(ana().screen().messages).toMatchObject([{ ts, text: 'Done', edited: true }]);
  });

  test('what the command answers is shown to her alone; a failure is shown by Slack', async () => {
    stage.answer = async () => ({ text: 'You have no requests.' });
    await ana().command('status');
    expect(ana().screen()).toMatchObject({
      notice: null,
      messages: [{ text: 'You have no requests.', ephemeral: true }],
    });
    stage.answer = async () => ({ status: 500 });
    await ana().command('status');
    expect(ana().screen().notice).toBe('/iqies failed with the error "dispatch_failed"');
  });

  test('words to the bot arrive as an event, escaped', async () => {
    await ana().say('5 < 6');
    expect(stage.last()).toMatchObject({
      type: 'event_callback',
      event: { type: 'message', channel_type: 'im', channel: 'D0ANA', user: 'U0ANA', text: '5 &lt; 6' },
    });
    const { ts } = stage.last().event;
    await expect(stage.web.chat.update({ channel: 'D0ANA', ts, text: 'x' })).rejects.toThrow('cant_update_message');
  });

  test('an ephemeral message reaches one person, in a channel only where the bot is', async () => {
    await stage.stop();
    const everybody = ['U0ANA', 'U0JOAN'];
    stage = await setStage({
      channels: [
        { id: 'C0IN', name: 'nurses', members: everybody, botIn: true },
        { id: 'C0OUT', name: 'private', members: everybody, botIn: false },
      ],
    });
    await stage.web.chat.postEphemeral({ channel: 'C0IN', user: 'U0ANA', text: 'psst' });
    expect(ana().screen().channels[0]?.messages).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(stage.workspace.as('U0JOAN').screen().channels[0]?.messages).toEqual([]);
    await expect(stage.web.chat.postMessage({ channel: 'C0OUT', text: 'x' })).rejects.toThrow('not_in_channel');
    stage.answer = async () => ({ text: 'Through the response' });
    await ana().command('', 'C0OUT');
    expect(ana().screen().channels[1]?.messages).toMatchObject([{ text: 'Through the response' }]);
  });
});
