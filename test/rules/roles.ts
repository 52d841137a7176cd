import type { TestedRule } from './rule.ts';

const disciplines = 'slack/disciplines.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 5,
    rule: 'Once a surveyor role is active, the profile shows the missing-discipline banner until one discipline is chosen.',
    tests: at(
      disciplines,
      'a surveyor whose role is ready is asked for a discipline until she chose one',
      'a Contract Survey Admin is asked as well, an Assessment Submitter is not',
    ),
  },
  {
    section: 5,
    rule: 'More than one of the 38 disciplines can be chosen, and changed later; labels with semicolons stay whole.',
    tests: at(
      disciplines,
      'all 38 can be chosen, the longest is kept and shown in full, and chosen ones can be changed later',
      'each discipline has an option of its own within 75 characters',
      'half of a label with a semicolon',
    ),
  },
  {
    section: 5,
    rule: 'The bot says that disciplines must be saved in iQIES too, whose banner it can’t see.',
    tests: at(disciplines, 'a surveyor whose role is ready is asked for a discipline until she chose one'),
  },
];
