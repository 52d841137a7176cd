import type { Json, Route } from '../contract.ts';

/** One request of the bot, taken apart. */
export interface Call {
  route: Route;
  method: string;
  path: string;
  query: URLSearchParams;
  /** Decoded parts of the path, in order: conversation, then activity or member; a team. */
  ids: string[];
  authorization: string | undefined;
  /** undefined: the body is no JSON. */
  body: Json | undefined;
  /** As it came. */
  text: string;
}

const ID = '([^/]+)';
const ROUTES: readonly { method: string; path: RegExp; route: Route }[] = [
  { method: 'GET', path: /^\/v1\/\.well-known\/openidconfiguration$/, route: 'metadata' },
  { method: 'GET', path: /^\/v1\/\.well-known\/keys$/, route: 'keys' },
  { method: 'POST', path: new RegExp(`^/login/${ID}/oauth2/v2\\.0/token$`), route: 'token' },
  { method: 'POST', path: /^\/teams\/v3\/conversations$/, route: 'create' },
  { method: 'POST', path: new RegExp(`^/teams/v3/conversations/${ID}/activities$`), route: 'send' },
  { method: 'POST', path: new RegExp(`^/teams/v3/conversations/${ID}/activities/${ID}$`), route: 'reply' },
  { method: 'PUT', path: new RegExp(`^/teams/v3/conversations/${ID}/activities/${ID}$`), route: 'update' },
  { method: 'DELETE', path: new RegExp(`^/teams/v3/conversations/${ID}/activities/${ID}$`), route: 'delete' },
  { method: 'GET', path: new RegExp(`^/teams/v3/conversations/${ID}/members$`), route: 'members' },
  { method: 'GET', path: new RegExp(`^/teams/v3/conversations/${ID}/pagedmembers$`), route: 'paged-members' },
  { method: 'GET', path: new RegExp(`^/teams/v3/conversations/${ID}/members/${ID}$`), route: 'member' },
  { method: 'GET', path: new RegExp(`^/teams/v3/teams/${ID}$`), route: 'team' },
  { method: 'GET', path: new RegExp(`^/teams/v3/teams/${ID}/conversations$`), route: 'team-channels' },
];

/** Routes that are asked without a token of the bot. */
export const OPEN_ROUTES: ReadonlySet<Route> = new Set(['metadata', 'keys', 'token']);

/** Which route a request takes. */
export function routeOf(method: string, path: string): { route: Route; ids: string[] } {
  // A service URL may be used with one slash too many.
  const plain = path.replaceAll(/\/{2,}/g, '/');
  for (const { method: wanted, path: pattern, route } of ROUTES) {
    const match = method === wanted ? pattern.exec(plain) : null;
    if (match) return { route, ids: match.slice(1).map(decoded) };
  }
  return { route: 'unknown', ids: [] };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
