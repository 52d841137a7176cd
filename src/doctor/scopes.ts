import { ConfigProblem } from '../config.ts';
import { manifestScopes } from '../manifest.ts';
import { missingScopes } from './slack-refusals.ts';

/** Without one of these no request can be made, decided or told. Without the others something smaller is missing. */
const needed = ['chat:write', 'commands', 'users:read', 'users:read.email', 'im:history'];

/** @throws ConfigProblem when the token may do too little; undefined: Slack did not say */
export function refuseWithoutScopes(scopes: readonly string[] | undefined): void {
  if (scopes === undefined) return;
  const lacks = manifestScopes().filter((scope) => !scopes.includes(scope));
  if (!lacks.some((scope) => needed.includes(scope))) return;
  const { says, todo } = missingScopes(lacks);
  throw new ConfigProblem(`${says} ${todo}`);
}
