import type { TestedRule } from './rule.ts';

const place = 'slack/operator-place.test.ts';
const commands = 'cli/operator.test.ts';
const ways = 'slack/not-known.test.ts';
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
  {
    section: 1,
    rule: 'The name and contact of an official are shown to people with a request, draft or role at that organization, and to nobody else.',
    tests: at(
      ways,
      'are shown to those with a draft, a request or a role at the organization, and to nobody else',
      'are not shown to somebody who became a guest with the form open',
    ),
  },
  {
    section: 3,
    rule: 'Not known here: each such place has four ways on, in the review and after the others were sent; it stays in the form.',
    tests: at(
      ways,
      'has four ways on in the review, and the other place has none',
      'after the others were sent it stays in the form with its ways on',
      'has the same four ways, keeps the form, and “We have none” offers the State’s own role',
      'many such places have one button each, and the form stays within what Slack takes',
    ),
  },
  {
    section: 3,
    rule: '“I know who it is” goes to the operator and gives no authority.',
    tests: at(
      ways,
      'goes to the operator with what was written, and gives no authority',
      'an address of a domain that is not listed is taken, and the operator is told so',
      '%s is refused, and nothing is kept',
      'once a person, place and day: a second one is refused, the next day takes one again',
    ),
  },
  {
    section: 3,
    rule: '“How to look in iQIES”: a pending request there names the official.',
    tests: at(ways, '“How to look in iQIES” says where a pending request names the official, with its source'),
  },
  {
    section: 3,
    rule: '“We have none”: iQIES takes no request until there is one, and the PSO request is offered for exactly that place.',
    tests: at(
      ways,
      'one press opens the request for the PSO role of exactly that place, and the first form is still there',
    ),
  },
  {
    section: 3,
    rule: '“Not sure”: the Service Center.',
    tests: at(ways, '“Not sure” gives the Service Center’s phone and e-mail'),
  },
  {
    section: 3,
    rule: 'The person is told when an official is added where none was known.',
    tests: at(ways, 'she is told when an official is added, also when she closed the form without submitting'),
  },
  {
    section: 2,
    rule: 'The review shows for each organization the usual time to a decision once there is history.',
    tests: at(
      'slack/usual-time.test.ts',
      'says how long decisions usually take at a place, once there are five, and nothing of other places',
    ),
  },
];
