import type { WorkspacePerson } from '../contract.ts';
import type { Client } from './records.ts';
import type { World } from './world.ts';

/** Gives a person a Slack client, or changes who she is and keeps what is on her screen. */
export function putPerson(world: World, person: WorkspacePerson): void {
  const known = world.clients.get(person.id);
  if (known) {
    known.person = { ...person };
    changed(known);
    return;
  }
  world.clients.set(person.id, {
    person: { ...person },
    home: null,
    modals: [],
    notice: null,
    listeners: new Set(),
    dmOpened: false,
    found: new Map(),
    lastEvent: null,
  });
}

/** The client of a person; throws for an id nobody has. */
export function clientOf(world: World, userId: string): Client {
  const client = world.clients.get(userId);
  if (!client) throw new Error(`nobody in the workspace has the id ${userId}`);
  return client;
}

/** Tells whoever watches this person's screen that it is different now. */
export function changed(client: Client): void {
  for (const listener of [...client.listeners]) listener();
}

/** Her Slack handle: "Ana Ruiz" is ana.ruiz. */
export function handleOf(person: WorkspacePerson): string {
  return (
    person.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '.')
      .replaceAll(/^\.|\.$/g, '') || person.id.toLowerCase()
  );
}

/** The team of a person: the workspace's own unless she is from elsewhere. */
export function teamOf(world: World, person: WorkspacePerson): string {
  return person.teamId ?? world.teamId;
}
