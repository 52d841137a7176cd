import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Workspace, Workspaces } from '#application/slack-workspaces.ts';
import type { Logger } from '#channels/log-port.ts';
import {
  type InstallProblem,
  type InstallWords,
  installed,
  installProblems,
  lacksScopes,
} from '#copy/slack-install.ts';
import { type ExchangeParts, exchange } from './exchange.ts';
import { headers, showPage } from './install-page.ts';
import { begin, cameBack, forgetCookie } from './install-state.ts';

/** Answers a GET. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface InstallParts extends ExchangeParts {
  /** Slack's Web API; its page for installing stands on the same host. */
  apiUrl: string | undefined;
  keys: readonly [Buffer, ...Buffer[]];
  store: Pick<Workspaces, 'useOnce'>;
  keep(workspace: Workspace, token: string): Promise<void>;
  now(): number;
  log: Logger;
}

/** As many codes are exchanged at the same time. */
const mostAtOnce = 4;

/**
 * How a workspace installs the bot: to Slack's page, and back with a code. Bolt's own installer is not used: its state can be
 * used again within its time, it keeps a token before anybody looked whose it is, and it would bring a second way of
 * answering HTTP; what is left of it after these is one call of the Web API.
 */
export function installPages(parts: InstallParts): { install: Page; back: Page } {
  const { clientId, scopes, allowedTeams, apiUrl, keys, store, keep, now, log } = parts;
  let underWay = 0;
  const problem = (response: ServerResponse, status: number, which: InstallProblem) =>
    showPage(response, status, installProblems[which], { link: null });

  return {
    async install(_request, response) {
      const { state, cookie } = begin(keys[0], now());
      const address = new URL('/oauth/v2/authorize', apiUrl ?? 'https://slack.com');
      address.searchParams.set('client_id', clientId);
      address.searchParams.set('scope', scopes.join(','));
      address.searchParams.set('state', state);
      if (allowedTeams?.length === 1) address.searchParams.set('team', allowedTeams[0] ?? '');
      response.writeHead(302, { ...headers, location: address.href, 'set-cookie': cookie }).end();
    },

    async back(request, response) {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const [state, code] = [searchParams.get('state') ?? '', searchParams.get('code') ?? ''];
      const mine = cameBack(state, request.headers.cookie ?? '', keys, now());
      if (mine === null) return problem(response, 400, 'not-yours');
      if (searchParams.has('error')) return problem(response, 400, 'cancelled');
      if (!/^[\w.-]{1,300}$/.test(code)) return problem(response, 400, 'other-token');
      if (underWay >= mostAtOnce) return problem(response, 503, 'busy');
      underWay += 1;
      try {
        if (!(await store.useOnce(mine.nonce, mine.expiresAt, now()))) return problem(response, 400, 'not-yours');
        const came = await exchange(parts, code);
        if ('workspace' in came) {
          const { teamId, appId, name } = came.workspace;
          await keep({ ...came.workspace, installedAt: now() }, came.token);
          log.info({ team: teamId }, 'a workspace installed the bot');
          return showPage(response, 200, installed(name), { link: linkToApp(appId, teamId), cookie: forgetCookie() });
        }
        const words: InstallWords = 'lacks' in came ? lacksScopes(came.lacks) : installProblems[came.problem];
        const why =
          'lacks' in came ? { lacks: came.lacks } : { problem: came.problem, team: came.team, code: came.code };
        log.warn(why, 'an installation was refused');
        return showPage(response, statusOf(came), words, { link: null, cookie: forgetCookie() });
      } finally {
        underWay -= 1;
      }
    },
  };
}

function statusOf(came: { problem: InstallProblem } | { lacks: readonly string[] }): number {
  if ('lacks' in came || came.problem === 'not-allowed') return 403;
  return came.problem === 'unreachable' || came.problem === 'configured' ? 502 : 400;
}

/** Opens the bot in Slack. */
export function linkToApp(appId: string, teamId: string): string {
  const address = new URL('https://slack.com/app_redirect');
  address.searchParams.set('app', appId);
  address.searchParams.set('team', teamId);
  return address.href;
}
