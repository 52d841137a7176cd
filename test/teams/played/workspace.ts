import { createHash } from 'node:crypto';
import type * as slack from '#rehearsal/slack/contract.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import type { Connector, TeamsPerson } from '#rehearsal/teams/contract.ts';
import { rehearsalTenant } from '#rehearsal/teams-people.ts';
import { deliverForged, deliveryAsSlack } from './forged.ts';
import { playedMember, type Stagehand } from './member.ts';

/**
 * The stories of test/slack are about people, and say little of Slack. Here they are played in Teams: people press, fill in
 * and read there, at the strict local connector, in the shape in which the stories ask for it. What only Slack has throws.
 */
export interface PlayedWorkspace extends slack.Workspace {
  connector: Connector;
  /** What Slack has everybody do by being there: these get the app, once each. */
  enter(userId: string): Promise<void>;
  /** Told when a person's account changed, and forgets what was known of it. */
  forget: (objectId: string) => Promise<void>;
  /** Waits for the deliveries. */
  settle: () => Promise<void>;
}

export interface PlayedOptions {
  people: slack.WorkspacePerson[];
  channels: slack.WorkspaceChannel[];
  clock: () => number;
}

/** Starts a connector behind what the stories take for a workspace. */
export async function playedWorkspace({ people, channels, clock }: PlayedOptions): Promise<PlayedWorkspace> {
  const accounts = new Map(people.map((person) => [person.id, person]));
  const channelId = (id: string) => `19:${id.toLowerCase()}@thread.tacv2`;
  const connector = await startConnector({
    people: people.map(accountOf),
    channels: channels.map((channel) => ({
      ...channel,
      id: channelId(channel.id),
      teamId: `19:team-${channel.id}@thread.tacv2`,
      teamName: channel.name,
    })),
    tenantId: rehearsalTenant,
    clock,
  });
  const whispered = new Map<string, string[]>();
  const hand: Stagehand = {
    connector,
    channelId,
    whispers(userId) {
      const said = whispered.get(userId) ?? [];
      whispered.set(userId, said);
      return said;
    },
    async enter(userId) {
      if (connector.member(userId).screen().installed) return;
      await connector.member(userId).install();
      await played.settle();
    },
  };
  const notInTeams = (what: string) => () => {
    throw new Error(`${what}: not in Teams`);
  };
  const played: PlayedWorkspace = {
    connector,
    enter: hand.enter,
    forget: async () => {},
    settle: async () => {},
    url: connector.url,
    apiUrl: connector.url,
    botToken: '',
    appToken: '',
    signingSecret: '',
    teamId: rehearsalTenant,
    botUserId: connector.botId,
    appId: connector.appId,
    get requestUrl() {
      return connector.requestUrl;
    },
    set requestUrl(url) {
      connector.requestUrl = url.replace('/slack/events', '/api/messages');
    },
    get sockets(): slack.Sockets {
      throw new Error('sockets: not in Teams');
    },
    as: (userId) => playedMember(hand, userId),
    people: () => [...accounts.values()],
    async setPerson(person) {
      const known =
        connector.people().some(({ id }) => id === person.id) && connector.member(person.id).screen().installed;
      accounts.set(person.id, person);
      connector.setPerson(accountOf(person));
      if (!known || person.deleted) return;
      // Teams tells nobody of a change: it is seen when she does something, some minutes later.
      await played.forget(accountOf(person).aadObjectId);
      await connector.member(person.id).install();
      await played.settle();
    },
    calls: notInTeams('calls'),
    refusals: () => connector.refusals().map(({ by, code, detail }) => ({ method: by, error: code, detail })),
    deliveries: () =>
      connector
        .deliveries()
        .map(deliveryAsSlack)
        .filter(({ kind }) => kind !== 'raw'),
    breakNext: notInTeams('outages'),
    deliver: (body) => deliverForged(hand, body),
    async redeliverLast(userId) {
      const last = connector.deliveries().findLast(({ personId }) => personId === userId);
      if (last === undefined) throw new Error(`${userId} did nothing`);
      return connector.redeliver(last);
    },
    settled: () => connector.settled(),
    stop: () => connector.stop(),
  };
  return played;
}

function accountOf(person: slack.WorkspacePerson): TeamsPerson {
  const { id, name, email, timeZone, restricted, ultraRestricted, stranger, deleted } = person;
  return {
    id,
    name,
    email,
    aadObjectId: objectIdOf(id),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(restricted || ultraRestricted ? { guest: true } : {}),
    ...(stranger ? { tenantId: '7e4a1c00-0000-4000-8000-00000000b002' } : {}),
    ...(deleted ? { left: true } : {}),
  };
}

/** Made up from her id in Slack, the same each time. */
export function objectIdOf(userId: string): string {
  const hex = createHash('sha256').update(userId).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
