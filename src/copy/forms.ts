import { facts } from '#content/facts.ts';
import type { Answers, SurveyorHint } from '#domain/answers.ts';
import { mostMore } from '#domain/provider.ts';
import { bold, link, type Text } from './text.ts';
import { count, list } from './words.ts';

/** The words of the request form, step by step. Titles and buttons fit the 24 characters that Slack allows. */

export const formWords = {
  title: 'Request a role',
  next: 'Next',
  close: 'Close',
  back: 'Back',
  submit: 'Submit',
  finish: 'Done',
  category: 'Category of your organization',
  categoryHint: 'The same eight categories as in iQIES.',
  role: 'Role',
  roleHint: 'One role a request. You can ask for another one afterwards.',
  task: 'Or: what do you need to do?',
  taskHint: 'Leads you to the role. Leave it empty when you know the role.',
  environment: 'Which iQIES',
  environmentHint: 'Production, unless you were told to use the training site.',
  production: 'Production',
  training: 'Training environment',
  trainingAbout: 'Nothing in it is real.',
  generalUser: 'General User first',
  generalUserTick: 'I have the General User role in iQIES already',
  generalUserAbout: 'Kept as your word, with today’s date.',
  search: 'Facilities',
  searchPlaceholder: 'Type a name, city or CCN',
  searchHint: 'Search by name, city, State or CCN; add as many as you need.',
  paste: 'Or paste CCNs',
  pasteHint: 'Separated by commas, spaces or lines. Up to 100 in one request.',
  legalName: 'Legal name in HARP, if different',
  legalNameHint: 'Officials look people up by it.',
  harp: 'HARP account',
  harpTick: 'I have a HARP account with two-factor set up',
  harpAbout: 'iQIES takes no request without one.',
  notVendor: 'Working for the provider',
  notVendorTick: 'I work for this provider and am not a vendor',
  keep: 'Keep these CCNs?',
  keepTick: 'Yes, they are right: keep them',
  leaveOut: 'Leave these out?',
  leaveOutTick: 'Yes, ask for the others only',
} as const;

export const stepNote = (step: 1 | 2 | 3 | 4, name: string): Text => [
  `Step ${step} of 4: ${name}. What you enter is kept if you close this.`,
];

/** After a task was chosen: the role it leads to. */
export const taskLeads = (task: string, role: string, cannot: string | null): string =>
  `${task}: ${role}.${cannot === null ? '' : ` It can’t ${cannot}.`} Change it below if you need another one.`;

/** Step 3 for each kind of role; labels as iQIES prints them. */
export const step3 = {
  name: {
    providers: (role: string) => `facilities for ${role}`,
    state: (role: string) => `State for ${role}`,
    'contract-surveyor': (role: string) => `organizations for ${role}`,
    'contract-survey-admin': (role: string) => `organizations for ${role}`,
    contractor: (role: string) => `contractor for ${role}`,
  },
  training: 'TRAINING: this request is for the training environment.',
  onlyShownInTraining: (role: string): string =>
    `The job aids show ${role} in the training environment only; in production the screens may differ.`,
  assumed: 'The job aids show no screen for this role; iQIES may ask for more.',
  state: 'State',
  oneState: 'One State a request. Another State is a second request, which I offer afterwards.',
  employeeId: 'State Agency Employee ID',
  employeeIdHint: 'Optional. An answer opens further fields in iQIES.',
  surveyor: 'Are you a Surveyor?',
  surveyorHint: 'Optional. An answer opens further fields in iQIES.',
  surveyorSkip: 'Leave this question open',
  organization: 'Organization',
  organizationHint: 'For both CMS and a State, send two requests.',
  cmsChosen: 'Organization: CMS.',
  contractOrganizations: 'Contract Organization',
  contractOrganizationsHint: 'One or more.',
  surveyorStanding: 'Are you a New or Existing Surveyor?',
  federalId: 'Federal Surveyor ID',
  federalIdHint: 'If you have one.',
  federalIdAgain: 'Confirm Federal Surveyor ID',
  federalIdAgainHint: 'The same again.',
  contractorKnown: 'Contractor known here',
  contractor: (line: 'mac' | 'ado'): string =>
    line === 'mac' ? 'Which Medicare Administrative Contractor (MAC)?' : 'Which ADO contractor?',
  contractorHint: 'Its name as people there write it.',
  noOrganizations: 'iQIES asks for no organization for this role.',
  chainButton: 'Add facilities of a chain',
  chain: (name: string): string => `facilities of ${name}`,
  chainAll: 'All of them',
  chainAllTick: (n: number): string => `Add all ${n}`,
  chainSome: 'Or choose some',
  chainMore: (shown: number, more: number): string =>
    `The first ${shown} are here; ${more} more belong to this chain. One request takes 100.`,
} as const;

export const harpFirst: Text = [
  'No HARP account yet? Register at ',
  link('harp.cms.gov/register', facts.harpRegistration.value),
  ', set up two-factor, then come back: your form is kept.',
];

/** What is said for categories without roles in the job aids, and for those that are not taken here. */
export const categoryNotTaken = {
  rolesUnknown: (label: string): string =>
    `The iQIES job aids list no roles for ${label}. See the iQIES User Roles Matrix on QTSO, or ask the Service Center: ${facts.serviceCenterPhone.value}.`,
  vendor: `The job aids list no Vendor roles. A vendor needs the CCNs it works for, each provider’s PSO approves, and a vendor can’t be the PSO. Service Center: ${facts.serviceCenterPhone.value}.`,
  notHere: (label: string): string =>
    `I don’t take ${label} requests yet. Ask for the role in iQIES itself, with Request User Role.`,
} as const;

/** That PSOs approve vendors stands in no job aid (ground-truth, part B4). */
export const vendorLetter = {
  before:
    'A text for each provider’s PSO. That they approve vendors is from a public source (Missouri DHSS, archive 15761).',
  lines: [
    'Hello, we submit data in iQIES for FACILITY, CCN NUMBER.',
    'For that our staff need a Vendor role, which your Provider Security Official (PSO) approves.',
    'NAME (E-MAIL) sends the request in iQIES with your CCN. Please approve it, or tell us who your PSO is.',
    'COMPANY',
  ],
} as const;

export const wrongCcns = (problems: readonly string[], more: number): string =>
  `${problems.join(' ')}${more > 0 ? ` And ${count(more, 'more like these', 'more like these')}.` : ''}`;

/** Names were pasted where numbers go. */
export const namesForCcns = 'I read no CCN here. To find a facility by its name, search under Facilities above.';

export const unknownCcns = (asOf: string): string =>
  `Not in my list${asOf === '' ? '' : `s, whose newest part is of ${asOf}`}. If a number is on your letter from CMS, keep it.`;

export const nearMatch = (labels: readonly string[]): Text =>
  labels.length === 0 ? [] : [`Near: ${labels.join('; ')}`];

export const nursingHomesOnly = (role: string): string =>
  `${role} concerns nursing homes. Some of these are none; check before you go on.`;

export const review = {
  heading: (role: string): string => role,
  could: (could: string): Text => [`You could: ${could}.`],
  cannot: (cannot: string): Text => [bold(`You could not ${cannot}`), ' with this role.'],
  asked: 'Who will be asked',
  reach: (names: string): Text => [`Asked: ${names}`],
  leftOut: 'Left out',
  active: 'you have this role there already.',
  pending: 'you have asked for this there already.',
  covered: 'your PSO role there covers it.',
  page: (from: number, to: number, all: number): Text => [`Facilities ${from} to ${to} of ${all}.`],
  usual: 'It can take several days.',
  usually: (days: number): string => `Decisions there: ${usualTime(days)}.`,
  generalUserFirst: (state: string): string =>
    `In ${state} the State Agency S&C General User role comes first. Ask for that one, or tick below if you have it.`,
  onlyShownInTraining: (role: string): string =>
    `The job aids show ${role} in the training environment only; in production the screens may differ.`,
  training: 'TRAINING: this request is for the training environment.',
  later: (n: number): string => `${count(n, 'more facility is', 'more facilities are')} kept for a second request.`,
} as const;

/** The usual time to a decision in words. */
function usualTime(days: number): string {
  if (days === 1) return 'usually within a day';
  return days <= 14 ? `usually ${days - 1} to ${days} days` : 'usually more than two weeks';
}

/** What step 3 asked besides the organizations, as the requester and the official read it. */
export function answerLines(answers: Answers): string[] {
  const { employeeId, surveyor, contractOrganizations, surveyorStanding, federalSurveyorId } = answers;
  return [
    ...(contractOrganizations.length > 0 ? [`Contract Organization: ${list(contractOrganizations, 6)}`] : []),
    ...(surveyorStanding === null ? [] : [surveyorStanding === 'new' ? 'New surveyor' : 'Existing surveyor']),
    ...(federalSurveyorId === null ? [] : [`Federal Surveyor ID: ${federalSurveyorId}`]),
    ...(employeeId === null ? [] : [`State Agency Employee ID: ${employeeId}`]),
    ...(surveyor === null ? [] : [`Surveyor: ${surveyor ? 'yes' : 'no'}`]),
  ];
}

/** What does not fit together in a surveyor's answers; the official reads it too. */
export const surveyorHints = {
  'new-with-id': 'A new surveyor with a Federal Surveyor ID: check whether it is “Existing”.',
  'existing-without-id': 'An existing surveyor without a Federal Surveyor ID: iQIES may ask for it.',
} as const satisfies Record<SurveyorHint, string>;

export const sent = {
  title: 'Sent',
  toNobody: 'Nothing was sent to anybody here.',
  before: 'This request was sent already, and there is an answer: see my message to you.',
  to: (names: string): Text => [bold(`Sent to ${names}`), '. It can take several days.'],
  outside: 'Nobody in this chat can decide the rest. Your message from me says what to do.',
  stays: (n: number): string =>
    `${count(n, 'facility stays', 'facilities stay')} in your form: I know no official there yet.`,
  later: (n: number): string =>
    `${count(n, 'more facility is', 'more facilities are')} kept for a second request: open the form again.`,
  secondState: 'Another State',
  secondStateNote: 'iQIES takes one State a request. Do you need another one?',
  forBoth: (askedCms: boolean): string => (askedCms ? 'Ask for a State too' : 'Ask for CMS too'),
  forBothNote: 'CMS and a State are two requests. Do you need the other one too?',
} as const;

export const steps = {
  title: 'Your iQIES steps',
  intro: 'Enter exactly this in iQIES.',
  nothingLeft: 'Nothing is left to send in iQIES for this request. My message about it says how it stands.',
  sheet: (address: string, category: string, role: string): Text => [
    '1. Log in at ',
    link(address.replace(/^https:\/\/|\/$/g, ''), address),
    ' with your HARP user ID.\n2. ',
    bold('Request User Role'),
    ' (with a role already: the user icon, top right).\n3. Category: ',
    bold(category),
    '. Next.\n4. Role: ',
    bold(role),
    '. Next.',
  ],
  providers: '5. Search by CCN, add each of these, then Submit Request:',
  enter: '5. Enter this, then Submit Request:',
  nothingToAdd: '5. This role needs no organization: Submit Request.',
  contractorAssumed: '5. The job aids show no screen for this role. If iQIES asks for the contractor, it is:',
  skipSurveyor: 'Are you a Surveyor?: leave it open',
  stateLine: (name: string): string => `State: ${name}`,
  organizationLine: (name: string): string => `Organization: ${name}`,
  banner: 'iQIES then shows “Role Request Submitted”. Come back and press “I sent it in iQIES”.',
} as const;

export const rejecting = {
  title: 'Reject',
  reason: 'Reason',
  reasonHint: 'The person who asked reads it.',
  betterRole: 'The right role, if it is the wrong one',
  words: 'In your words',
  wordsHint: 'Up to 500 characters. No patient details, no passwords.',
  about: (who: string, role: string, where: string): Text => [`${who} asked for `, bold(role), ` ${where}.`],
} as const;

export const details = { title: 'Details', card: 'Request' } as const;

export const notSaved = 'We could not save this yet. Press Submit again.';
export const clickNotSaved = 'We could not save this just now. Nothing was changed; please press again in a minute.';
export const messageNotTaken = 'I can’t answer just now. Please send your message again in a minute.';
export const formNotOpened = 'The form did not open. Please press again; nothing was changed.';
export const formGone = 'This form is out of date. Close it and start again; what you entered before is kept.';

export const moreRows = (shown: number, more: number): string =>
  `${shown} shown, ${more > mostMore ? `over ${number(mostMore)}` : number(more)} more: type the city or CCN`;

const number = (count: number) => count.toLocaleString('en-US');

/** Where something can't be said at an input. */
export const problemDialog = { title: 'Not saved', close: 'Close' } as const;
export const answerDialog = { title: 'About your click', close: 'Close' } as const;
