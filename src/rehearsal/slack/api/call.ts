import type { JsonObject } from '../contract.ts';
import { refuse, type World } from '../world/world.ts';
import { type Answer, fail } from './answer.ts';
import { readArguments } from './arguments.ts';
import { METHODS } from './methods.ts';

/** Answers one Web API call, and notes it when the answer is a refusal. */
export function answerCall(world: World, name: string, token: string | null, raw: JsonObject): JsonObject {
  const answer = decide(world, name, token, raw);
  if (answer.body.ok === false) {
    const { detail = '', limit } = answer;
    refuse(world, {
      method: name,
      error: String(answer.body.error),
      detail,
      ...(limit === undefined ? {} : { limit }),
    });
  }
  return answer.body;
}

function decide(world: World, name: string, token: string | null, raw: JsonObject): Answer {
  const method = METHODS.get(name);
  if (!method) return fail('unknown_method', '', { req_method: name });
  if (name !== 'api.test') {
    if (token === null) return fail('not_authed');
    if (token !== world.botToken) return fail('invalid_auth');
  }
  const needed = method.scopes.filter((scope) => !world.scopes.has(scope));
  if (needed.length > 0)
    return fail('missing_scope', '', { needed: needed.join(','), provided: [...world.scopes].join(',') });
  const read = readArguments(raw, method.arguments);
  return read.ok ? method.run(world, read.args) : fail('invalid_arguments', read.detail);
}
