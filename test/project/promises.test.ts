import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { categories, roles } from '#content/catalogue.ts';
import { manifestScopes } from '#src/manifest.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(join(folder, name)));

describe('what the repository promises about itself', () => {
  it('the manifest asks for exactly the scopes of the methods and events that the code uses', () => {
    const scopeOf: Record<string, string[]> = {
      'auth.test': [],
      'auth.revoke': [],
      'event:app_uninstalled': [],
      'event:tokens_revoked': [],
      'chat.postMessage': ['chat:write'],
      'chat.update': ['chat:write'],
      'users.info': ['users:read', 'users:read.email'],
      'users.lookupByEmail': ['users:read.email'],
      'views.open': [],
      'views.push': [],
      'views.update': [],
      'views.publish': [],
      'app.command': ['commands'],
      'event:message': ['im:history'],
      'chat.postEphemeral': ['chat:write'],
      'event:app_mention': ['app_mentions:read'],
      'event:app_home_opened': [],
      'event:user_change': ['users:read'],
    };
    const code = sources('src/channels/slack').join('\n');
    const methods = [...code.matchAll(/client\s*\.([a-z][a-zA-Z]+)\s*\.(\w+)\(/g)].map(
      (match) => `${match[1]}.${match[2]}`,
    );
    const events = [...code.matchAll(/app\.event\('(\w+)'/g)].map((match) => `event:${match[1]}`);
    const used = new Set([...methods, ...events, ...(code.includes("app.command('") ? ['app.command'] : [])]);
    expect([...used].filter((name) => !(name in scopeOf))).toEqual([]);
    const needed = new Set([...used].flatMap((name) => scopeOf[name] ?? []));
    expect([...needed].sort()).toEqual([...manifestScopes()].sort());
  });

  it('both manifests subscribe to the same events and differ only in how Slack reaches the bot', () => {
    const http = JSON.parse(read('manifests/slack/manifest.json'));
    const socket = JSON.parse(read('manifests/slack/manifest.socket-mode.json'));
    expect(socket.oauth_config).toEqual(http.oauth_config);
    expect(socket.settings.event_subscriptions.bot_events).toEqual(http.settings.event_subscriptions.bot_events);
    expect(http.features.app_home.messages_tab_read_only_enabled).toBe(false);
    expect(JSON.stringify(socket)).not.toContain('YOUR-HOST');
  });

  it('.env.example explains every variable that the configuration reads, and no other', () => {
    const explained = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]).sort();
    const files = readdirSync(join(root, 'src')).filter((name) => name.endsWith('config.ts'));
    const configs = files.map((name) => read(join('src', name))).join('\n');
    const known = [...configs.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]).sort();
    expect(explained).toEqual(known);
  });

  it('every description of a category or role fits under its option without being cut', () => {
    expect(categories.filter(({ about }) => about.length > 75).map(({ id }) => id)).toEqual([]);
    expect(roles.filter(({ could }) => could.length > 75).map(({ id }) => id)).toEqual([]);
  });

  it('the README has exactly two set-up commands, and CI runs the test one', () => {
    const commands = [...read('README.md').matchAll(/^npm ci && .+$/gm)].map((match) => match[0]);
    expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test']);
    expect(read('.ci/run')).toContain('npm ci && npm test');
  });
});
