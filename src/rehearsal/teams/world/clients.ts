import { createHash } from 'node:crypto';
import type { JsonObject, TeamsPerson } from '../contract.ts';
import type { Client } from './records.ts';
import type { World } from './world.ts';

/** Adds a person, or changes what is known of her. */
export function putPerson(world: World, person: TeamsPerson, installed = false): void {
  const client = world.clients.get(person.id);
  if (client) {
    client.person = { ...person };
    changed(client);
    return;
  }
  world.clients.set(person.id, {
    person: { ...person },
    installed,
    blocked: false,
    dialog: null,
    notice: null,
    typing: false,
    found: new Map(),
    listeners: new Set(),
  });
}

/** The client of a person. @throws when nobody has this id */
export function clientOf(world: World, personId: string): Client {
  const client = world.clients.get(personId);
  if (!client) throw new Error(`nobody in this Teams has the id ${personId}`);
  return client;
}

/** Tells those who look that the screen is another. */
export function changed(client: Client): void {
  for (const listener of client.listeners) listener();
}

/** The id that Teams gives a person towards one bot. */
export function userIdOf(person: TeamsPerson): string {
  return `29:1${createHash('sha256').update(person.aadObjectId).digest('base64url').slice(0, 60)}`;
}

/** Finds a person by the id that Teams gave the bot, or by the Entra object id. */
export function findClient(world: World, id: unknown): Client | null {
  for (const client of world.clients.values()) {
    if (id === userIdOf(client.person) || id === client.person.aadObjectId) return client;
  }
  return null;
}

/** The tenant of a person's account. */
export function tenantOf(world: World, person: TeamsPerson): string {
  return person.tenantId ?? world.tenantId;
}

/** A person as the roster describes her. */
export function describeMember(world: World, person: TeamsPerson): JsonObject {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: userIdOf(person),
    name: person.name,
    aadObjectId: person.aadObjectId,
    objectId: person.aadObjectId,
    givenName,
    surname: rest.join(' '),
    ...(person.email === null ? {} : { email: person.email }),
    userPrincipalName: person.email ?? `${person.aadObjectId}@rehearsal.example`,
    tenantId: tenantOf(world, person),
    userRole: person.guest ? 'guest' : 'user',
  };
}
