import type { Answered, FoundOptions, JsonObject } from '../contract.ts';
import { isObject, objectsIn } from '../json.ts';
import { payloadStart } from '../outgoing/common.ts';
import { sendInteraction } from '../outgoing/interaction.ts';
import type { Client } from '../world/records.ts';
import { refuse, type World } from '../world/world.ts';
import { surfaceFields } from './block-action.ts';
import { searchKey } from './choose.ts';
import { acknowledged } from './notice.ts';
import { findInTopView } from './surfaces.ts';

const MIN_QUERY_LENGTH = 3;

/** Types into an external select and shows what the bot offers. */
export async function search(
  world: World,
  client: Client,
  actionId: string,
  query: string,
  blockId: string | undefined,
): Promise<FoundOptions> {
  const { view, place } = findInTopView(client, { actionId, ...(blockId === undefined ? {} : { blockId }) });
  if (!place.type.includes('external')) throw new Error(`${actionId} is a ${place.type}: it cannot be searched`);
  const least = place.element.min_query_length ?? MIN_QUERY_LENGTH;
  if (typeof least === 'number' && query.length < least) {
    throw new Error(`${actionId} searches from ${least} characters on; "${query}" is shorter`);
  }
  const answered = await sendInteraction(world, client, {
    ...payloadStart(world, client, 'block_suggestion'),
    action_id: actionId,
    block_id: place.blockId,
    value: query,
    ...surfaceFields(world, client, { kind: 'view', view }),
  });
  const found = readOptions(world, answered);
  client.found.set(searchKey(place), [...found.options, ...found.groups.flatMap(({ options }) => options)]);
  return found;
}

function readOptions(world: World, answered: Answered): FoundOptions {
  const nothing: FoundOptions = { options: [], groups: [] };
  if (!acknowledged(answered)) return nothing;
  const problem = world.check.options(answered.body);
  if (problem) refuse(world, { method: 'block_suggestion', ...problem });
  if (problem || !isObject(answered.body)) return nothing;
  return {
    options: objectsIn(answered.body.options),
    groups: objectsIn(answered.body.option_groups).map((group) => ({
      label: labelOf(group),
      options: objectsIn(group.options),
    })),
  };
}

function labelOf(group: JsonObject): JsonObject {
  return isObject(group.label) ? group.label : {};
}
