import type { Answered, JsonObject } from '../contract.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { FORM, send } from './send.ts';

/** Sends an interactivity payload: a form with one field. */
export async function sendInteraction(world: World, client: Client, payload: JsonObject): Promise<Answered> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return send(world, { userId: client.person.id, kind: 'interaction', body, contentType: FORM });
}
