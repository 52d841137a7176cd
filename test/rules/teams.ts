import type { TestedRule } from './rule.ts';

/** Who people of Teams are, and whom the bot can write to there. */

const door = 'teams/door.test.ts';
const reach = 'teams/reach.test.ts';
const across = 'teams/across.test.ts';
const story = 'teams/story.test.ts';
const badInput = 'teams/bad-input.test.ts';

export const rules: TestedRule[] = [
  {
    section: 1,
    rule: 'A person of Teams is a tenant and an Entra object id, described by the roster: her e-mail counts while she is a member of an allowed tenant and no guest.',
    tests: [
      { file: reach, title: 'a person is known as the roster describes her, and asked about again after ten minutes' },
      { file: reach, title: 'a person of the tenant whose Entra id is not the roster’s is nobody' },
    ],
    only: { platform: 'teams', why: 'about accounts of Entra; those of Slack stand in the rules above' },
  },
  {
    section: 1,
    rule: 'What comes from a tenant that is not allowed is refused; a person of another tenant in a shared channel can ask questions.',
    tests: [
      { file: door, title: 'a person of a foreign tenant is refused with 403, whatever she sends' },
      {
        file: reach,
        title: 'a person of another tenant in a shared channel is known as such: she can ask, and never decides',
      },
    ],
    only: { platform: 'teams', why: 'Slack signs for one workspace; people of others are the strangers above' },
  },
  {
    section: 1,
    rule: 'Several tenants stand side by side: people are known in their own, and an official of one decides for somebody of another when the list says so.',
    tests: [
      {
        file: 'teams/two-tenants.test.ts',
        title:
          'people of two tenants are each known in their own; an official of one decides for somebody of the other, as the list says',
      },
    ],
    only: { platform: 'teams', why: 'a bot token of Slack is of one workspace' },
  },
  {
    section: 3,
    rule: 'Whom no chat reaches is no failure: what she is told waits for her, and the operator sees which officials hear of nothing.',
    tests: [
      { file: reach, title: 'what a person is told waits when she' },
      {
        file: 'teams/unreachable.test.ts',
        title: 'an official is out of reach until she uses the bot, and again when she takes it away',
      },
    ],
    only: { platform: 'teams', why: 'in Slack everybody of the workspace can be written to' },
  },
  {
    section: 4,
    rule: 'Whichever copy is pressed first decides, on Slack or on Teams; all copies on both platforms change.',
    tests: [
      { file: across, title: 'a request from Slack is decided in Teams, and the copies on both platforms change' },
      { file: across, title: 'a request from Teams is decided in Slack, and the copies on both platforms change' },
      { file: across, title: 'two officials who press at once on two platforms make one decision' },
      { file: across, title: 'an official on both reads a request on both, and the first press counts for both' },
    ],
  },
  {
    section: 2,
    rule: 'A form begun on one platform goes on on the other, once both accounts are one person.',
    tests: [{ file: across, title: 'a form begun in Slack goes on in Teams, once both accounts are one person' }],
  },
  {
    section: 2,
    rule: 'In Teams a closed form keeps its draft, and Back keeps what was entered.',
    tests: [
      { file: story, title: 'Back keeps what was entered' },
      { file: story, title: 'closing it keeps the draft, and "request" goes on where it was' },
    ],
    only: { platform: 'teams', why: 'the same of Slack stands above' },
  },
  {
    section: 4,
    rule: 'A press in Teams carries ids only: who is no official there, the requester herself and guests are refused in plain words, on record, and nothing is changed.',
    tests: [
      { file: badInput, title: '%s, %s, presses Approve: a plain reason, on record, and it still waits' },
      { file: badInput, title: 'altered ids, an unknown button, form or invoke change nothing' },
      { file: badInput, title: 'Approve pressed twice, and the same press sent again, is one decision' },
      { file: badInput, title: 'a card pressed after the decision says who was first' },
    ],
    only: { platform: 'teams', why: 'the same of Slack stands above' },
  },
  {
    section: 7,
    rule: 'In Teams My Profile is one message, and later changes edit it.',
    tests: [{ file: story, title: 'My Profile is posted once, and later changes edit that message' }],
    only: { platform: 'teams', why: 'in Slack it is the Home tab, which is published anew' },
  },
];
