import type { TestedRule } from './rule.ts';

const clicks = 'slack/authority-clicks.test.ts';
const people = 'slack/people.test.ts';
const form = 'slack/bad-input-form.test.ts';
const protocol = 'slack/bad-input-protocol.test.ts';
const faults = 'slack/bad-input-faults.test.ts';
const follow = 'slack/follow-up.test.ts';
const story = 'slack/story.test.ts';
const roles = 'slack/every-role.test.ts';
const rolesInTeams = 'teams/every-role.test.ts';
const inTeams = 'teams/bad-input.test.ts';
const table = 'authority/authority.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 1,
    rule: 'An address counts only where the platform vouches for it and its domain is on the operator’s list.',
    tests: at(people, 'a domain that the operator did not list', 'somebody of another workspace'),
  },
  {
    section: 1,
    rule: 'A changed address keeps the person and the roles, and the operator sees it.',
    tests: at(people, 'a changed address keeps the person and her authority, and the operator sees it'),
  },
  {
    section: 1,
    rule: 'An old address later given to somebody else gives nothing and is reported.',
    tests: at(people, 'an old address later given to somebody else gives nothing and is reported'),
  },
  {
    section: 1,
    rule: 'An address held by two accounts never decides.',
    tests: at(
      people,
      'an address that two live accounts have decides for neither, and the other official still can',
      'an address that becomes held by two takes the buttons away at once, and gives them back when it is one person’s again',
    ),
  },
  {
    section: 1,
    rule: 'Without an e-mail address one can draft, and submit once there is one.',
    tests: at(
      people,
      'a person without an address drafts, reads what is missing at Submit, and goes on once she has one',
    ),
  },
  {
    section: 1,
    rule: 'Guests and people of other workspaces never decide, and ask only where the operator allows it.',
    tests: at(
      people,
      'a guest asks where the operator allows it, and still never decides',
      'a guest who opens the form from a button is refused as well',
    ),
  },
  {
    section: 1,
    rule: 'An account that is switched off: what waits of it is withdrawn and the officials are told.',
    tests: at(people, 'a requester whose account is switched off: her requests are withdrawn and the officials told'),
    only: {
      platform: 'slack',
      why: 'Teams tells no bot of a closed account: she counts as out of reach once something is written to her',
    },
  },
  {
    section: 1,
    rule: 'Who clicked and whether she may is looked up at the click; nobody decides outside her organizations.',
    tests: [
      ...at(
        clicks,
        'who presses Approve is looked up at the click',
        'an official decides hers only, even with the positions of the others',
      ),
      ...at(table, 'the authority table'),
    ],
  },
  {
    section: 1,
    rule: 'Nobody decides their own request.',
    tests: at(clicks, 'can’t approve it, although she decides for that facility'),
  },
  {
    section: 1,
    rule: 'A removed official is refused, and the card is shown true.',
    tests: at(clicks, 'an official removed from the list is refused and her card says so'),
  },
  {
    section: 1,
    rule: 'No official found never means that anyone may.',
    tests: at(table, 'nobody is left to decide where no grant stands'),
  },
  {
    section: 2,
    rule: 'Every role of the job aids is asked for with the fields of its step 3, in production and, where document 004 shows it, in training.',
    tests: [...at(roles, '%s in %s'), ...at(rolesInTeams, '%s in %s')],
  },
  {
    section: 2,
    rule: 'Back keeps what was entered; closing keeps a draft; coming back goes on with it.',
    tests: at(
      form,
      'Back keeps facilities, role and category',
      'closing keeps the form, and the command goes on with it where it was',
      'closing keeps even what was typed and never sent',
    ),
  },
  {
    section: 2,
    rule: 'Submitting twice gives one request.',
    tests: at(
      form,
      'the same Submit again gives one request, one card and the same answer',
      'two Submits at the same moment give one request',
    ),
  },
  {
    section: 2,
    rule: 'Pasted numbers are parted, cleaned, and read as CCNs; what is wrong with one is said.',
    tests: [
      ...at('providers/ccn.test.ts', 'are parted at commas, semicolons, spaces and lines, kept in order, each once'),
      ...at(form, 'and of 60 pasted numbers reads the 5 that are wrong, and keeps the others'),
    ],
  },
  {
    section: 2,
    rule: 'A well-formed CCN that is in no list is asked about, never blocked.',
    tests: at(form, 'and keeps a CCN that is in no list with one tick'),
  },
  {
    section: 2,
    rule: 'Up to 100 organizations a request; more are offered as a second one.',
    tests: at(
      form,
      'and of 101 the last one is kept for a second request',
      'and asks for 100 in one request, which one official approves at once',
    ),
  },
  {
    section: 2,
    rule: 'What a role covers already is left out.',
    tests: at(people, 'a Provider Security Official is not asked again for what her role covers'),
  },
  {
    section: 2,
    rule: 'The HARP account is said to exist before a request goes out.',
    tests: at(form, 'Submit without the HARP tick says so and sends nothing'),
  },
  {
    section: 2,
    rule: 'Options that were tampered with change nothing.',
    tests: [
      ...at(protocol, 'a role of another category at the role step: asked again', 'a form that was tampered with'),
      ...at(inTeams, 'altered ids, an unknown button, form or invoke change nothing'),
    ],
  },
  {
    section: 3,
    rule: 'Who decides follows the table of roles and organizations.',
    tests: at(table, 'the authority table', 'is printed in full in docs/authority.md'),
  },
  {
    section: 3,
    rule: 'Organizations without a known official stay in the draft, the others go out, and she hears when there is one.',
    tests: [
      ...at(people, 'a facility without a known official stays in the form, the others go out'),
      ...at(follow, 'a facility without a known official stays in the form, and she hears when there is one'),
    ],
  },
  {
    section: 3,
    rule: 'An official who is not in chat: the request is decided in iQIES, and the requester reads so.',
    tests: at(people, 'an official who is not in chat: outside, with her name, and the requester reads what to do'),
  },
  {
    section: 3,
    rule: 'An official’s own request goes to the others; without any, to CMS, with the advice to find a second.',
    tests: at(
      people,
      'the request of one of two goes to the other only',
      'the request of the only Provider Security Official goes outside, with the advice to find a second',
    ),
  },
  {
    section: 3,
    rule: 'Two officials are recommended: after a first one, she is told once.',
    tests: at(
      follow,
      'a first PSO approved by a CMS official in chat gets authority when it is done, and is told to find a second',
    ),
  },
  {
    section: 4,
    rule: 'Every official of an organization gets the card, a new one for what already waits.',
    tests: at(
      people,
      'a further official gets the card of what already waits',
      'an official who joins the chat later gets the card of what waits',
    ),
  },
  {
    section: 4,
    rule: 'A rejection has a reason, which the requester reads; the right role is one press away.',
    tests: at(follow, 'when the official names a better role, one press asks for it with the same facility'),
  },
  {
    section: 4,
    rule: 'The first decision counts; the second official reads who was first.',
    tests: [
      ...at(clicks, 'an official who comes second reads who was first, and her card is made true'),
      ...at(form, 'two officials who press at the same moment: one decides, the other reads who it was'),
    ],
  },
  {
    section: 4,
    rule: 'All copies of the card and the requester’s message change.',
    tests: at(story, 'goes from the command to a role in iQIES, with every copy true'),
  },
  {
    section: 4,
    rule: 'A change that can’t be saved is said so, and the same press works later, once.',
    tests: [
      ...at(faults, 'Approve: 503, told privately, nothing decided; the next press decides once'),
      ...at(inTeams, 'Approve while the record can’t be written: said so, and the next press decides once'),
    ],
  },
  {
    section: 5,
    rule: 'Withdrawing takes back undecided items only, and every card shows it.',
    tests: at(people, 'a request that its requester withdraws leaves every card without buttons'),
  },
  {
    section: 5,
    rule: '“Not in iQIES yet” asks the requester to send it, at most once a day.',
    tests: at(follow, '“Not in iQIES yet” asks the requester once a day'),
  },
  {
    section: 5,
    rule: '“Done in iQIES” by an official makes the role active.',
    tests: at(story, 'goes from the command to a role in iQIES, with every copy true'),
  },
  {
    section: 7,
    rule: 'An official decides from My Profile, and what stands there is true at once.',
    tests: at(follow, 'an official decides from My Profile, and the dialog shows the card true'),
  },
];
