import type { TestedRule } from './rule.ts';

const fields = 'slack/every-role-fields.test.ts';
const at = (...titles: string[]) => titles.map((title) => ({ file: fields, title }));

export const rules: TestedRule[] = [
  {
    section: 2,
    rule: 'She may start from the task and is led to the role, with what it can’t do.',
    tests: at(
      'starts from the task and is led to the role, with what it can’t do',
      'a task that several categories have asks for the category',
    ),
  },
  {
    section: 2,
    rule: 'Eight categories; for the four without roles in the documents the bot says so and invents none; for Vendor it says what is known.',
    tests: at('%s: said so, with where to ask; no role is invented'),
  },
  {
    section: 2,
    rule: 'For Vendor: a text to send to the PSOs who approve, with its public source.',
    tests: at('a vendor gets a text to send to the PSOs who approve, and the source of that'),
  },
  {
    section: 2,
    rule: 'Production unless training is chosen; training only for the roles of document 004.',
    tests: at(
      'training is refused for roles that the job aids do not describe there',
      'is not asked for Provider roles',
    ),
  },
  {
    section: 2,
    rule: 'Roles that document 004 shows in training only say so in production.',
    tests: at('a role that the job aids show in training only says so in production'),
  },
  {
    section: 2,
    rule: '“Are you a Surveyor?” is optional for the General User in production and left out in training.',
    tests: at('“Are you a Surveyor?” is asked in production and left out in training'),
  },
  {
    section: 2,
    rule: 'State Agency: one State a request, the second is offered; the Employee ID is optional.',
    tests: at(
      'one State a request: without one, a field error; the second State is offered afterwards',
      'two States smuggled into one field are none',
      'the Employee ID is optional; one that can’t be one, or looks like a Social Security number, is a field error',
    ),
  },
  {
    section: 2,
    rule: 'General User first, unless it is approved or active, or she states that she has it; not for a State’s first Security Official.',
    tests: at(
      'General User first: the other roles wait for it, or for her word that she has it',
      'General User first: once it is approved, the others go without her word',
      'General User first does not apply to the first State Agency Security Official of a State',
    ),
  },
  {
    section: 2,
    rule: 'Contract Surveyor: CMS or one State, contract organizations, New or Existing, Federal Surveyor ID that matches; both CMS and State are two requests.',
    tests: at(
      'for CMS: no State and no Federal Surveyor ID are asked',
      'for a State: choosing it shows State and Federal Surveyor ID, with what was entered kept',
      'an ID and its confirmation that differ are a field error',
      'no contract organization: a field error; one that was smuggled in counts as none',
      'both CMS and a State are two requests: the other one is offered',
    ),
  },
  {
    section: 2,
    rule: 'New with an ID or Existing without: a hint, shown on the card, never refused.',
    tests: at('existing without an ID: never refused, a hint that the official reads too'),
  },
  {
    section: 2,
    rule: 'MAC and ADO roles ask which contractor (assumption).',
    tests: at('ask which contractor: one known here, or a name; none is a field error'),
  },
  {
    section: 2,
    rule: 'All facilities of a chain can be ticked where the list names the chain.',
    tests: at('all facilities of the chain are one tick, and none of another'),
  },
  {
    section: 2,
    rule: 'A draft closed on one day is there on the next, with every field.',
    tests: at('closed on Monday is there on Tuesday, with every field of step 3'),
  },
  {
    section: 2,
    rule: 'What is pending already is named and left out.',
    tests: at('a request for the same role at the same place is not asked twice'),
  },
  {
    section: 2,
    rule: 'Same facilities, another role.',
    tests: at('the same facilities for another role are one press away'),
  },
];
