import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from './api/serve.ts';
import type { Connector, ConnectorOptions } from './contract.ts';
import { CONNECTOR_AUDIENCE } from './keys/of-bot.ts';
import { memberOf } from './member/member.ts';
import { postActivity, postBody } from './outgoing/post.ts';
import { putPerson } from './world/clients.ts';
import { chatOf } from './world/conversations.ts';
import { createWorld, type World } from './world/world.ts';

/** Starts a strict local Teams on loopback: the connector for the bot, and a client for each person. */
export async function startConnector(options: ConnectorOptions): Promise<Connector> {
  const world = await createWorld(options);
  for (const person of options.people) {
    putPerson(world, person, options.installedFor?.includes(person.id));
    chatOf(world, person);
  }
  const server = await listen(world, options.port ?? 0);
  const { url, appId, appPassword, tenantId, botId, issuer } = world;
  const openIdMetadataUrl = `${url}/v1/.well-known/openidconfiguration`;
  const serviceUrl = `${url}/teams/`;
  return {
    url,
    serviceUrl,
    openIdMetadataUrl,
    tokenUrl: `${url}/login/botframework.com/oauth2/v2.0/token`,
    issuer,
    appId,
    appPassword,
    tenantId,
    botId,
    get requestUrl() {
      return world.requestUrl;
    },
    set requestUrl(requestUrl) {
      world.requestUrl = requestUrl;
    },
    sdkOptions: () => ({
      ToChannelFromBotLoginUrl: `${url}/login/botframework.com`,
      ToChannelFromBotOAuthScope: CONNECTOR_AUDIENCE,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: url,
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
      ValidateAuthority: false,
    }),
    member: (personId) => memberOf(world, personId),
    people: () => [...world.clients.values()].map(({ person }) => person),
    setPerson(person) {
      putPerson(world, person);
      chatOf(world, person);
    },
    calls: () => [...world.calls],
    refusals: () => [...world.refusals],
    deliveries: () => [...world.deliveries],
    breakNext: (outage) => void world.outages.push({ ...outage }),
    deliver: (body, token) => postBody(world, body, serviceUrl, token),
    redeliver: ({ personId, activity }) => postActivity(world, personId, activity),
    async settled() {
      while (world.underWay.size > 0) await Promise.all(world.underWay);
    },
    async stop() {
      world.stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(world: World, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    serve(world, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}
