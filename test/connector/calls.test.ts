import { afterEach, beforeEach, expect, test } from 'vitest';
import { chatIdOf, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const hello = { type: 'message', text: 'Hello' };
const activities = (personId: string) => `conversations/${chatIdOf(personId)}/activities`;
const texts = (personId: string) =>
  stage.connector
    .member(personId)
    .screen()
    .messages.map(({ text }) => text);
const codes = () => stage.connector.refusals().map(({ code }) => code);

test('a message is seen by the one it is for, and by nobody else', async () => {
  await stage.post('ANA', hello);
  expect(texts('ANA')).toEqual(['Hello']);
  expect(texts('JOAN')).toEqual([]);
});

test('a changed message stands where it stood, and is marked', async () => {
  const id = await stage.post('ANA', hello);
  await stage.post('ANA', { type: 'message', text: 'Second' });
  expect((await stage.call('PUT', `${activities('ANA')}/${id}`, { type: 'message', text: 'Changed' })).status).toBe(
    200,
  );
  expect(stage.connector.member('ANA').screen().messages).toMatchObject([
    { id, text: 'Changed', edited: true },
    { text: 'Second', edited: false },
  ]);
});

test('a deleted message is gone and can’t be changed, nor one that never was', async () => {
  const id = await stage.post('ANA', hello);
  expect((await stage.call('DELETE', `${activities('ANA')}/${id}`)).status).toBe(200);
  expect(texts('ANA')).toEqual([]);
  for (const one of [id, '1'])
    expect(await stage.call('PUT', `${activities('ANA')}/${one}`, hello)).toMatchObject({
      status: 404,
      body: { error: { code: 'ActivityNotFoundInConversation' } },
    });
});

test('the bot can’t change what a person wrote', async () => {
  await stage.connector.member('ANA').say('Mine');
  const { id } = stage.last();
  expect((await stage.call('PUT', `${activities('ANA')}/${String(id)}`, hello)).status).toBe(403);
  expect(texts('ANA')).toEqual(['Mine']);
});

test('nobody gets a message who has not the app, blocked the bot, or left', async () => {
  const { connector } = stage;
  const [gus, ana, joan] = [connector.member('GUS'), connector.member('ANA'), connector.member('JOAN')];
  ana.block();
  connector.setPerson({ ...joan.person, left: true });
  for (const id of ['GUS', 'ANA', 'JOAN']) expect((await stage.call('POST', activities(id), hello)).status).toBe(403);
  expect(codes()).toEqual(['BotNotInConversationRoster', 'ConversationBlockedByUser', 'BotNotInConversationRoster']);
  ana.unblock();
  await gus.install();
  for (const id of ['GUS', 'ANA']) expect((await stage.call('POST', activities(id), hello)).status).toBe(201);
});

test('after the app was removed its messages can’t be changed', async () => {
  const id = await stage.post('ANA', hello);
  await stage.connector.member('ANA').uninstall();
  expect((await stage.call('PUT', `${activities('ANA')}/${id}`, hello)).status).toBe(403);
  expect(texts('ANA')).toEqual(['Hello']);
});

test('a personal chat is opened for one person of the tenant by her Entra object id', async () => {
  const open = (aad: string, tenantId?: string) =>
    stage.call('POST', 'conversations', {
      isGroup: false,
      bot: { id: stage.connector.botId },
      members: [{ id: aad }],
      ...(tenantId === undefined ? {} : { tenantId, channelData: { tenant: { id: tenantId } } }),
    });
  const { tenantId } = stage.connector;
  const opened = await open('aad-ana', tenantId);
  expect(opened).toMatchObject({ status: 201 });
  expect(encodeURIComponent(String(opened.body.id))).toBe(chatIdOf('ANA'));
  expect((await open('aad-ana')).status).toBe(400);
  expect((await open('aad-ana', 'tenant-elsewhere')).status).toBe(403);
  expect((await open('aad-gus', tenantId)).status).toBe(403);
  expect((await open('aad-nobody', tenantId)).status).toBe(404);
});

test('the roster tells address, object id, tenant and whether one is a guest', async () => {
  await stage.connector.member('GUS').install();
  const roster = (id: string, more = '') => stage.call('GET', `conversations/${chatIdOf(id)}/members${more}`);
  expect((await roster('ANA', '/aad-ana')).body).toMatchObject({
    aadObjectId: 'aad-ana',
    email: 'ana@valley.example',
    tenantId: stage.connector.tenantId,
    userRole: 'user',
  });
  expect((await roster('GUS')).body).toMatchObject([{ name: 'Gus Berg', userRole: 'guest' }]);
  expect(JSON.stringify((await roster('GUS')).body)).not.toContain('"email"');
  expect((await roster('ANA', '/aad-joan')).status).toBe(404);
});

test('the people of a channel come in pages', async () => {
  const path = `conversations/${encodeURIComponent('19:iqies@thread.tacv2')}/pagedmembers?pageSize=1`;
  const first = (await stage.call('GET', path)).body;
  expect(first).toMatchObject({ continuationToken: '1', members: [{ name: 'Ana Ruiz' }] });
  expect((await stage.call('GET', `${path}&continuationToken=1`)).body).toEqual({
    members: [expect.objectContaining({ name: 'Joan Lee' })],
  });
});

test('an outage answers as Teams does, so many times, and is no refusal', async () => {
  const send = () => stage.call('POST', activities('ANA'), hello);
  stage.connector.breakNext({ route: 'send', times: 1, fault: { kind: 'rate-limited', retryAfterS: 7 } });
  stage.connector.breakNext({ route: '*', times: 1, fault: { kind: 'precondition-failed' } });
  stage.connector.breakNext({ route: '*', times: 1, fault: { kind: 'server-error', status: 502 } });
  const limited = await send();
  expect(limited.status).toBe(429);
  expect(limited.headers.get('retry-after')).toBe('7');
  expect((await send()).status).toBe(412);
  expect((await send()).status).toBe(502);
  expect((await send()).status).toBe(201);
  expect(stage.connector.refusals()).toEqual([]);
});

test('a silent connector does not answer, and the call is noted', async () => {
  stage.connector.breakNext({ route: 'send', times: 1, fault: { kind: 'silence' } });
  const waiting = stage.call('POST', activities('ANA'), hello).catch(() => 'cut off');
  await expect.poll(() => stage.connector.calls().at(-1)).toMatchObject({ route: 'send', status: 0 });
  await stage.stop();
  expect(await waiting).toBe('cut off');
  stage = await setStage();
});

test('a call is kept with its size', async () => {
  await stage.post('ANA', hello);
  expect(stage.connector.calls().at(-1)).toMatchObject({
    route: 'send',
    status: 201,
    bytes: JSON.stringify(hello).length,
    body: hello,
  });
});
