import type { JsonObject } from '../contract.ts';
import { isObject } from '../json.ts';
import type { Problem } from '../world/checker.ts';
import type { World } from '../world/world.ts';
import { fail, ok } from './answer.ts';
import type { Method } from './method.ts';

export const blocksValidate: Method = {
  scopes: [],
  arguments: { required: {}, optional: { blocks: 'json', message: 'json', view: 'json' } },
  run(world, args) {
    if (['blocks', 'message', 'view'].every((name) => args[name] === undefined)) {
      return fail('invalid_arguments', 'one of blocks, message or view is required');
    }
    const problem = firstProblem(world, args);
    if (!problem) return ok();
    const answer = fail('invalid_blocks', problem.detail, {
      errors: [{ code: problem.error, message: problem.detail }],
    });
    return { ...answer, limit: problem.limit };
  },
};

function firstProblem(world: World, args: JsonObject): Problem | null {
  const { blocks, message, view } = args;
  const surface = isObject(view) && view.type === 'home' ? 'home' : 'modal';
  return (
    (blocks === undefined ? null : world.check.message({ blocks })) ??
    (isObject(message) ? world.check.message(message) : null) ??
    (view === undefined ? null : world.check.view(view, surface))
  );
}
