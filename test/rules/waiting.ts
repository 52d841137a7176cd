import type { TestedRule } from './rule.ts';

const days = 'times/business-days.test.ts';
const absences = 'times/away.test.ts';
const waiting = 'slack/waiting.test.ts';
const away = 'slack/away.test.ts';
const teams = 'teams/waiting.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 4,
    rule: 'One reminder stands: the buttons of the one before go when another is sent.',
    tests: [
      {
        file: 'slack/waiting.test.ts',
        title: 'comes back to its officials after two and after four business days, all in one message of the day',
      },
    ],
    only: { platform: 'slack', why: 'both platforms edit a message that stands there in the same way' },
  },
  {
    section: 4,
    rule: 'Officials are reminded of all that waits in one message a day, after 2 and after 4 business days.',
    tests: [
      ...at(
        waiting,
        'comes back to its officials after two and after four business days, all in one message of the day',
      ),
      ...at(waiting, 'that is decided in time reminds nobody'),
      ...at(waiting, 'reminds after a week without the bot once, not for each day'),
      ...at(
        teams,
        'officials in Teams are reminded at nine of their own day, by the State’s clock where they have none',
      ),
    ],
  },
  {
    section: 4,
    rule: 'Business days and hours are those of the person’s own time zone, without US federal holidays.',
    tests: [
      ...at(days, 'are counted by the clocks of the person', 'is none on a federal holiday of %s'),
      ...at(waiting, 'gives the requester names and contacts after five business days, once'),
      ...at(
        teams,
        'officials in Teams are reminded at nine of their own day, by the State’s clock where they have none',
      ),
    ],
  },
  {
    section: 4,
    rule: 'After 5 business days the requester gets the officials’ names and contacts and the Service Center’s.',
    tests: [
      ...at(waiting, 'gives the requester names and contacts after five business days, once'),
      ...at(teams, 'a requester in Teams gets names and contacts after five business days'),
    ],
  },
  {
    section: 4,
    rule: 'What nobody decides expires after 30 days; both sides are told 5 days before, and nothing ends without that.',
    tests: [
      ...at(
        waiting,
        'expires after 30 days, which both sides hear five days before; every message is true and it can be asked again',
        'is never over without a word: after a month without the bot it waits five days more',
      ),
      ...at(teams, 'both sides hear in Teams that a request ends, and that it has'),
    ],
  },
  {
    section: 4,
    rule: 'An official can be away from one day to another: others get the card, the requester sees who is back when.',
    tests: [
      ...at(
        away,
        'gets no new request and no reminder; others do, and the requester reads who is back when',
        'plans it, changes it and is back earlier; what came meanwhile is hers at once',
        'begins and ends also where the bot did not run meanwhile',
        'is a security official; days that are none are refused, and nothing is kept',
      ),
      ...at(absences, 'from “%s” to “%s” is none: %s'),
      ...at(teams, 'an official says in Teams that she is away: others are asked, and all see who is back when'),
    ],
  },
  {
    section: 4,
    rule: 'If all officials are away, all are asked all the same and may decide, and the operator is told.',
    tests: at(away, 'is asked all the same when all are away, and the operator is told'),
    only: { platform: 'slack', why: 'Who is asked is decided before a platform is chosen.' },
  },
  {
    section: 5,
    rule: 'Approved but not done in iQIES: officials are reminded after 1 and 3 business days, then it comes before the operator.',
    tests: [
      ...at(
        waiting,
        'comes back to its officials after one and after three business days, then it comes before the operator',
      ),
      ...at(teams, 'what is approved and not done in iQIES comes back to officials in Teams'),
    ],
  },
];
