import type { TestedRule } from './rule.ts';

const removed = 'slack/removed-role.test.ts';
const lost = 'slack/lost-role.test.ts';
const teams = 'teams/role-ends.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

const left = 'teams/left.test.ts';
const review = 'slack/role-review.test.ts';

const operator = { platform: 'slack', why: 'the operator’s commands do not depend on the platform' } as const;

export const rules: TestedRule[] = [
  {
    section: 1,
    rule: 'A requester who left, as the operator says where the platform does not: what waits is withdrawn, the officials told.',
    tests: [
      {
        file: 'operator/gone.test.ts',
        title:
          'the operator says that a requester left: what waits is withdrawn, her officials are told, and nothing without a yes',
      },
      { file: 'operator/gone.test.ts', title: 'she counts again when she writes again' },
    ],
    only: operator,
  },
  {
    section: 5,
    rule: 'A review says whom it can’t ask.',
    tests: [
      {
        file: 'operator/gone.test.ts',
        title: 'a review names the officials whom no chat reaches: they can’t be asked',
      },
    ],
    only: operator,
  },
  {
    section: 1,
    rule: 'An account switched off ends nothing in iQIES: the official counts as away and the operator is told; a requester’s pending items are withdrawn and officials told. In Teams, whoever took the app away has not left.',
    tests: [
      ...at(
        'slack/people.test.ts',
        'a requester whose account is switched off: her requests are withdrawn and the officials told',
      ),
      ...at('slack/official-accounts.test.ts', 'it %s: the operator is told once, what waits goes outside'),
      ...at(
        left,
        'an official who left the tenant counts as switched off once Teams says so twice, a day apart: the operator is told, nothing ends',
        'whoever took the app away or blocked the bot has not left, however long that is',
        'what a requester who left asked for is withdrawn, and her officials are told',
      ),
    ],
  },
  {
    section: 5,
    rule: 'A review started by the operator: one list for each official with exceptions to mark, a summary at the end; one finished list is enough for a place, and only her press removes what was marked.',
    tests: [
      ...at(
        review,
        'asks each security official once, for all her places, and reminds her weekly while it is open',
        'each row is right or should end, with a guarded reason; a mark removes nothing, and another official sees it',
        'nobody else marks, finishes or removes: who pressed is looked up',
        '“All others are right” finishes her places with one press; the other officials’ lists say so',
        'what was marked is removed by her press only, once, with its reason, and the person is told',
        'when every place was gone through the operator has a summary, and it is over',
      ),
      ...at(
        teams,
        'in Teams an official goes through her list of a review, marks a role with a reason, finishes, and removes it by her press',
      ),
    ],
  },

  {
    section: 5,
    rule: 'An official can remove a role she could approve, with a reason that is guarded; the person is told, and what is left to do in iQIES is said.',
    tests: [
      ...at(
        removed,
        'from who has what, with a reason that the person reads; what is left to do in iQIES is said, and the list is true',
        'from the card, of several places those she chooses; it counts no longer, and may be asked for again',
        'without a reason, with a secret in it or with one that is too long nothing is removed and nothing kept',
      ),
      ...at(
        teams,
        'in Teams an official removes a role with a reason, the list below is true afterwards, and the person is told',
      ),
    ],
  },
  {
    section: 5,
    rule: 'Nobody removes a role at a place that is not hers, her own, or a security-official role with that button; a removed role never counts again.',
    tests: [
      ...at(
        removed,
        'nobody removes a role at a place that is not hers, nor her own; who clicked is looked up, and a second press removes nothing',
        'a security-official role has no such button, and a forged one removes nothing',
        'a role that an official confirmed from a statement is removed like any other, and a removed one never counts again',
      ),
      ...at(
        teams,
        'in Teams an official removes a role with a reason, the list below is true afterwards, and the person is told',
      ),
    ],
  },
  {
    section: 5,
    rule: 'A role marked as lost in iQIES, by its person or an official, counts for nothing; the old request opens filled in; her word or a finished new request brings it back.',
    tests: [
      ...at(
        lost,
        'its person says so: it counts for nothing, and the old request opens filled in; “I have it again” is a statement',
        'an approved and finished new request brings it back too',
      ),
      ...at(
        teams,
        'in Teams a role is lost and back by its person’s word, and the reminder to log in is switched on and off',
      ),
    ],
  },
  {
    section: 5,
    rule: 'An official who lost the role decides nothing, until another official or the operator confirms that it is back.',
    tests: [
      ...at(
        lost,
        'an official says so of another official: she decides nothing, the others keep her cards, and one of them brings her back',
        'she does not bring herself back, nor does anybody who is no official there',
        'what waits is held and the requester told; the operator’s word releases and delivers it, and nothing is asked again',
      ),
      ...at(
        teams,
        'in Teams an official who lost the role decides nothing until another official says that it is back',
      ),
    ],
  },
  {
    section: 5,
    rule: 'Who wants it is reminded every 45 days to log in, and can stop that with a button of the message.',
    tests: [
      ...at(lost, 'comes every 45 days to those who want it, once also after a long pause, and stops when she says so'),
      ...at(
        teams,
        'in Teams a role is lost and back by its person’s word, and the reminder to log in is switched on and off',
      ),
    ],
  },
  {
    section: 3,
    rule: 'If the last official of an organization is removed or suspended, what waits is held and the requester told; a new official, by the operator’s list, by a request or by the operator’s word, releases it, and nothing is asked again.',
    tests: [
      ...at(
        lost,
        'what waits is held and the requester told; the operator’s word releases and delivers it, and nothing is asked again',
        'a new official by the operator’s list releases it; the list does not bring the lost one back',
        'a colleague’s request for the role goes to CMS; approved there and confirmed here it releases what was held',
      ),
      ...at(
        'slack/officials-come-and-go.test.ts',
        'more requests than one change moves: each of them is held, and each comes to the next official',
      ),
    ],
    only: {
      platform: 'slack',
      why: 'where a request goes is decided by the record for both platforms; messages of both are drawn from it',
    },
  },
];
