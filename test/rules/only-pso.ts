import type { TestedRule } from './rule.ts';

const slack = 'slack/only-pso.test.ts';
const teams = 'teams/only-pso.test.ts';
const domain = 'authority/departure.test.ts';
const cli = 'cli/departures.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

const story = at(slack, 'from the question to a new PSO, and what waited goes to her');
const across = at(
  teams,
  'a report from Teams, silence in Slack, a ticket, the removal, and a new PSO to whom the waiting request goes',
);
const twoOfThem = 'of one of two: her colleague is told; both can say that they are gone, and strangers nothing';

const letters = 'mail/departure.test.ts';
const byMail = { platform: 'slack', why: 'what goes by e-mail does not depend on the platform' } as const;

export const rules: TestedRule[] = [
  {
    section: 6,
    rule: 'A reported PSO whom no chat reaches is told by e-mail, and what came of it; her answer decides nothing.',
    tests: at(
      letters,
      'is written to once: that nothing changed, whom she tells when she is there; nothing to press, nobody’s name',
      'hears that it is settled when she said that she is there, and of a removal that was recorded after another report',
      'is not written to where others read her mail',
    ),
    only: byMail,
  },
  {
    section: 6,
    rule: 'Whoever comes to the help-desk list gets the open cases.',
    tests: at(letters, 'people who came to the help desk get the open cases at the next start, once'),
    only: { platform: 'slack', why: 'what a start looks at does not depend on the platform' },
  },
  {
    section: 6,
    rule: 'The only PSO left is a guided case: the PSO is asked, 2 business days without an answer are no consent, the message to the Service Center is ready, the operator or the help desk records the removal, somebody takes over, and what waited goes to the new PSO. The reported person is told of every step.',
    tests: [...story, ...across],
  },
  {
    section: 6,
    rule: 'Members with a role, a request or a form at the facility can report it; others get the explanation and the contacts.',
    tests: [
      ...at(
        slack,
        'is for members with something at the place; at most three a week; a secret in a ticket is not kept',
      ),
      ...across,
    ],
  },
  {
    section: 6,
    rule: '“I’m still here” closes a case, “I have left” and “I’m leaving on …” confirm it; nothing ends by an answer.',
    tests: [
      ...at(domain, '“I’m still here” closes one that is %s', 'a last day of %s is taken for what it is'),
      ...at(slack, twoOfThem),
      ...at(teams, 'the official answers in Teams with a day of its own calendar, and takes it back'),
    ],
  },
  {
    section: 6,
    rule: 'The other PSOs get the report, can confirm it and can say that they are gone too; reports of one official are one case.',
    tests: at(slack, twoOfThem),
    only: { platform: 'slack', why: 'the buttons are the same table; the report itself is played in Teams' },
  },
  {
    section: 6,
    rule: 'Only the operator and people on the help-desk list record a removal, never the one who reported or the one it is about.',
    tests: at(
      slack,
      'from the question to a new PSO, and what waited goes to her',
      twoOfThem,
      'the help desk records no removal that it reported itself',
    ),
    only: { platform: 'slack', why: 'who may is looked up in one place for both platforms' },
  },
  {
    section: 6,
    rule: 'The operator lists and shows the cases, records a removal, and closes one whose official is still there.',
    tests: at(cli, 'lists and shows a case with what to do next, and closes or records it once'),
    only: { platform: 'slack', why: 'a command: the platform does not matter' },
  },
  {
    section: 3,
    rule: 'A PSO can say “I’m leaving on <date>”: she is asked for a second PSO a week and a day before, and afterwards whether she left; nothing ends by itself.',
    tests: [
      ...at(
        slack,
        'says her last day, is asked for a second PSO before it and whether she left after it, and nothing ends by itself',
      ),
      ...at(teams, 'the official answers in Teams with a day of its own calendar, and takes it back'),
    ],
  },
  {
    section: 3,
    rule: 'The only PSO of a facility is told once that two are recommended, after a first one is approved and whenever one is left; the operator has a report.',
    tests: [
      ...story,
      ...at(
        slack,
        'one of two is gone: the one left is told once that two are recommended, and a case about a role that ended is over',
      ),
      ...at(cli, 'officials thin names facilities with no PSO or one, as lines, JSON and CSV'),
    ],
    only: { platform: 'slack', why: 'a message of one text, drawn through both renderers in test/views' },
  },
  {
    section: 3,
    rule: 'A change of ownership: nothing carries over, what waits at the old CCN is held with “Move to”, the new one’s first PSO goes to CMS; with the same CCN nothing changes.',
    tests: at(
      slack,
      'keeps what waits at the old number, its requester moves it, and the new number’s first PSO goes to CMS',
    ),
    only: { platform: 'slack', why: 'the button is the same table, drawn through both renderers in test/views' },
  },
];
