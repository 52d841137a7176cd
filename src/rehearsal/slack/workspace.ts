import { startServer, stopServer } from './api/server.ts';
import type { Workspace, WorkspaceOptions, WorkspacePerson } from './contract.ts';
import { memberOf } from './member/member.ts';
import { resendEvent, sendEvent } from './outgoing/event.ts';
import { FORM, JSON_TYPE, send } from './outgoing/send.ts';
import { cutSockets, serveSockets } from './socket/connect.ts';
import { socketsOf } from './socket/sockets.ts';
import { clientOf, putPerson } from './world/clients.ts';
import { describeUser } from './world/describe-user.ts';
import { createWorld, type World } from './world/world.ts';

/** Starts a strict local Slack workspace on loopback: the Web API for the bot, and a client for each person. */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const world = createWorld(options);
  for (const person of options.people) putPerson(world, person);
  const server = await startServer(world, options.port ?? 0);
  serveSockets(world, server);
  const { teamId, appId, botUserId, botToken, appToken, signingSecret, url } = world;
  return {
    url,
    apiUrl: `${url}/api/`,
    botToken,
    appToken,
    signingSecret,
    teamId,
    botUserId,
    appId,
    get requestUrl() {
      return world.requestUrl;
    },
    set requestUrl(requestUrl) {
      world.requestUrl = requestUrl;
    },
    sockets: socketsOf(world),
    as: (userId) => memberOf(world, userId),
    people: () => [...world.clients.values()].map(({ person }) => person),
    setPerson: (person) => setPerson(world, person),
    calls: () => [...world.calls],
    refusals: () => [...world.refusals],
    deliveries: () => [...world.deliveries],
    breakNext: (outage) => void world.outages.push({ ...outage }),
    deliver: (body, how = {}) => {
      const { contentType = body.startsWith('{') ? JSON_TYPE : FORM, ...rest } = how;
      return send(world, { userId: null, kind: 'raw', body, contentType, ...rest });
    },
    redeliverLast: (userId) => resendEvent(world, clientOf(world, userId)),
    async settled() {
      while (world.underWay.size > 0) await Promise.all(world.underWay);
    },
    async stop() {
      world.stopping.abort();
      cutSockets(world);
      await stopServer(server);
    },
  };
}

// The bot hears of a person only when it is there to hear.
async function setPerson(world: World, person: WorkspacePerson): Promise<void> {
  const known = world.clients.has(person.id);
  putPerson(world, person);
  if (world.requestUrl === '' && world.sockets.connections.length === 0) return;
  const client = clientOf(world, person.id);
  await sendEvent(world, client, {
    type: known ? 'user_change' : 'team_join',
    user: describeUser(world, person),
    cache_ts: Math.floor(world.now() / 1000),
    event_ts: world.next.ts(),
  });
}
