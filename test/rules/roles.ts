import type { TestedRule } from './rule.ts';

const statements = 'slack/statements.test.ts';
const whoHasWhat = 'slack/who-has-what.test.ts';
const profile = 'slack/my-profile.test.ts';
const imported = 'cli/roles.test.ts';
const disciplines = 'slack/disciplines.test.ts';
const at = (file: string, ...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 2,
    rule: 'The operator can import existing roles; they satisfy the General User rule and give no authority.',
    tests: at(
      imported,
      'shows what would be added, adds it with --yes, and adds nothing the second time',
      'names the lines that can’t be used, and adds the others',
      'an import of officials ends no ordinary role, also with --replace',
      'nobody is looked up in chat for it, and the operator hears nothing of it',
      'gives no authority, and ends with no list of officials',
      'satisfies the General User rule',
    ),
  },
  {
    section: 2,
    rule: '“I already have this role in iQIES” is a statement with date and identity, shown as stated, not checked.',
    tests: at(
      statements,
      'is kept with its date and shown as stated, not checked',
      'the same again is refused and kept once',
      'she can take it back, once, and nobody else can',
    ),
  },
  {
    section: 2,
    rule: 'A statement satisfies the General User rule and asks for disciplines.',
    tests: at(
      statements,
      'a stated General User role opens the other State Agency roles of that State and environment',
      'a stated surveyor role asks for disciplines, and keeps them',
    ),
  },
  {
    section: 2,
    rule: 'A statement never gives authority.',
    tests: at(
      statements,
      'stating a security-official role gives no authority, and the form says so',
      'a security-official role is not confirmed with a button, and can be struck',
    ),
  },
  {
    section: 2,
    rule: 'An official who would decide a role can confirm or strike a statement of it, once, and not her own.',
    tests: at(
      statements,
      'confirming makes the role known here, and the person is told',
      'striking takes it away, and the person is told',
      'each statement is settled once, whoever is first',
      'nobody settles her own statement, nor one of a place that is not hers',
      'an official who was removed meanwhile settles nothing',
    ),
  },
  {
    section: 7,
    rule: 'Officials see who has what at their own places, also as CSV; nobody else does.',
    tests: at(
      whoHasWhat,
      'an official sees people, roles, since when and how it is known, at her own places only',
      'nobody else opens it: looked up at the click, refused and recorded',
      'an official for training sees training only',
      'twenty rows a page, to the last of thousands',
      'the CSV holds every row, page by page, and nothing that a spreadsheet would run',
    ),
  },
  {
    section: 5,
    rule: 'Once a surveyor role is active, the profile shows the missing-discipline banner until one discipline is chosen.',
    tests: at(
      disciplines,
      'a surveyor whose role is ready is asked for a discipline until she chose one',
      'a Contract Survey Admin is asked as well, an Assessment Submitter is not',
    ),
  },
  {
    section: 5,
    rule: 'More than one of the 38 disciplines can be chosen, and changed later; labels with semicolons stay whole.',
    tests: at(
      disciplines,
      'all 38 can be chosen, the longest is kept and shown in full, and chosen ones can be changed later',
      'each discipline has an option of its own within 75 characters',
      'half of a label with a semicolon',
    ),
  },
  {
    section: 5,
    rule: 'The bot says that disciplines must be saved in iQIES too, whose banner it can’t see.',
    tests: at(disciplines, 'a surveyor whose role is ready is asked for a discipline until she chose one'),
  },
  {
    section: 7,
    rule: 'My Profile shows pending requests with the columns of iQIES, as far as they are known.',
    tests: at(
      profile,
      'shows a pending request with the columns of iQIES, the date as MM/DD/YYYY in her own time zone',
      'a surveyor’s request shows the State and whether she is new',
      'without a known official the columns say so, as iQIES does',
    ),
  },
  {
    section: 7,
    rule: 'My Profile shows User Roles by category, with the State in the role’s name.',
    tests: at(profile, 'roles stand under their category'),
  },
  {
    section: 7,
    rule: 'Officials see what waits, the oldest first, what is still to do in iQIES, their organizations and who else is there.',
    tests: at(
      profile,
      'an official sees what waits, the oldest first, and apart from it what is still to do in iQIES',
      '200 open and 200 earlier requests, 100 roles and an official’s lists fit on one page, and nothing is lost',
    ),
  },
];
