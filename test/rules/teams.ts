import type { TestedRule } from './rule.ts';

/** Who people of Teams are, and whom the bot can write to there. */

const door = 'teams/door.test.ts';
const reach = 'teams/reach.test.ts';

export const rules: TestedRule[] = [
  {
    section: 1,
    rule: 'A person of Teams is a tenant and an Entra object id, described by the roster: her e-mail counts while she is a member of an allowed tenant and no guest.',
    tests: [
      { file: reach, title: 'a person is known as the roster describes her, and asked about again after ten minutes' },
      { file: reach, title: 'a person of the tenant whose Entra id is not the roster’s is nobody' },
    ],
  },
  {
    section: 1,
    rule: 'What comes from a tenant that is not allowed is refused; a person of another tenant in a shared channel can ask questions.',
    tests: [
      { file: door, title: 'a person of a foreign tenant is refused with 403, whatever she sends' },
      {
        file: reach,
        title: 'a person of another tenant in a shared channel is known as such: she can ask, and never decides',
      },
    ],
  },
  {
    section: 3,
    rule: 'Whom no chat reaches is no failure: what she is told waits for her, and the operator sees which officials hear of nothing.',
    tests: [
      { file: reach, title: 'what a person is told waits when she' },
      {
        file: 'teams/unreachable.test.ts',
        title: 'an official is out of reach until she uses the bot, and again when she takes it away',
      },
    ],
  },
];
