import type { TestedRule } from './rule.ts';

const steps = 'onboarding/steps.test.ts';
const slack = 'onboarding/slack.test.ts';
const teams = 'onboarding/teams.test.ts';
const list = 'onboarding/import.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 8,
    rule: 'The checklist has the steps that fit the person: somebody new, with a HARP ID, with an EIDM account, in training, a surveyor.',
    tests: [
      ...at(steps, '%s'),
      ...at(slack, 'finds her checklist on Home, says what fits her, and gets one message that stays true'),
      ...at(slack, 'leads past “Sign in to iQIES”, to production first, and to the disciplines at the end'),
      ...at(teams, 'begins with a word, and is one message that stays true'),
    ],
  },
  {
    section: 8,
    rule: 'Steps that the bot sees tick themselves and can’t be ticked or unticked by hand; the others are the person’s to tick and untick.',
    tests: [
      ...at(steps, 'a tick counts for steps that only she can know, and for no other'),
      ...at(slack, 'ticks what only she knows, and takes it back; a second press changes nothing'),
      ...at(slack, 'can’t tick what the bot sees by itself, nor what is no step'),
      ...at(slack, 'what the record shows can’t be unticked, and the rest ticks itself up to a role that works'),
      ...at(teams, 'a request ticks what it shows'),
    ],
  },
  {
    section: 8,
    rule: 'Each step has “I’m stuck”: the next step from the articles with source and contact, and back to the list.',
    tests: [
      ...at(steps, 'every step offers help, at most six ways, and more in training'),
      ...at(steps, 'an identity check that failed: retry, the reference number, manual proofing'),
      ...at(
        slack,
        'who is stuck gets the next step from the articles, with source and Service Center, and comes back to the list',
      ),
      ...at(teams, '“I’m stuck” leads to what helps, and back to the list'),
    ],
  },
  {
    section: 8,
    rule: 'Nobody is asked how identity questions were answered.',
    tests: [
      ...at(steps, 'nothing that people read asks how identity questions were answered'),
      ...at(slack, 'a failed identity check: no question about what was asked or answered'),
    ],
  },
  {
    section: 8,
    rule: 'A form can be filled in while its person waits for HARP, and is kept as long.',
    tests: at(slack, 'her form can be filled in while she waits for HARP, and is there weeks later'),
  },
  {
    section: 8,
    rule: 'An official can start a checklist for a new colleague, who is told who did and what they see, and says yes or no; they see how many steps are done, until she ends it.',
    tests: [
      ...at(slack, 'she is told who started it, what it is and what they see; until she says yes nothing is hers'),
      ...at(slack, 'its starter reads how many steps are done, and nothing when the colleague ended it'),
      ...at(slack, '“No, thanks” is all that its starter learns', 'somebody else’s list answers to nobody else'),
      ...at(slack, 'is refused, and nothing is kept: %s', 'an official who is removed sees none of it any more'),
      ...at(teams, 'an official starts one for a colleague, who says yes'),
    ],
  },
  {
    section: 8,
    rule: 'The operator starts checklists for a list of people, and sees how many steps are done.',
    tests: [
      ...at(list, 'with --yes each person is told who started it; the same file again starts nothing'),
      ...at(list, 'says how many steps are done, once the person said yes'),
      ...at(slack, 'waits for somebody who is not here yet'),
    ],
  },
  {
    section: 8,
    rule: 'One reminder, after five business days without a step (assumption), to whoever wants it.',
    tests: at(slack, 'comes once, after five business days without a step, to her who wants it'),
  },
  {
    section: 8,
    rule: 'Guests are told why they have none; without an e-mail address everything can be prepared.',
    tests: at(slack, 'a guest is told why not; somebody without an address can prepare'),
  },
];
