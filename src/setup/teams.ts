import { chatLink } from '#channels/teams/clouds.ts';
import type { Finding } from '../doctor/finding.ts';
import { type Local, lookAtConnector, signIn } from '../doctor/teams.ts';
import type { TeamsConfig } from '../teams-config.ts';
import { teamsPackage } from '../teams-package.ts';
import { type Ask, untilGood } from './ask.ts';
import { listens, publicHost } from './slack.ts';
import type { State } from './state.ts';

const id = (text: string): string | undefined =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? undefined
    : 'It looks like 00000000-0000-0000-0000-000000000000.';

/** Teams: the bot at Microsoft, its sign-in tested, and the app package. @param local a connector of a test */
export async function setUpTeams(ask: Ask, state: State, local?: Local): Promise<void> {
  const { values, given } = state;
  const host = await publicHost(ask, state);
  if (values.TEAMS_APP_ID === undefined)
    ask.say(
      [
        '',
        '1. At portal.azure.com make an “Azure Bot” (single tenant).',
        `2. On its page “Configuration” set the messaging endpoint to https://${host}/api/messages.`,
        '3. Under “Channels” add Microsoft Teams.',
        '4. Beside the Microsoft App ID press “Manage Password”, and make a new client secret: copy its Value.',
        '',
      ].join('\n'),
    );
  values.TEAMS_APP_ID = await ask.text('TEAMS_APP_ID', 'Microsoft App ID (Configuration)', {
    usual: values.TEAMS_APP_ID,
    wrong: id,
  });
  values.TEAMS_TENANT_ID = await ask.text('TEAMS_TENANT_ID', 'App Tenant ID (Configuration)', {
    usual: values.TEAMS_TENANT_ID,
    wrong: id,
  });
  values.TEAMS_APP_PASSWORD = await untilGood(
    ask,
    (again) =>
      ask.secret('TEAMS_APP_PASSWORD', 'Client secret: its Value', {
        stands: again ? undefined : values.TEAMS_APP_PASSWORD,
      }),
    async (password) => {
      ask.say('Asking Microsoft ...');
      return test(configOf(values, password), local);
    },
  );
  const file = given.teamsPackage ?? 'iqies-help-teams.zip';
  const content = teamsPackage({ appId: values.TEAMS_APP_ID, host, website: host });
  state.files.push({ file, content, says: `${file} is the Teams app.` });
  state.left.push(
    `Upload ${file} in the Teams admin center (Teams apps, Manage apps), and give it by an app setup policy to everybody who decides.`,
    `Let https://${host}/api/messages lead to the bot (${listens(state)}).`,
  );
  state.links.push(chatLink(values.TEAMS_APP_ID, configOf(values, '').cloud));
}

async function test(teams: TeamsConfig, local: Local): Promise<Finding[]> {
  const { finding } = await signIn(teams, local);
  return [finding, ...(await lookAtConnector(teams, local))];
}

const configOf = (values: State['values'], password: string): TeamsConfig => ({
  login: {
    appId: (values.TEAMS_APP_ID ?? '').toLowerCase(),
    password,
    type: values.TEAMS_APP_TYPE === 'MultiTenant' ? 'MultiTenant' : 'SingleTenant',
    tenantId: values.TEAMS_TENANT_ID ?? null,
  },
  allowedTenants: [],
  cloud: values.TEAMS_CHANNEL_SERVICE === undefined ? 'public' : 'us-government',
  openIdMetadataUrl: values.TEAMS_OPENID_METADATA_URL ?? null,
});
