import type { JsonObject } from '../contract.ts';
import { isObject } from '../json.ts';
import type { Problem } from '../world/checker.ts';
import type { World } from '../world/world.ts';
import { fail, ok } from './answer.ts';
import type { Method } from './method.ts';

const NAMES = ['blocks', 'message', 'view'] as const;

/** Says what the limits say, of one payload a call. https://docs.slack.dev/reference/methods/blocks.validate */
export const blocksValidate: Method = {
  scopes: [],
  arguments: { required: {}, optional: { blocks: 'json', message: 'json', view: 'json' } },
  run(world, args) {
    const [name, second] = NAMES.filter((candidate) => args[candidate] !== undefined);
    if (name === undefined || second !== undefined) {
      return fail('invalid_arguments', 'exactly one of blocks, message or view is required');
    }
    const problem = problemOf(world, name, args);
    if (!problem) return ok();
    const [, pointer = '/'] = /\[json-pointer:([^\]]*)\]/.exec(problem.detail) ?? [];
    const errors = [{ pointer, code: 'failed_constraint', message: problem.detail }];
    return { ...fail(`invalid_${name}`, problem.detail, { errors }), limit: problem.limit };
  },
};

function problemOf(world: World, name: (typeof NAMES)[number], { blocks, message, view }: JsonObject): Problem | null {
  switch (name) {
    case 'blocks':
      return world.check.message({ blocks });
    case 'message':
      return world.check.message(isObject(message) ? message : { blocks: message });
    case 'view':
      return world.check.view(view, isObject(view) && view.type === 'home' ? 'home' : 'modal');
  }
}
