import { describe, expect, it } from 'vitest';
import { ConfigProblem, readConfig } from '#src/config.ts';

const live = {
  SLACK_BOT_TOKEN: 'xoxb-secret-of-ours',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  EMAIL_DOMAINS: 'Valley-Care.example, hillside.example',
};

const problemWith = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (fault) {
    if (fault instanceof ConfigProblem) return fault.message;
    throw fault;
  }
  return 'no problem';
};

describe('the configuration', () => {
  it('is a rehearsal when no platform is named', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'rehearsal',
      slack: null,
      host: '127.0.0.1',
      categories: expect.arrayContaining(['provider', 'cms', 'vendor']),
    });
    expect(readConfig({ BOT_MODE: 'rehearsal', SLACK_BOT_TOKEN: ' ', PORT: '' })).toMatchObject({
      mode: 'rehearsal',
      port: 3000,
    });
  });

  it('is live when Slack is named whole, whatever BOT_MODE says besides', () => {
    for (const BOT_MODE of ['', 'production'])
      expect(readConfig({ ...live, BOT_MODE })).toMatchObject({
        mode: 'live',
        emailDomains: ['valley-care.example', 'hillside.example'],
        slack: { botToken: live.SLACK_BOT_TOKEN, apiUrl: undefined },
      });
  });

  it('an app-level token chooses Socket Mode; a signing secret beside it is known and not used', () => {
    const { SLACK_SIGNING_SECRET, ...rest } = live;
    const token = { SLACK_APP_TOKEN: 'xapp-1-secret' };
    const socket = { botToken: live.SLACK_BOT_TOKEN, apiUrl: undefined, appToken: 'xapp-1-secret' };
    expect(readConfig({ ...rest, ...token }).slack).toEqual({ ...socket, signingSecretIgnored: false });
    expect(readConfig({ ...rest, ...token, SLACK_SIGNING_SECRET }).slack).toEqual({
      ...socket,
      signingSecretIgnored: true,
    });
    expect(readConfig(live).slack).toMatchObject({ signingSecret: SLACK_SIGNING_SECRET });
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'only the token is set',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      ['SLACK_SIGNING_SECRET is missing (because SLACK_BOT_TOKEN is set)', 'EMAIL_DOMAINS is missing'],
    ],
    [
      'only the secret is set',
      { SLACK_SIGNING_SECRET: live.SLACK_SIGNING_SECRET },
      ['SLACK_BOT_TOKEN is missing', 'EMAIL_DOMAINS'],
    ],
    [
      'only another Slack is set',
      { SLACK_API_URL: 'https://slack-gov.com/api/' },
      ['SLACK_BOT_TOKEN is missing', 'SLACK_SIGNING_SECRET is missing'],
    ],
    ['the domains are missing', { ...live, EMAIL_DOMAINS: ' , ' }, ['EMAIL_DOMAINS is missing']],
    [
      'production has no platform',
      { BOT_MODE: 'production' },
      ['SLACK_BOT_TOKEN is missing (because BOT_MODE is production)'],
    ],
    ['a rehearsal has a platform', { ...live, BOT_MODE: 'rehearsal' }, ['BOT_MODE is rehearsal, but SLACK_BOT_TOKEN']],
    [
      'the database server is of another kind',
      { ...live, DATABASE_URL: 'mysql://user:password@db/x' },
      ['DATABASE_URL is an address such as postgres://'],
    ],
    [
      'the address of the database server can’t be read',
      { ...live, DATABASE_URL: 'postgres://user:hid/den#@db/x' },
      ['DATABASE_URL is an address such as postgres://', '%23 for #'],
    ],
    [
      'only a database server is set',
      { DATABASE_URL: 'postgres://db/x' },
      ['SLACK_BOT_TOKEN is missing (because DATABASE_URL is set)'],
    ],
    ['the port is no number', { PORT: 'http' }, ['PORT']],
    ['the port is too large', { PORT: '65536' }, ['PORT']],
    ['the port is negative', { REHEARSAL_PORT: '-1' }, ['REHEARSAL_PORT']],
    [
      'the token is of another kind',
      { ...live, SLACK_BOT_TOKEN: 'xapp-1-secret' },
      ['SLACK_BOT_TOKEN begins with xoxb-'],
    ],
    [
      'the app-level token is of another kind',
      { ...live, SLACK_APP_TOKEN: 'xoxb-secret' },
      ['SLACK_APP_TOKEN begins with xapp-'],
    ],
    [
      'neither way for payloads to come in is set',
      { SLACK_BOT_TOKEN: 'xoxb-1', EMAIL_DOMAINS: 'valley-care.example' },
      ['SLACK_SIGNING_SECRET is missing', 'With Socket Mode, set SLACK_APP_TOKEN in its place', 'connections:write'],
    ],
    [
      'only the app-level token is set',
      { SLACK_APP_TOKEN: 'xapp-1' },
      ['SLACK_BOT_TOKEN is missing (because SLACK_APP_TOKEN is set)'],
    ],
    ['the secret is too short', { ...live, SLACK_SIGNING_SECRET: 'short-secret' }, ['SLACK_SIGNING_SECRET']],
    [
      'the channel is a name',
      { ...live, OPERATOR_CHANNEL: '#operators' },
      ['OPERATOR_CHANNEL is a channel id such as C0123456789'],
    ],
    [
      'the operator’s address is none',
      { ...live, OPERATOR_EMAIL: 'desk at example' },
      ['OPERATOR_EMAIL is an e-mail address'],
    ],
    ['yes is a word', { GUESTS_MAY_REQUEST: 'yes' }, ['GUESTS_MAY_REQUEST']],
    ['the mode is unknown', { BOT_MODE: 'staging' }, ['BOT_MODE']],
    ['the log level is unknown', { LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
    [
      'a category is unknown',
      { CATEGORIES: 'provider,hospital' },
      ['CATEGORIES names hospital, which is no category', 'state-agency'],
    ],
  ])('stops the start when %s, and names it', (_what, env, parts) => {
    const problem = problemWith(env);
    for (const part of parts) expect(problem).toContain(part);
  });

  it('keeps the record on the PostgreSQL server that is named, else in the folder', () => {
    expect(readConfig(live).databaseUrl).toBeNull();
    for (const url of ['postgres://user:p%23w@db:5432/x', 'postgresql://db/x?sslmode=verify-full'])
      expect(readConfig({ ...live, DATABASE_URL: url })).toMatchObject({ mode: 'live', databaseUrl: url });
  });

  it('names everything that is wrong at once', () => {
    expect(problemWith({ PORT: 'x', HOST: 'h', LOG_LEVEL: 'loud', GUESTS_MAY_REQUEST: '2' }).split('\n')).toHaveLength(
      3,
    );
    const both = { SLACK_API_URL: 'https://slack.com/api/', TEAMS_APP_TYPE: 'SingleTenant' };
    // Two of Slack, three of Teams (which tenants follows from the tenant), and the domains.
    expect(problemWith(both).split('\n')).toHaveLength(6);
  });

  it('never repeats a value that may be a secret', () => {
    for (const env of [
      { ...live, SLACK_BOT_TOKEN: 'xapp-hidden' },
      { ...live, SLACK_SIGNING_SECRET: 'hidden' },
      { ...live, SLACK_APP_TOKEN: 'hidden' },
      { ...live, SLACK_API_URL: 'hidden' },
      { ...live, DATABASE_URL: 'postgres://hidden:hidden@hid den/x' },
      { ...live, DATABASE_URL: 'mysql://hidden' },
      { ...live, TEAMS_APP_PASSWORD: 'hidden' },
    ])
      expect(problemWith(env)).not.toMatch(/hidden|0123456789abcdef|secret-of-ours/);
  });

  it('takes a category by its id or its label', () => {
    expect(readConfig({ CATEGORIES: 'Provider' }).categories).toEqual(['provider']);
  });

  it('takes a provisioning webhook whole or not at all, and never over an open line', () => {
    const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
    const hook = { PROVISIONING: 'webhook', PROVISIONING_WEBHOOK_SECRET: secret };
    const url = 'https://roles.example.org/hook';
    expect(readConfig(live).provisioning).toBeNull();
    expect(readConfig({ ...live, ...hook, PROVISIONING_WEBHOOK_URL: url }).provisioning).toMatchObject({ url });
    expect(
      readConfig({ ...live, ...hook, PROVISIONING_WEBHOOK_URL: 'http://127.0.0.1:9/x' }).provisioning,
    ).not.toBeNull();
    for (const wrong of [
      'http://roles.example.org',
      'http://127.0.0.1.example.org/',
      'https://a:b@x.example/',
      'nowhere',
    ])
      expect(problemWith({ ...live, ...hook, PROVISIONING_WEBHOOK_URL: wrong })).toContain('begins with https://');
    expect(problemWith({ ...live, ...hook })).toContain('PROVISIONING_WEBHOOK_URL is missing');
    const unsigned = { PROVISIONING: 'webhook', PROVISIONING_WEBHOOK_URL: url };
    expect(problemWith({ ...live, ...unsigned })).toContain('PROVISIONING_WEBHOOK_SECRET is missing');
    expect(problemWith({ ...live, ...unsigned, PROVISIONING_WEBHOOK_SECRET: 'hidden' })).not.toContain('hidden');
    expect(problemWith({ ...live, PROVISIONING_WEBHOOK_URL: url })).toContain('with PROVISIONING=webhook only');
  });

  it('several workspaces: the key is 32 bytes, and the list of workspaces is meant', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const { SLACK_BOT_TOKEN, ...rest } = live;
    const several = {
      ...rest,
      SLACK_CLIENT_ID: '123.456',
      SLACK_CLIENT_SECRET: 'a-client-secret-of-ours',
      SLACK_TOKEN_KEY: key,
      SLACK_ALLOWED_TEAMS: 'T01, T02',
    };
    expect(readConfig(several).slack).toEqual({
      apiUrl: undefined,
      signingSecret: live.SLACK_SIGNING_SECRET,
      install: {
        clientId: '123.456',
        clientSecret: 'a-client-secret-of-ours',
        keys: [Buffer.alloc(32, 7)],
        allowedTeams: ['T01', 'T02'],
      },
    });
    expect(readConfig({ ...several, SLACK_ALLOWED_TEAMS: '*' }).slack).toMatchObject({
      install: { allowedTeams: null },
    });
    for (const [changes, problem] of [
      [
        { SLACK_TOKEN_KEY: '' },
        'SLACK_TOKEN_KEY is missing: with it the tokens of workspaces are kept. It is 32 random',
      ],
      [{ SLACK_TOKEN_KEY: 'short' }, 'SLACK_TOKEN_KEY is 32 random bytes in base64: openssl rand -base64 32'],
      [{ SLACK_TOKEN_KEY_OLD: `${key}AAAA` }, 'SLACK_TOKEN_KEY_OLD is 32 random bytes'],
      [{ SLACK_ALLOWED_TEAMS: '' }, 'SLACK_ALLOWED_TEAMS is missing'],
      [{ SLACK_ALLOWED_TEAMS: 'T01, *' }, 'SLACK_ALLOWED_TEAMS is a list of workspace ids'],
      [{ SLACK_CLIENT_SECRET: '' }, 'SLACK_CLIENT_SECRET is missing'],
      [{ SLACK_BOT_TOKEN }, 'SLACK_BOT_TOKEN is for one workspace'],
      [{ OPERATOR_CHANNEL: 'C0OPS' }, 'OPERATOR_CHANNEL names no workspace'],
    ] as const) {
      const said = problemWith({ ...several, ...changes } as Record<string, string>);
      expect(said).toContain(problem);
      expect(said).not.toContain(key);
    }
    expect(problemWith({ ...live, OPERATOR_CHANNEL: 'T01/C0OPS' })).toContain('write the channel’s id alone');
  });
});
