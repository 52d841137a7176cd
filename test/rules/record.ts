import type { TestedRule } from './rule.ts';

const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));
const why = 'an operator’s command: no chat takes part';

export const rules: TestedRule[] = [
  {
    section: 10,
    rule: 'Every change is an event in a hash chain; a command says where it breaks, what is wrong, and whether its end was cut off.',
    tests: at(
      'storage/audit.test.ts',
      'says what is wrong with the first event that does not fit',
      'tells with a head that was noted whether the end was cut off',
    ),
    only: { platform: 'slack', why },
  },
  {
    section: 10,
    rule: 'Refusals are in the record too. Auditors get all of it as CSV, in which no cell is a formula, or JSON.',
    tests: at(
      'storage/audit-export.test.ts',
      'every change and every refusal is a line, with names, in UTC',
      'no cell is a formula, whatever people are called and write',
      'as JSON it is one array that holds the words as they were written',
    ),
    only: { platform: 'slack', why },
  },
  {
    section: 10,
    rule: 'Personal data goes on the operator’s command from every table, and the chain still verifies.',
    tests: [
      ...at(
        'cli/erase.test.ts',
        'shows first what it means, and changes nothing without --yes',
        'with --yes nothing of her is in any table, the officials know, and the chain verifies',
        'somebody erased who writes again is a new person',
        'an official is refused until her roles are ended too; then what waits goes to the others',
      ),
      ...at(
        'storage/personal-data.test.ts',
        'every column of every table says whether it holds something of people: a new one can’t be forgotten',
      ),
    ],
    only: { platform: 'slack', why },
  },
];
