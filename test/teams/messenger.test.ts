import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SentMessage } from '#application/outbox.ts';
import type { TeamsReferences } from '#application/teams-references.ts';
import { ConnectorFault } from '#channels/teams/connector-fault.ts';
import { type Messenger, teamsMessenger } from '#channels/teams/messenger.ts';
import { loadSdk } from '#channels/teams/sdk.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import type { Connector } from '#rehearsal/teams/contract.ts';
import { teamsPeople } from '#rehearsal/teams-people.ts';
import type { Message, Page } from '#views/elements.ts';
import { ana as person } from './activities.ts';
import { said } from './harness.ts';

/** Messages of the bot on Teams: posted once, edited where they stand, posted anew where they are gone. */
let connector: Connector;
let messenger: Messenger;
let reference: Awaited<ReturnType<TeamsReferences['find']>>;

beforeEach(async () => {
  connector = await startConnector({ people: teamsPeople, installedFor: ['U0ANA'] });
  const { appId, appPassword: password, tokenUrl, serviceUrl } = connector;
  const local = { endpoints: connector.sdkOptions(), tokenUrl, serviceUrl };
  const login = { appId, password, type: 'SingleTenant', tenantId: connector.tenantId } as const;
  const sdk = await loadSdk({ login, cloud: 'public', openIdMetadataUrl: null, local }, 500);
  const references: TeamsReferences = {
    find: async () => reference,
    async keep(_account, kept) {
      reference = { ...kept, unreachable: null, missingSince: null };
      return false;
    },
    missing: async () => undefined,
    async lose(_account, why) {
      if (reference !== null) reference = { ...reference, unreachable: why };
    },
  };
  messenger = teamsMessenger({ sdk, references, appId, changed: async () => {}, now: () => 0 }, () => false);
  reference = { serviceUrl, conversationId: null, userId: ana().aadObjectId, unreachable: null, missingSince: null };
});
afterEach(() => connector.stop());

const ana = () => connector.member('U0ANA').person;
const her = () => ({
  ...person,
  identity: { platform: 'teams' as const, scope: connector.tenantId, userId: ana().aadObjectId },
});
const message = (words: string): Message => ({ fallback: words, blocks: [{ kind: 'note', text: [words] }] });
const page = (words: string): Page => ({ blocks: [{ kind: 'note', text: [words] }] });
const shown = () => said(connector.member('U0ANA').screen());
const routes = () => connector.calls().map(({ route }) => route);
const must = (sent: SentMessage | null): SentMessage => {
  if (sent === null) throw new Error('nothing was sent');
  return sent;
};

test('a message is posted with words for the notification, edited in its place, and left alone when nothing changed', async () => {
  const first = must(await messenger.send(her(), message('Waiting'), null));
  expect(connector.member('U0ANA').screen().messages).toMatchObject([{ summary: 'Waiting', edited: false }]);
  expect(await messenger.send(her(), message('Waiting'), first)).toBeNull();
  const second = must(await messenger.send(her(), message('Approved'), first));
  expect(second.place).toBe(first.place);
  expect(shown()).toEqual(['Approved']);
  expect(routes().filter((route) => route === 'send' || route === 'update')).toEqual(['send', 'update']);
  expect(connector.refusals()).toEqual([]);
});

test('a message that is gone is posted anew', async () => {
  const first = must(await messenger.send(her(), message('Waiting'), null));
  const lost = { ...first, place: first.place.replace(/"activityId":"[^"]*"/, '"activityId":"0"') };
  const second = must(await messenger.send(her(), message('Approved'), lost));
  expect(second.place).not.toBe(first.place);
  expect(shown()).toEqual(['Waiting', 'Approved']);
});

test('My Profile is posted when she asks for it; after that the last one is kept true and no other appears', async () => {
  expect(await messenger.updatePage(her(), page('Nothing yet'), null)).toBeNull();
  expect(shown()).toEqual([]);
  const first = await messenger.postPage(her(), page('One request'));
  must(await messenger.updatePage(her(), page('Two requests'), first));
  expect(shown()).toEqual(['Two requests']);
  const second = await messenger.postPage(her(), page('Two requests'));
  expect(await messenger.updatePage(her(), page('Two requests'), second)).toBeNull();
  expect(shown()).toHaveLength(2);
  const gone = { ...second, place: second.place.replace(/"activityId":"[^"]*"/, '"activityId":"0"') };
  expect(await messenger.updatePage(her(), page('Three requests'), gone)).toBeNull();
  expect(shown()).toHaveLength(2);
});

test('an edit for a person who blocked the bot makes her unreachable, and then nothing is sent', async () => {
  const first = must(await messenger.send(her(), message('Waiting'), null));
  connector.member('U0ANA').block();
  await expect(messenger.send(her(), message('Approved'), first)).rejects.toThrow('unreachable');
  expect(reference).toMatchObject({ unreachable: 'blocked' });
  const before = routes().length;
  await expect(messenger.send(her(), message('Approved'), first)).rejects.toThrow('unreachable');
  await expect(messenger.send(her(), message('Another'), null)).rejects.toThrow('unreachable');
  expect(routes()).toHaveLength(before);
});

test('nothing goes to a stored service URL that is not Microsoft’s', async () => {
  if (reference !== null) reference = { ...reference, serviceUrl: 'https://attacker.example/', conversationId: 'a:1' };
  await expect(messenger.send(her(), message('Waiting'), null)).rejects.toThrow('not Microsoft’s');
  expect(routes()).toEqual([]);
});

test.each([
  ['slow down', { kind: 'rate-limited', retryAfterS: 7 }, { status: 429, retryAfterMs: 7_000 }],
  ['no answer', { kind: 'silence' }, { status: 0, code: 'timeout' }],
  ['a fault', { kind: 'server-error', status: 503 }, { status: 503, retryAfterMs: null }],
  ['a conflict', { kind: 'precondition-failed' }, { status: 412 }],
  ['a redirect', { kind: 'error', status: 307, code: 'x' }, { status: 307 }],
] as const)('Teams says %s once: the bot does not try again by itself', async (_what, fault, expected) => {
  await messenger.send(her(), message('First'), null);
  connector.breakNext({ route: 'send', times: 1, fault });
  const refused = await messenger.send(her(), message('Waiting'), null).catch((one: unknown) => one);
  expect(refused).toBeInstanceOf(ConnectorFault);
  expect(refused).toMatchObject(expected);
  expect(routes().filter((route) => route === 'send')).toHaveLength(2);
});
