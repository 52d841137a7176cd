import type { JsonObject } from '../contract.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import type { ArgumentRules } from './arguments.ts';

/** One Web API method. */
export interface Method {
  scopes: readonly string[];
  /** 'app': it wants the app-level token, in the Authorization header. The bot's token when left out. */
  token?: 'app';
  arguments: ArgumentRules;
  run(world: World, args: JsonObject): Answer;
}
