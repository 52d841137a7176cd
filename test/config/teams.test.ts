import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';

const tenant = '7E4A1C00-0000-4000-8000-00000000A001';
const partner = '7e4a1c00-0000-4000-8000-00000000b002';
const teams = {
  TEAMS_APP_ID: '5C0DE000-0000-4000-8000-0000000000B0',
  TEAMS_APP_PASSWORD: 'hidden-password',
  TEAMS_TENANT_ID: tenant,
  EMAIL_DOMAINS: 'valley-care.example',
};
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' };

const without = (name: keyof typeof teams): Record<string, string> => {
  const { [name]: _, ...rest } = teams;
  return rest;
};

const problemWith = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (fault) {
    return fault instanceof Error ? fault.message : 'a fault';
  }
  return 'no problem';
};

describe('Microsoft Teams', () => {
  it('is configured alone, or beside Slack', () => {
    expect(readConfig(teams)).toMatchObject({
      mode: 'live',
      slack: null,
      teams: {
        login: {
          appId: teams.TEAMS_APP_ID.toLowerCase(),
          password: 'hidden-password',
          type: 'SingleTenant',
          tenantId: tenant.toLowerCase(),
        },
        allowedTenants: [tenant.toLowerCase()],
        cloud: 'public',
        openIdMetadataUrl: null,
      },
    });
    expect(readConfig({ ...teams, ...slack })).toMatchObject({
      slack: { botToken: 'xoxb-1' },
      teams: { cloud: 'public' },
    });
    expect(readConfig({ ...slack, EMAIL_DOMAINS: 'x.example' }).teams).toBeNull();
  });

  it('takes activities of the tenants that are named; those of several tenants are always named', () => {
    const named = { TEAMS_ALLOWED_TENANTS: ` ${partner} ,${tenant}` };
    expect(readConfig({ ...teams, ...named }).teams?.allowedTenants).toEqual([partner, tenant.toLowerCase()]);
    const several = { ...without('TEAMS_TENANT_ID'), TEAMS_APP_TYPE: 'MultiTenant' };
    expect(problemWith(several)).toContain('TEAMS_ALLOWED_TENANTS is missing');
    expect(problemWith({ ...several, TEAMS_TENANT_ID: tenant })).toContain('TEAMS_ALLOWED_TENANTS is missing');
    expect(readConfig({ ...several, ...named }).teams?.login).toMatchObject({ type: 'MultiTenant', tenantId: null });
  });

  it('knows the government clouds, and keys at another address', () => {
    const government = {
      TEAMS_CHANNEL_SERVICE: 'https://botframework.azure.us',
      TEAMS_OPENID_METADATA_URL: 'https://login.botframework.azure.us/other',
    };
    expect(readConfig({ ...teams, ...government }).teams).toMatchObject({
      cloud: 'us-government',
      openIdMetadataUrl: 'https://login.botframework.azure.us/other',
    });
  });

  it('works without authentication on loopback only, and never with an app', () => {
    const local = { TEAMS_LOCAL_UNAUTHENTICATED: '1', TEAMS_ALLOWED_TENANTS: partner, EMAIL_DOMAINS: 'x.example' };
    for (const HOST of ['127.0.0.1', 'localhost', '::1'])
      expect(readConfig({ ...local, HOST }).teams).toMatchObject({ login: null, allowedTenants: [partner] });
    for (const HOST of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', 'bot.example'])
      expect(problemWith({ ...local, HOST })).toContain('it works only with HOST=127.0.0.1');
    expect(problemWith({ ...local, TEAMS_APP_ID: teams.TEAMS_APP_ID })).toContain('is never unauthenticated');
    expect(problemWith({ ...local, TEAMS_APP_PASSWORD: 'hidden' })).toContain('is never unauthenticated');
  });

  it.each<[string, Record<string, string>, string]>([
    ['the app id is missing', without('TEAMS_APP_ID'), 'TEAMS_APP_ID is missing'],
    ['the app id is empty', { ...teams, TEAMS_APP_ID: ' ' }, 'TEAMS_APP_ID is missing'],
    ['the password is missing', without('TEAMS_APP_PASSWORD'), 'TEAMS_APP_PASSWORD is missing'],
    ['the tenant is missing', without('TEAMS_TENANT_ID'), 'TEAMS_TENANT_ID is missing'],
    ['the domains are missing', without('EMAIL_DOMAINS'), 'EMAIL_DOMAINS is missing'],
    ['the switch is off', { TEAMS_LOCAL_UNAUTHENTICATED: '0' }, 'TEAMS_APP_ID is missing'],
    ['the app id is a name', { ...teams, TEAMS_APP_ID: 'our-bot' }, 'TEAMS_APP_ID is an id such as'],
    [
      'a tenant is a domain',
      { ...teams, TEAMS_ALLOWED_TENANTS: 'x.example' },
      'TEAMS_ALLOWED_TENANTS.0 is an id such as',
    ],
    ['the type is unknown', { ...teams, TEAMS_APP_TYPE: 'UserAssignedMSI' }, 'TEAMS_APP_TYPE'],
    [
      'the cloud is unknown',
      { ...teams, TEAMS_CHANNEL_SERVICE: 'https://attacker.example' },
      'TEAMS_CHANNEL_SERVICE is empty, or https://botframework.azure.us',
    ],
    [
      'the keys are not at https',
      { ...teams, TEAMS_OPENID_METADATA_URL: 'http://login.example' },
      'TEAMS_OPENID_METADATA_URL is a web address that begins with https://',
    ],
    ['half of Slack is beside it', { ...teams, SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is missing'],
    ['a channel of Slack is named', { ...teams, OPERATOR_CHANNEL: 'C0OPERATORS' }, 'Slack is not configured'],
    ['a rehearsal is wanted', { ...teams, BOT_MODE: 'rehearsal' }, 'BOT_MODE is rehearsal'],
  ])('stops the start in one sentence when %s', (_what, env, part) => {
    const problem = problemWith(env);
    expect(problem).toContain(part);
    expect(problem).not.toContain('hidden');
  });

  it('never asks for Slack where only Teams is meant', () => {
    expect(problemWith({ TEAMS_APP_ID: teams.TEAMS_APP_ID })).not.toContain('SLACK_BOT_TOKEN is missing');
    expect(problemWith({ BOT_MODE: 'production' })).toContain('For Microsoft Teams set TEAMS_APP_ID');
  });
});
