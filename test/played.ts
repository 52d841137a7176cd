/**
 * Stories of test/slack that are played in Teams as well: people press, fill in and read there, through
 * test/teams/played. A test in them that only Slack has is an `inSlackIt`.
 */
export const playedInTeams: readonly string[] = [
  'after-decision',
  'authority-clicks',
  'bad-input-form',
  'disciplines',
  'every-role-fields',
  'follow-up',
  'lost-role',
  'my-profile',
  'not-known',
  'officials-come-and-go',
  'one-by-one',
  'operator-place',
  'people',
  'provisioning',
  'questions',
  'removed-role',
  'statements',
  'story',
  'talk',
  'usual-time',
  'who-has-what',
].map((name) => `slack/${name}.test.ts`);
