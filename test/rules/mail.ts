import type { TestedRule } from './rule.ts';

/** E-mail: to requesters, to officials who are not in chat, to the operator; and the number before a first decision. */

const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));
const requester = 'mail/requester.test.ts';
const officials = 'mail/officials.test.ts';
const stepUp = 'mail/step-up.test.ts';
const both = { platform: 'slack', why: 'what goes by e-mail does not depend on the platform' } as const;

export const rules: TestedRule[] = [
  {
    section: 4,
    rule: 'The requester is told of decisions in chat and by e-mail; small things stand in chat alone.',
    tests: [
      ...at(
        requester,
        'the requester is told of an approval in chat and by e-mail, with a link to the message and no token in it',
        'small things stand in chat alone: that it was sent in iQIES, a question, being asked to send it',
      ),
      ...at(
        'mail/teams.test.ts',
        'an official who took the app away is written to; the other one decides after her number',
      ),
    ],
  },
  {
    section: 4,
    rule: 'An e-mail that had to wait says what is so when it goes out; a decision is told, what is over is not.',
    tests: at('mail/late.test.ts', 'sends what is so now: the last word on each request, and nothing that is over'),
    only: both,
  },
  {
    section: 4,
    rule: 'One reminder a day, in the official’s working hours, by e-mail too.',
    tests: at(
      'mail/late.test.ts',
      'reminds an official in her working hours, once that day, also when the server was away at the hour',
    ),
    only: both,
  },
  {
    section: 3,
    rule: 'When e-mail is switched on, officials whom no chat reaches hear of what waits for them already.',
    tests: at(
      'mail/teams.test.ts',
      'when e-mail is switched on, officials who took the app away hear of what waits for them already',
    ),
    only: { platform: 'teams', why: 'only in Teams an account can be there and take no messages' },
  },
  {
    section: 3,
    rule: 'An official who is not in chat gets one e-mail with the request, which says that the decision is made in iQIES.',
    tests: [
      ...at(
        officials,
        'an official who is nowhere in chat gets one e-mail with the request, which says that she decides in iQIES',
        'it is one e-mail a request for all her facilities, and a second official who is in chat gets the card alone',
      ),
      ...at(
        'mail/teams.test.ts',
        'an official who took the app away is written to; the other one decides after her number',
      ),
    ],
  },
  {
    section: 4,
    rule: 'Officials who are not in chat are reminded by e-mail on the same days, once a day at most; the requester hears by e-mail, too, that a request ends undecided.',
    tests: at(
      'mail/reminders.test.ts',
      'officials who are not in chat are reminded after two and after four business days, of all in one e-mail',
      'the requester hears by e-mail, too, that it will expire, and that it has',
      'what is decided meanwhile is no longer in it, and nobody is reminded of nothing',
    ),
    only: both,
  },
  {
    section: 4,
    rule: 'Who was written to hears once when it is decided meanwhile, or when she is no official of it any more.',
    tests: at(
      officials,
      'once it is decided in chat, those who were written to hear that nothing is left, once',
      'an official who was removed hears it, without a word of what became of the request',
    ),
    only: both,
  },
  {
    section: 1,
    rule: 'Nothing goes to an address that several people read.',
    tests: at(officials, 'nothing goes to an address that several people read'),
    only: both,
  },
  {
    section: 3,
    rule: "The operator's notices go to OPERATOR_EMAIL, where it is set: the first at once, a storm of them as one e-mail.",
    tests: at(
      'mail/operator.test.ts',
      'gets the first notice at once, and the storm after it as one e-mail an hour later',
    ),
    only: both,
  },
  {
    section: 1,
    rule: 'Whatever else needs an official’s authority asks for the same number: what is still to be done in iQIES, statements, removing a role, lost and back, a review.',
    tests: at(
      'mail/step-up-everywhere.test.ts',
      'every button and form of the bot asks for the number, or is among those that need not',
      'does nothing at all before that: every deed is refused, and nothing changes',
      'is asked when he marks a role as lost; a wrong number does nothing, and the right one does it, in the list',
      'is asked before the form for a reason opens, and it opens when the number is right',
    ),
    only: both,
  },
  {
    section: 1,
    rule: "An official's first decision, and the first after her address or account changed, asks in a form for the number of the bot's own e-mail to the address on the officials list.",
    tests: [
      ...at(
        stepUp,
        'is asked for in the form alone, and when it is right the decision counts at once; never again after that',
        'five wrong numbers end it, and the right one is too late; three are sent an hour',
        'a number is over after 15 minutes, is nobody else’s, and is spent once',
        'is asked for again when her address changed',
      ),
      ...at(
        'mail/teams.test.ts',
        'an official who took the app away is written to; the other one decides after her number',
      ),
    ],
  },
];
