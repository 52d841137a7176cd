import type { TestedRule } from './rule.ts';

const after = 'slack/after-decision.test.ts';
const table = 'authority/after-decision.test.ts';
const commands = 'cli/requests.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 2,
    rule: '“Change” withdraws what is undecided and opens the form filled in with it; the new request is linked.',
    tests: at(
      after,
      'Change takes back what is undecided and opens the form filled in; the new card says that it follows',
      'Change keeps the answers of other roles too',
      'Change is not for what is decided, nor for others: nothing is taken back',
    ),
  },
  {
    section: 3,
    rule: 'The requester records the outcome of what is decided in iQIES.',
    tests: at(
      after,
      'she records the outcome: a rejection is her word and can be asked again',
      'an ordinary role is hers once she says so',
      'nobody else records it, and a second click changes nothing',
    ),
  },
  {
    section: 3,
    rule: 'A security-official role recorded so gives authority here only after the operator confirms it.',
    tests: [
      ...at(after, 'a security-official role gives no authority until the people who run the bot confirm it'),
      ...at(commands, 'list what people say iQIES approved, and make one count'),
    ],
  },
  {
    section: 4,
    rule: '“Already decided in iQIES” records that; the requester is told who says so.',
    tests: at(
      after,
      'an official records that it was approved there: the role is ready, and nobody is said to have approved it here',
      'an official records that it was rejected there: she is told so, and can ask again',
      'a second click, and the official of another facility, change nothing',
    ),
  },
  {
    section: 4,
    rule: 'Until it is done in iQIES, an official of that organization can take an approval back with a reason: pending again, all told.',
    tests: [
      ...at(
        after,
        'until it is done in iQIES, with a reason: it waits again, and everybody is told',
        'can be approved again, and becomes one role',
        'not once it is done in iQIES: an open dialog is refused in words',
        '%s, %s, can neither open the dialog nor send it',
      ),
      ...at(table, '%s in the state %s gives %s', 'another official of the organization may take it back too'),
    ],
  },
  {
    section: 4,
    rule: 'A rejected item stays rejected; asking again is a new, linked request with the old answers.',
    tests: at(
      after,
      'Ask again after a rejection is a new, linked request; the rejected one stays rejected',
      'Ask again stands with the earlier requests of My Profile',
    ),
  },
  {
    section: 5,
    rule: '“I got the approval e-mail” makes an ordinary role active, and the officials are told; never a security-official role.',
    tests: [
      ...at(
        after,
        'makes an ordinary role hers by her word, and its officials are told',
        'Done in iQIES and the e-mail at the same moment give one role',
        'never makes a security-official role hers: no button, and a forged click is refused in words',
      ),
      ...at(table, 'no security-official role becomes active by an e-mail that its requester says came'),
    ],
  },
  {
    section: 5,
    rule: 'The operator can settle an item with a reason.',
    tests: [
      ...at(
        after,
        '%s: all copies say who it was, and the reason is told',
        'a security-official role that the operator records as active gives authority at once',
        'a security-official role by somebody’s word is settled as %s: it waits for nobody any more',
        'what is over, an unknown item, no reason or a secret: refused, recorded, and nothing is kept',
      ),
      ...at(
        commands,
        'records it with the reason, beside the running bot, and everybody is told',
        '%s: refused with a sentence, and nothing is changed',
      ),
    ],
  },
  {
    section: 5,
    rule: 'It is never claimed that somebody pressed a button here who did not.',
    tests: [
      ...at(table, 'what is known otherwise than from a button here says so'),
      ...at(after, 'an official who clicks afterwards is not told that an official was first'),
    ],
  },
];
