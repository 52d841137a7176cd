import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';

/** Refuses what a person can't do whose account is gone, or who has not installed the app. @throws then */
export function mustBeHere({ person }: Client): void {
  if (person.left) throw new Error(`${person.name} left the organization: her Teams is closed`);
}

/** Likewise, and the app must be installed. @throws when it is not */
export function mustHaveApp(client: Client): void {
  mustBeHere(client);
  if (!client.installed) throw new Error(`${client.person.name} has not installed the app`);
  if (client.blocked) throw new Error(`${client.person.name} has blocked the bot`);
}

/** Shows Teams' own words under what was pressed, or takes them away. */
export function setNotice(client: Client, notice: string | null): void {
  if (client.notice === notice) return;
  client.notice = notice;
  changed(client);
}
