import type { JsonObject } from '../contract.ts';
import { BOT_TOKEN_ERROR, TOKEN_IN_BODY_ERROR } from '../socket/rules.ts';
import { refuse, type World } from '../world/world.ts';
import { type Answer, fail } from './answer.ts';
import { readArguments } from './arguments.ts';
import { METHODS } from './methods.ts';

/** Answers one Web API call, and notes it when the answer is a refusal. */
export function answerCall(world: World, name: string, given: Given, raw: JsonObject): JsonObject {
  const answer = decide(world, name, given, raw);
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

/** The token of a call, and where it stood. */
interface Given {
  token: string | null;
  inHeader: boolean;
}

function decide(world: World, name: string, { token, inHeader }: Given, raw: JsonObject): Answer {
  const method = METHODS.get(name);
  if (!method) return fail('unknown_method', '', { req_method: name });
  if (name !== 'api.test') {
    if (token === null) return fail('not_authed');
    if (method.token === 'app' && !inHeader) return fail(TOKEN_IN_BODY_ERROR.value);
    const [wanted, other] =
      method.token === 'app' ? [world.appToken, world.botToken] : [world.botToken, world.appToken];
    if (token === other) return fail(BOT_TOKEN_ERROR.value);
    if (token !== wanted) return fail('invalid_auth');
  }
  const scopes = method.token === 'app' ? world.appScopes : world.scopes;
  const needed = method.scopes.filter((scope) => !scopes.has(scope));
  if (needed.length > 0)
    return fail('missing_scope', '', { needed: needed.join(','), provided: [...scopes].join(',') });
  const read = readArguments(raw, method.arguments);
  return read.ok ? method.run(world, read.args) : fail('invalid_arguments', read.detail);
}
