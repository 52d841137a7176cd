import type { JsonObject, ShownView } from '../contract.ts';
import { objectsIn } from '../json.ts';
import type { Problem } from '../world/checker.ts';
import type { Client, ViewRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { nameBlocks } from './name-blocks.ts';
import { startValues } from './values.ts';

/** Whether one more modal may be put on top of those that this person has open. */
export function checkStack(world: World, client: Client): Problem | null {
  return world.check.use('stack', { times: client.modals.length + 1, afterMs: 0 });
}

/** A view as it is first shown: alone, or on top of another. */
export function newView(world: World, userId: string, view: JsonObject, below: ViewRecord | null): ViewRecord {
  const id = world.next.id('V');
  const named = namedView(world, view);
  return {
    id,
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    userId,
    version: 1,
    hash: newHash(world),
    view: named,
    values: startValues(objectsIn(named.blocks), {}),
    errors: {},
    state: 'ready',
  };
}

/** Puts another view into the place of one that is shown. What is typed stays under the same ids. */
export function changeView(world: World, record: ViewRecord, view: JsonObject): void {
  record.view = namedView(world, view);
  record.values = startValues(objectsIn(record.view.blocks), record.values);
  record.version += 1;
  record.hash = newHash(world);
  record.errors = {};
  if (record.state === 'failed') record.state = 'ready';
}

/** A shown view by its id, with the person whose screen it is on. */
export function findView(world: World, viewId: string): { client: Client; record: ViewRecord } | null {
  return firstView(world, (record) => record.id === viewId);
}

/** A shown view by the external_id that the bot gave it. */
export function findByExternalId(world: World, externalId: string): { client: Client; record: ViewRecord } | null {
  return firstView(world, (record) => record.view.external_id === externalId);
}

/** A view as the screen shows it. */
export function shownView(record: ViewRecord): ShownView {
  const { id, version, view, values, errors, state } = record;
  return { id, version, view, values, errors, state };
}

/** The view object that Slack sends: in a payload with what is typed, in an answer to the Web API without. */
export function viewOnWire(world: World, record: ViewRecord, values: JsonObject): JsonObject {
  const { view } = record;
  return {
    id: record.id,
    team_id: world.teamId,
    type: view.type ?? 'modal',
    blocks: view.blocks ?? [],
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: record.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: record.previousId,
    root_view_id: record.rootId,
    app_id: world.appId,
    external_id: view.external_id ?? '',
    app_installed_team_id: world.teamId,
    bot_id: world.botId,
  };
}

function namedView(world: World, view: JsonObject): JsonObject {
  return { ...view, blocks: nameBlocks(world, objectsIn(view.blocks)) };
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${world.next.id('h')}`;
}

function firstView(world: World, wanted: (record: ViewRecord) => boolean) {
  for (const client of world.clients.values()) {
    const record = [...client.modals, ...(client.home ? [client.home] : [])].find(wanted);
    if (record) return { client, record };
  }
  return null;
}
