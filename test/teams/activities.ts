import type { KnownPerson } from '#application/ledger.ts';
import type { TeamsHandlers } from '#channels/teams/handlers.ts';
import type { JsonObject } from '#rehearsal/teams/contract.ts';

/** An activity as Teams sends it, by hand. */
export const activity = (fields: JsonObject): JsonObject => ({
  id: 'f:1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  from: { id: '29:ana', aadObjectId: '0B1EC7ED-0000-4000-8000-000000000001' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:1ana', conversationType: 'personal', tenantId: 'Tenant-A' },
  channelData: { tenant: { id: 'tenant-a' } },
  ...fields,
});

export const ana: KnownPerson = {
  personId: 'person-ana',
  identity: { platform: 'teams', scope: 'tenant-a', userId: '0b1ec7ed-0000-4000-8000-000000000001' },
  account: {
    platform: 'teams',
    name: 'Ana Ruiz',
    email: 'ana.ruiz@valley-care.example',
    emailConfirmed: true,
    guest: false,
    foreign: false,
    switchedOff: false,
  },
  timeZone: 'America/Chicago',
  checkedAt: 0,
  heldTwice: false,
  enteredEmail: null,
};

/** Handlers that note what they were asked and answer with nothing, but for those that are given. */
export function noting(answers: Partial<TeamsHandlers> = {}): { handlers: TeamsHandlers; asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const note =
    <T, R>(name: keyof TeamsHandlers, otherwise: R, given: ((input: T) => Promise<R>) | undefined) =>
    async (input: T): Promise<R> => {
      asked.push([name, input]);
      return given === undefined ? otherwise : given(input);
    };
  return {
    asked,
    handlers: {
      message: note('message', {}, answers.message),
      mention: note('mention', {}, answers.mention),
      execute: note('execute', {}, answers.execute),
      fetch: note('fetch', { close: true as const }, answers.fetch),
      submit: note('submit', { close: true as const }, answers.submit),
      search: note('search', [], answers.search),
      compose: note('compose', [], answers.compose),
      installed: note('installed', {}, answers.installed),
    },
  };
}
