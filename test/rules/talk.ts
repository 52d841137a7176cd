import type { TestedRule } from './rule.ts';

/** Questions and answers about a request. */

const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));
const talk = 'slack/talk.test.ts';
const joining = 'people/joining.test.ts';
const each = 'slack/one-by-one.test.ts';

export const rules: TestedRule[] = [
  {
    section: 4,
    rule: 'An official asks the requester from the card; the answer goes to her, and every official of the request sees both.',
    tests: at(
      talk,
      'the question reaches her with who asks and about what, and the answer goes to the official who asked',
      'the last five lines stand on the card and the others under Details',
      'an official who comes later sees on her card what was said before',
    ),
  },
  {
    section: 4,
    rule: 'A question can be asked while something is undecided or approved, not after.',
    tests: at(talk, 'a question stays possible after the approval and ends when the role is there'),
  },
  {
    section: 4,
    rule: 'The requester can write first: to all who are asked, and to the official who rejected.',
    tests: at(
      talk,
      'while it waits she asks all its officials, any of them answers, and all see the first answer',
      'after a rejection she writes to the official who rejected, and only to her',
      'nobody else can write in her name, and she can’t once nobody is asked',
    ),
  },
  {
    section: 4,
    rule: 'What people write to each other passes the guard, has 500 characters and twenty lines a day, and is shown letter by letter.',
    tests: at(
      talk,
      '%s is refused and nothing of it is kept',
      'twenty messages a day about a request, then a clear sentence, and again the next day',
      'words are shown letter by letter: no markup, no link, nobody is called',
      'pressing Send twice sends one message',
      'two who write at the same moment both stand, in order',
    ),
  },
  {
    section: 4,
    rule: 'Several organizations are decided all at once or one by one; one by one, each has its own Approve and Reject.',
    tests: at(
      each,
      'Approve decides one place at once, and its row says so',
      'Reject opens the reason for that place alone, and the dialog below is true afterwards',
      'a hundred places stand on five pages of twenty, and every page decides',
      'an official sees and decides her own places only',
    ),
  },
  {
    section: 4,
    rule: 'Approving the rest is asked once, with the number, and touches only what still waits.',
    tests: at(each, 'the rest is approved after one question, without what was decided before'),
  },
  {
    section: 4,
    rule: 'A dialog that is out of date shows who was first, and decides nothing.',
    tests: at(
      each,
      'when somebody else decided meanwhile, a click says who and the dialog shows it',
      'a reason that comes too late is refused in words, and the dialog below shows who was first',
      'what the requester withdrew is shown as withdrawn',
      'an official who was removed decides nothing in a dialog that is still open',
      'two presses on Approve decide once',
    ),
  },
  {
    section: 1,
    rule: 'Only the requester and the officials of a request write about it; who that is is looked up when the form opens and when it is sent.',
    tests: at(
      talk,
      '%s, %s, can’t use the official’s button or send her form',
      'a removed official can’t ask any more and gets no answer',
      'a guest who was let request can answer',
      'a form that names %s is refused',
    ),
  },
  {
    section: 1,
    rule: 'A Slack and a Teams identity are joined only when exactly one of each has the address and the person confirms on both.',
    tests: at(
      joining,
      'becomes one person after a yes on both, and the operator is told',
      'two yeses on one side join nothing',
      'two Teams accounts with her address',
      'when %s meanwhile, the yes is refused',
      '"No" ends the question, tells the operator, and no later yes joins',
    ),
  },
  {
    section: 1,
    rule: 'Only an address that both platforms vouch for joins; what somebody types joins nothing.',
    tests: at(
      joining,
      '%s in Teams',
      'an address that Slack does not vouch for',
      'a domain that is not listed, and an address that several share',
      'somebody who types the address of another person',
      'somebody else can’t answer for her, in her name or with other ids',
    ),
  },
  {
    section: 1,
    rule: 'Nobody decides her own request through her other identity, joined or not.',
    tests: at(
      joining,
      'not before she said that both are hers',
      'not after the join, from either account',
      'what only she herself could decide is left to CMS',
    ),
  },
  {
    section: 1,
    rule: 'A person with two accounts is judged by the account she clicks with, and keeps everything of both.',
    tests: at(
      joining,
      'may decide if the account that clicks may',
      'keeps the requests, decisions, statements and words of both',
      'gets her cards on both platforms',
      'one account switched off takes nothing back while the other lives',
    ),
  },
];
