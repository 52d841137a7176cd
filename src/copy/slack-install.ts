import { list } from './words.ts';

/** What somebody reads who installs the bot in a Slack workspace. */

export interface InstallWords {
  title: string;
  text: string;
}

export const installed = (workspace: string): InstallWords => ({
  title: `Installed in ${workspace}`,
  text: 'People write /iqies there to begin. Officials on the list are looked for in this workspace now.',
});

const notInstalled = 'Not installed';
export const beginAgain = 'Begin again';
export const openSlack = 'Open Slack';

/** Why nothing was installed, and what to do. Nothing is kept in any of these cases. */
export const installProblems = {
  cancelled: { title: notInstalled, text: 'Slack says that the installation was cancelled. Nothing was kept.' },
  'not-yours': {
    title: notInstalled,
    text: 'This page was not opened from here, was open for more than ten minutes, or was used before. Begin again in this browser.',
  },
  'not-allowed': {
    title: notInstalled,
    text: 'This workspace is not on the list of those that may install the bot. Ask the people who run it to add the workspace’s id to SLACK_ALLOWED_TEAMS. Nothing was kept.',
  },
  enterprise: {
    title: notInstalled,
    text: 'The bot is installed in one workspace at a time, not in a whole Enterprise organization. Choose a workspace at the top right of Slack’s page. Nothing was kept.',
  },
  rotation: {
    title: notInstalled,
    text: 'Token rotation is on for this app, which the bot does not do. The people who run it make the app from its manifest, which leaves it off. Nothing was kept.',
  },
  'other-token': {
    title: notInstalled,
    text: 'Slack’s answer was not the one for an installation of this bot. Begin again; the log says more to the people who run it.',
  },
  unreachable: { title: notInstalled, text: 'Slack could not be reached. Begin again in a minute.' },
  busy: { title: notInstalled, text: 'Too many are installing at once. Begin again in a minute.' },
  configured: {
    title: notInstalled,
    text: 'Slack does not accept how this bot is set up. The people who run it find why in its log: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.',
  },
} as const satisfies Record<string, InstallWords>;

export type InstallProblem = keyof typeof installProblems;

export const lacksScopes = (scopes: readonly string[]): InstallWords => ({
  title: notInstalled,
  text: `Slack gave the bot less than it needs: ${list(scopes)} is missing. Begin again and allow all of it. Nothing was kept.`,
});
