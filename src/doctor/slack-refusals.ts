/** What Slack's refusal of a token means to whoever set it, and what to do. */

interface Meaning {
  says: string;
  todo: string;
}

const reinstall = 'Install the app again (Install App), and take the token that stands under OAuth & Permissions then.';

const ofBotToken: Readonly<Record<string, Meaning>> = {
  invalid_auth: {
    says: 'Slack does not know this token.',
    todo: 'Copy the Bot User OAuth Token from OAuth & Permissions of your app once more: xoxb-..., whole, and of this app. For GovSlack set SLACK_API_URL=https://slack-gov.com/api/.',
  },
  not_authed: { says: 'Slack was given no token.', todo: 'Set SLACK_BOT_TOKEN.' },
  token_revoked: { says: 'The token was revoked.', todo: reinstall },
  token_expired: {
    says: 'The token has run out: token rotation is on for this app.',
    todo: 'Create the app from the manifest, which leaves token rotation off, and install that one.',
  },
  account_inactive: { says: 'The app is not installed in this workspace any more.', todo: reinstall },
  app_uninstalled: { says: 'The app is not installed in this workspace any more.', todo: reinstall },
  org_login_required: {
    says: 'The workspace is being moved into an Enterprise organization.',
    todo: 'Ask its administrator when that is over.',
  },
  team_access_not_granted: {
    says: 'The app may not be used in this workspace.',
    todo: 'Ask an administrator of the organization to grant the app access to the workspace.',
  },
  not_allowed_token_type: {
    says: 'This is another kind of token.',
    todo: 'Take the Bot User OAuth Token under OAuth & Permissions: it begins with xoxb-.',
  },
};

const ofAppToken: Readonly<Record<string, Meaning>> = {
  invalid_auth: {
    says: 'Slack does not know this app-level token.',
    todo: 'Copy it once more from Basic Information, App-Level Tokens: xapp-..., whole, and of this app.',
  },
  missing_scope: {
    says: 'The app-level token lacks the scope connections:write.',
    todo: 'Generate another one with it under Basic Information, App-Level Tokens.',
  },
  not_allowed_token_type: {
    says: 'This is no app-level token.',
    todo: 'Take one that begins with xapp- from Basic Information, App-Level Tokens.',
  },
  access_denied: {
    says: 'Socket Mode is off for this app.',
    todo: 'Switch it on under Socket Mode, or take SLACK_APP_TOKEN out and set SLACK_SIGNING_SECRET.',
  },
  token_revoked: {
    says: 'The app-level token was revoked.',
    todo: 'Generate another one with connections:write under Basic Information, App-Level Tokens.',
  },
};

const unreachable: Meaning = {
  says: 'Slack could not be reached.',
  todo: 'Check the network: may this computer open https://slack.com? Behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1. Check SLACK_API_URL if it is set.',
};

/** @param code as Slack said it, or 'unreachable', 'http', 'ratelimited' */
export function slackRefusal(token: 'bot' | 'app', code: string): Meaning {
  if (code === 'unreachable') return unreachable;
  if (['http', 'ratelimited', 'internal_error', 'fatal_error', 'service_unavailable'].includes(code))
    return {
      says: `Slack has trouble of its own (${code}).`,
      todo: 'Try again in a few minutes; status.slack.com says more.',
    };
  const known = (token === 'bot' ? ofBotToken : ofAppToken)[code];
  return known ?? { says: `Slack refuses the token (${code}).`, todo: `docs.slack.dev says what ${code} means.` };
}

/** Scopes that the token lacks, and what that breaks. */
export const missingScopes = (scopes: readonly string[]): Meaning => ({
  says: `The app lacks ${scopes.join(', ')}, which the manifest has.`,
  todo: 'Put the manifest of “npm run -s cli -- setup --print-slack-manifest” in place of the app’s (App Manifest), then install the app again and take the new token.',
});
