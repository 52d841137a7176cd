import type { JsonObject } from '../contract.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import type { ArgumentRules } from './arguments.ts';

/** One Web API method. */
export interface Method {
  scopes: readonly string[];
  arguments: ArgumentRules;
  run(world: World, args: JsonObject): Answer;
}
