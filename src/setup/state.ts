/** What the set-up knows so far. */
export interface State {
  /** Variables as they will stand in .env. */
  values: Record<string, string>;
  /** What was given on the command line beside them. */
  given: {
    /** Where people outside reach the bot, without https://. */
    host?: string;
    facilities?: readonly string[];
    officials?: string;
    teamsPackage?: string;
  };
  /** What is written beside .env, and after it: who ends the set-up before has nothing half. */
  files: { file: string; content: Uint8Array; says: string }[];
  /** Where to open the bot, when all is done. */
  links: string[];
  /** What is left to do by hand. */
  left: string[];
}

/** Variables that are never shown. */
export const secrets: readonly string[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_TOKEN_KEY',
  'SLACK_TOKEN_KEY_OLD',
  'TEAMS_APP_PASSWORD',
  'DATABASE_URL',
  'SMTP_URL',
  'PROVISIONING_WEBHOOK_SECRET',
  'OPERATOR_TOKEN',
];

/** What is wrong with a host name, as it stands in manifests. */
export const wrongHost = (host: string): string | undefined =>
  host.length <= 253 && /^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/i.test(host)
    ? undefined
    : 'Write a name such as bot.example.org, without https:// and without a path.';

/** What does not begin as it should. */
export const beginsWith =
  (start: string) =>
  (text: string): string | undefined =>
    text.startsWith(start) ? undefined : `It begins with ${start}`;
