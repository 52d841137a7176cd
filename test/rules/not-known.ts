import type { TestedRule } from './rule.ts';

const place = 'slack/operator-place.test.ts';
const commands = 'cli/operator.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 1,
    rule: 'The operator can enter an address for an account without one: it counts for submitting, is shown as entered, and gives no authority.',
    tests: [
      ...at(
        place,
        'asks once the operator has entered one; the card says who entered it, and it never gives authority',
        'an address that the operator entered binds no official of the list',
        'the platform’s own address takes the place of the entered one',
      ),
      ...at(commands, 'enters an address for an account that has none'),
    ],
  },
  {
    section: 1,
    rule: 'An address that is not confirmed or not from a listed domain is shown as such.',
    tests: [
      ...at(
        place,
        'that is not from a listed domain is shown as such on the card',
        'that is neither confirmed nor from a listed domain is shown as both',
      ),
      ...at(commands, 'warns of an address whose domain is not listed, and takes the line'),
    ],
  },
  {
    section: 3,
    rule: 'Without a place for the operator readiness warns, and notices wait in the list of the command line, never only in a log.',
    tests: [
      ...at(
        place,
        'readiness answers 200 and warns, and the start warns once in the log',
        'notices wait in the list, open ones first, until they are marked as handled',
      ),
      ...at(commands, 'shows open ones first with their key and what people wrote, and marks one as handled'),
    ],
  },
];
