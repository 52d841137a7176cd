import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject, Workspace } from '#rehearsal/slack/contract.ts';

/** slack.com for tests: exchanges codes for tokens, and hands every other call to the workspace whose token it carries. */
export interface SlackCom {
  /** SLACK_API_URL. */
  apiUrl: string;
  /** What oauth.v2.access answers for a code, once; a string is an error. */
  codes: Map<string, JsonObject | string>;
  /** Tokens that were revoked, also by the bot itself. */
  revoked: Set<string>;
  /** New tokens, and the one by which their workspace knows itself. */
  renamed: Map<string, string>;
  stop(): Promise<void>;
}

export const app = { id: '1234567890.0987654321', secret: 'the-client-secret-of-the-app' };

export async function startSlackCom(workspaces: readonly Workspace[]): Promise<SlackCom> {
  const codes: SlackCom['codes'] = new Map();
  const revoked = new Set<string>();
  const renamed = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const method = request.url?.replace('/api/', '') ?? '';
    const fields = new URLSearchParams(body.toString());
    const token = request.headers.authorization?.replace('Bearer ', '') ?? fields.get('token') ?? '';
    const say = (answer: JsonObject) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (method === 'oauth.v2.access') {
      if (fields.get('client_id') !== app.id || fields.get('client_secret') !== app.secret)
        return say({ ok: false, error: 'bad_client_secret' });
      const code = fields.get('code') ?? '';
      const given = codes.get(code) ?? 'invalid_code';
      codes.delete(code);
      return say(typeof given === 'string' ? { ok: false, error: given } : { ok: true, ...given });
    }
    if (revoked.has(token)) return say({ ok: false, error: 'account_inactive' });
    if (method === 'auth.revoke') {
      revoked.add(token);
      return say({ ok: true, revoked: true });
    }
    const known = renamed.get(token) ?? token;
    const at = workspaces.find(({ botToken, appToken }) => [botToken, appToken].includes(known));
    if (at === undefined) return say({ ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' });
    const { host: _host, connection: _c, 'content-length': _l, 'transfer-encoding': _t, ...headers } = request.headers;
    const answer = await fetch(`${at.apiUrl}${method}`, {
      method: 'POST',
      headers: { ...(headers as Record<string, string>), authorization: `Bearer ${known}` },
      body,
    }).catch(() => null);
    // A workspace that says nothing, until it is gone.
    if (answer === null) return void response.destroy();
    const text = await answer.text();
    const kept = ['retry-after', 'x-oauth-scopes', 'date'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(answer.status, { 'content-type': 'application/json', ...Object.fromEntries(kept) }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    codes,
    revoked,
    renamed,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What oauth.v2.access gives for a workspace. */
export const grantFor = (workspace: Workspace, scopes: readonly string[], changes: JsonObject = {}): JsonObject => ({
  access_token: workspace.botToken,
  token_type: 'bot',
  scope: scopes.join(','),
  bot_user_id: workspace.botUserId,
  app_id: workspace.appId,
  team: { id: workspace.teamId, name: 'as it likes to be called' },
  enterprise: null,
  authed_user: { id: 'U0ANYBODY' },
  is_enterprise_install: false,
  ...changes,
});
