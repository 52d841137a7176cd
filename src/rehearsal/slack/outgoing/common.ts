import type { JsonObject } from '../contract.ts';
import { handleOf, teamOf } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import { remember, type World } from '../world/world.ts';

/** The fields that every interactivity payload starts with. */
export function payloadStart(world: World, client: Client, type: string): JsonObject {
  const { person } = client;
  return {
    type,
    user: { id: person.id, username: handleOf(person), name: handleOf(person), team_id: teamOf(world, person) },
    team: { id: world.teamId, domain: world.teamDomain },
    api_app_id: world.appId,
    token: world.verificationToken,
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** A new trigger id for this person. */
export function newTrigger(world: World, client: Client): string {
  const id = `${world.next.id('')}.${world.next.id('')}.trigger`;
  remember(world.triggers, id, { userId: client.person.id, at: world.now(), uses: 0 });
  return id;
}

/** A new response_url for what this person did in a channel, and on which message. */
export function newResponseUrl(world: World, client: Client, channel: string, messageTs: string | null): string {
  const id = world.next.id('R');
  remember(world.responseUrls, id, { userId: client.person.id, channel, at: world.now(), uses: 0, messageTs });
  return `${world.url}/response/${id}`;
}
