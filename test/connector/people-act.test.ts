import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '#rehearsal/teams/contract.ts';
import { card, execute, executed, MESSAGE_ANSWER, messageWith, words } from '#rehearsal/teams/limits/samples.ts';
import { chatIdOf, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const ana = () => stage.connector.member('ANA');
const joan = () => stage.connector.member('JOAN');
const CHANNEL = '19:iqies@thread.tacv2';

test('who installs the app is announced to the bot twice, with her Entra object id and tenant', async () => {
  await stage.connector.member('GUS').install();
  const from = { aadObjectId: 'aad-gus' };
  expect(stage.heard).toMatchObject([
    { type: 'installationUpdate', action: 'add', from, channelData: { tenant: { id: stage.connector.tenantId } } },
    { type: 'conversationUpdate', membersAdded: [{ id: stage.connector.botId }, {}], from },
  ]);
  await stage.connector.member('GUS').uninstall();
  expect(stage.last()).toMatchObject({ type: 'installationUpdate', action: 'remove' });
});

test('who adds the app to a team is announced with the team, and without it nobody is answered there', async () => {
  await ana().uninstallFrom(CHANNEL);
  expect(stage.last()).toMatchObject({ type: 'conversationUpdate', membersRemoved: [{ id: stage.connector.botId }] });
  await expect(ana().mention(CHANNEL, 'help')).rejects.toThrow('the app is not in');
  const path = `conversations/${encodeURIComponent(CHANNEL)}/activities`;
  expect((await stage.call('POST', path, { type: 'message', text: 'Hello' })).status).toBe(403);
  await ana().installIn(CHANNEL);
  expect(stage.last()).toMatchObject({
    membersAdded: [{ id: stage.connector.botId }],
    channelData: { eventType: 'teamMemberAdded', team: { id: 'team-1' }, tenant: { id: stage.connector.tenantId } },
  });
  expect((await stage.call('POST', path, { type: 'message', text: 'Hello' })).status).toBe(201);
  expect(joan().screen().channels[0]?.messages).toMatchObject([{ text: 'Hello' }]);
});

test('a message comes with locale, time zone, tenant and where to answer', async () => {
  await ana().say('I need <access>');
  expect(stage.last()).toMatchObject({
    type: 'message',
    text: 'I need <access>',
    locale: 'en-US',
    localTimezone: 'America/Chicago',
    serviceUrl: stage.connector.serviceUrl,
    channelId: 'msteams',
    conversation: { conversationType: 'personal', tenantId: stage.connector.tenantId },
    recipient: { id: stage.connector.botId },
    timestamp: '2026-11-21T15:00:00.000Z',
    attachments: [{ contentType: 'text/html', content: '<p>I need &lt;access&gt;</p>' }],
  });
});

test('nobody can write without the app, nor after leaving', async () => {
  await expect(stage.connector.member('GUS').say('Hello')).rejects.toThrow('has not installed');
  stage.connector.setPerson({ ...ana().person, left: true });
  await expect(ana().say('Hello')).rejects.toThrow('left the organization');
});

test('a mention in a channel is answered in its thread, and all members see both', async () => {
  await ana().mention(CHANNEL, 'help');
  const { id, conversation, text, entities } = stage.last();
  expect(text).toBe('<at>Bot</at> help');
  expect(entities).toContainEqual(expect.objectContaining({ type: 'mention', text: '<at>Bot</at>' }));
  const thread = String((conversation as JsonObject).id);
  expect(thread).toBe(`${CHANNEL};messageid=${String(id)}`);
  const path = `conversations/${encodeURIComponent(thread)}/activities/${String(id)}`;
  expect((await stage.call('POST', path, { type: 'message', text: 'Gladly' })).status).toBe(201);
  expect(joan().screen().channels[0]?.messages).toMatchObject([
    { from: 'ANA', text: 'help' },
    { from: 'bot', text: 'Gladly', replyToId: id },
  ]);
});

const APPROVE = messageWith(
  card([words('Please decide')], {
    actions: [
      execute({ title: 'Approve', verb: 'approve', data: { value: 'item-1' } }),
      {
        type: 'Action.ShowCard',
        title: 'Reject',
        card: {
          type: 'AdaptiveCard',
          body: [{ type: 'Input.Text', id: 'why', maxLength: 5 }],
          actions: [execute({ title: 'Yes', verb: 'reject' })],
        },
      },
    ],
  }),
);

test('a press sends verb and data, and the text of the answer is shown', async () => {
  const messageId = await stage.post('ANA', APPROVE);
  stage.answer = () => executed(MESSAGE_ANSWER, 'Approved');
  await ana().press({ surface: 'message', title: 'Approve' });
  expect(stage.last()).toMatchObject({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: messageId,
    value: { action: { type: 'Action.Execute', verb: 'approve', data: { value: 'item-1' } }, trigger: 'manual' },
  });
  expect(ana().screen().notice).toBe('Approved');
});

test('a card in the answer is for the one who pressed; an update of the message is for everybody again', async () => {
  await ana().mention(CHANNEL, 'card');
  const { id: thread } = stage.last().conversation as { id: string };
  const path = `conversations/${encodeURIComponent(thread)}/activities`;
  const messageId = String((await stage.call('POST', path, APPROVE)).body.id);
  const seen = (who: typeof ana) => who().screen().channels[0]?.messages.at(-1)?.cards[0]?.body;
  stage.answer = () => executed('application/vnd.microsoft.card.adaptive', card([words('You approved')]));
  await ana().press({ surface: 'message', messageId, verb: 'approve' });
  expect([seen(ana), seen(joan)]).toEqual([[words('You approved')], [words('Please decide')]]);
  await stage.call('PUT', `${path}/${messageId}`, messageWith(card([words('Approved')])));
  expect([seen(ana), seen(joan)]).toEqual([[words('Approved')], [words('Approved')]]);
});

test('inputs of a card within a card are sent with its button, and are no longer than they may be', async () => {
  await stage.post('ANA', APPROVE);
  stage.answer = () => executed(MESSAGE_ANSWER, 'Rejected');
  await expect(ana().press({ surface: 'message', verb: 'reject' }, { why: 'too long' })).rejects.toThrow('at most 5');
  await ana().press({ surface: 'message', verb: 'reject' }, { why: 'No' });
  expect(stage.last()).toMatchObject({ value: { action: { verb: 'reject', data: { why: 'No' } } } });
});

test('a button of a card within a card brings the inputs around it along, and the other way round it does not', async () => {
  const inner = card([{ type: 'Input.Text', id: 'inner' }], { actions: [execute({ verb: 'inner' })] });
  const actions = [execute({ verb: 'outer' }), { type: 'Action.ShowCard', title: 'More', card: inner }];
  await stage.post('ANA', messageWith(card([{ type: 'Input.Text', id: 'outer', value: 'o' }], { actions })));
  const dataOf = async (verb: string) => {
    await ana().press({ surface: 'message', verb });
    return ((stage.last().value as JsonObject).action as JsonObject).data;
  };
  expect(await dataOf('outer')).toEqual({ outer: 'o' });
  expect(await dataOf('inner')).toEqual({ outer: 'o' });
  await ana().press({ surface: 'message', verb: 'inner' }, { inner: 'i', outer: 'changed' });
  expect(stage.last()).toMatchObject({ value: { action: { data: { outer: 'changed', inner: 'i' } } } });
  await expect(ana().press({ surface: 'message', verb: 'outer' }, { inner: 'i' })).rejects.toThrow('no input inner');
});

test('only buttons that are there can be pressed, and only by whom sees them', async () => {
  await stage.post('ANA', APPROVE);
  await expect(ana().press({ surface: 'message', verb: 'erase' })).rejects.toThrow('there are: Approve, Reject, Yes');
  await expect(joan().press({ surface: 'message', verb: 'approve' })).rejects.toThrow('sees no message');
  expect(stage.heard).toEqual([]);
});

test('a press without a good answer says so, and an answer of the wrong form is a refusal', async () => {
  await stage.post('ANA', APPROVE);
  stage.answer = () => ({ status: 501 });
  await ana().press({ surface: 'message', verb: 'approve' });
  expect(ana().screen().notice).toContain('went wrong');
  expect(stage.connector.refusals()).toEqual([]);
  stage.answer = () => '';
  await ana().press({ surface: 'message', verb: 'approve' });
  expect(stage.connector.refusals()).toMatchObject([{ by: 'adaptiveCard/action', limit: 'right-types' }]);
});

test('an invoke that is never answered ends after the patience of the client', async () => {
  await stage.stop();
  stage = await setStage({ patienceMs: 60 });
  await stage.post('ANA', APPROVE);
  stage.answer = () => 'silence';
  expect(await ana().press({ surface: 'message', verb: 'approve' })).toMatchObject({ status: 0 });
  expect(stage.connector.deliveries().at(-1)).toMatchObject({ invoke: 'adaptiveCard/action', status: 0 });
});

test('an answer that comes too late is shown, and noted as a refusal', async () => {
  await stage.stop();
  stage = await setStage({ answerMs: -1 });
  await stage.post('ANA', APPROVE);
  stage.answer = () => executed(MESSAGE_ANSWER, 'Approved');
  await ana().press({ surface: 'message', verb: 'approve' });
  expect(ana().screen().notice).toBe('Approved');
  expect(stage.connector.refusals()).toMatchObject([{ by: 'adaptiveCard/action', limit: 'answer-in-time' }]);
});

test('tampered payloads are sent as they are, and leave the screen alone', async () => {
  const value = { action: { type: 'Action.Execute', verb: 'approve', data: { value: 'another' } } };
  await ana().invoke('adaptiveCard/action', value);
  expect(stage.last()).toMatchObject({ type: 'invoke', name: 'adaptiveCard/action', value });
  await ana().send({ type: 'message', value: { form: 'x'.repeat(50_000) } }, { fields: { replyToId: 'nowhere' } });
  expect(stage.last()).toMatchObject({ replyToId: 'nowhere' });
  expect((await stage.connector.deliver('{"type":')).status).toBe(401);
  expect(ana().screen()).toMatchObject({ notice: null, dialog: null });
});

test('an activity can be sent once more', async () => {
  await ana().say('Hello');
  const [delivery] = stage.connector.deliveries();
  if (delivery) await stage.connector.redeliver(delivery);
  expect(stage.heard).toHaveLength(2);
  expect(stage.heard[1]).toEqual(stage.heard[0]);
});

test('whoever looks is told of each change', async () => {
  let changes = 0;
  const stop = ana().onChange(() => {
    changes += 1;
  });
  await stage.post('ANA', { type: 'typing' });
  expect([changes, ana().screen().typing]).toEqual([1, true]);
  await stage.post('ANA', { type: 'message', text: 'Hello' });
  expect([changes, ana().screen().typing]).toEqual([2, false]);
  stop();
  await stage.call('POST', `conversations/${chatIdOf('ANA')}/activities`, { type: 'message', text: 'More' });
  expect(changes).toBe(2);
});

test('thumbs go to the bot where the message asks for them', async () => {
  const plain = await stage.post('ANA', { type: 'message', text: 'An answer' });
  const asks = { type: 'message', text: 'An answer', channelData: { feedbackLoop: { type: 'default' } } };
  const asking = await stage.post('ANA', asks);
  await expect(ana().feedback(plain, 'like')).rejects.toThrow('no feedback');
  await ana().feedback(asking, 'dislike', 'Wrong');
  expect(stage.last()).toMatchObject({
    name: 'message/submitAction',
    replyToId: asking,
    value: { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '{"feedbackText":"Wrong"}' } },
  });
});
