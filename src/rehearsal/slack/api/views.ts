import type { JsonObject } from '../contract.ts';
import { isObject, textOf } from '../json.ts';
import { changeView, checkStack, findByExternalId, findView, newView, viewOnWire } from '../views/view-records.ts';
import { changed } from '../world/clients.ts';
import type { ViewRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Answer, broken, fail, ok } from './answer.ts';
import type { Method } from './method.ts';
import { readTrigger } from './triggers.ts';

export const viewsOpen: Method = {
  scopes: [],
  arguments: { required: { view: 'json', trigger_id: 'string' }, optional: {} },
  run: (world, args) => show(world, args, 'open'),
};

export const viewsPush: Method = {
  scopes: [],
  arguments: { required: { view: 'json', trigger_id: 'string' }, optional: {} },
  run: (world, args) => show(world, args, 'push'),
};

export const viewsUpdate: Method = {
  scopes: [],
  arguments: { required: { view: 'json' }, optional: { view_id: 'string', external_id: 'string', hash: 'string' } },
  run(world, args) {
    const viewId = textOf(args.view_id);
    const externalId = textOf(args.external_id);
    if (viewId === null && externalId === null) return fail('invalid_arguments', 'missing required field: view_id');
    const found = viewId === null ? findByExternalId(world, externalId ?? '') : findView(world, viewId);
    if (!found) return fail('not_found');
    const { client, record } = found;
    const surface = record === client.home ? 'home' : 'modal';
    const refused = checkView(world, args.view, surface, record);
    if (refused) return refused;
    if (args.hash !== undefined && args.hash !== record.hash) return fail('hash_conflict');
    changeView(world, record, args.view as JsonObject);
    changed(client);
    return shown(world, record);
  },
};

export const viewsPublish: Method = {
  scopes: [],
  arguments: { required: { user_id: 'string', view: 'json' }, optional: { hash: 'string' } },
  run(world, args) {
    const client = world.clients.get(String(args.user_id));
    if (!client) return fail('user_not_found');
    const refused = checkView(world, args.view, 'home', client.home);
    if (refused) return refused;
    if (args.hash !== undefined && args.hash !== (client.home?.hash ?? '')) return fail('hash_conflict');
    const view = args.view as JsonObject;
    if (client.home) changeView(world, client.home, view);
    else client.home = newView(world, client.person.id, view, null);
    client.home.state = 'ready';
    changed(client);
    return shown(world, client.home);
  },
};

function show(world: World, args: JsonObject, how: 'open' | 'push'): Answer {
  const refused = checkView(world, args.view, 'modal', null);
  if (refused) return refused;
  const trigger = readTrigger(world, String(args.trigger_id));
  if (!trigger.ok) return trigger.answer;
  const { client } = trigger;
  const below = how === 'push' ? client.modals.at(-1) : undefined;
  if (how === 'push' && !below) return fail('not_found', 'there is no open view to push onto');
  const tooHigh = how === 'push' ? checkStack(world, client) : null;
  if (tooHigh) return broken(tooHigh);
  trigger.use();
  const record = newView(world, client.person.id, args.view as JsonObject, below ?? null);
  client.modals = below ? [...client.modals, record] : [record];
  changed(client);
  return shown(world, record);
}

function checkView(
  world: World,
  view: unknown,
  surface: 'modal' | 'home',
  inPlaceOf: ViewRecord | null,
): Answer | null {
  if (!isObject(view)) return fail('invalid_arguments', 'must be a valid view object [json-pointer:/view]');
  const problem = world.check.view(view, surface);
  if (problem) return broken(problem);
  const externalId = textOf(view.external_id);
  const other = externalId ? findByExternalId(world, externalId) : null;
  return other && other.record !== inPlaceOf ? fail('duplicate_external_id') : null;
}

function shown(world: World, record: ViewRecord): Answer {
  return ok({ view: viewOnWire(world, record, {}) });
}
