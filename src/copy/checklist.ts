import type { ProblemId } from '#content/checklist.ts';
import { facts } from '#content/facts.ts';
import type { AccountKind, Fit, Progress, Step, StepId } from '#domain/checklist.ts';
import type { ShownChecklist, ShownColleague, ShownInvite } from '#domain/shown-checklist.ts';
import { trainingFirst } from './card.ts';
import { bold, dated, link, type Text } from './text.ts';
import { count, officialTitle, placeLabel } from './words.ts';

/** The words of the checklist: what to do at each step, what helps, and who sees how far somebody is. */

export const checklistWords = {
  title: 'My checklist',
  open: 'Open my checklist',
  start: 'Start my checklist',
  begin: 'New to iQIES? A checklist leads you from a HARP account to a role that works.',
  offer: 'Your steps into iQIES, from a HARP account to a role that works.',
  tick: 'I have done this',
  untick: 'Not done yet',
  stuck: 'I’m stuck',
  what: 'What happens?',
  back: 'Back to my list',
  other: 'Something else',
  done: 'Done',
  form: 'Fill in the form',
  steps: 'Show my iQIES steps',
  disciplines: 'Choose disciplines',
  change: 'Change what fits me',
  end: 'End this list',
  reopen: 'Open it again',
  confirmEnd: {
    title: 'End this list?',
    text: 'Nothing that you asked for changes. Whoever started the list for you no longer sees how far you are.',
    yes: 'End it',
    no: 'Keep it',
  },
  never: 'Your password, codes, and what HARP asks about you belong in HARP alone. I never need them.',
  neverAnswers: 'Don’t tell me what HARP asked you, or how you answered.',
  closed: 'You ended your checklist. Nothing that you asked for has changed.',
  closedTitle: 'Your checklist is ended',
} as const;

export const fitWords = {
  about: 'Tell me what you have, and the list fits you. Nobody is asked for anything yet.',
  account: 'What do you have already?',
  accounts: {
    new: { label: 'No account yet', about: 'Also right when you are not sure.' },
    harp: { label: 'A HARP ID', about: 'Your HARP account is set up, with two-factor.' },
    eidm: { label: 'An EIDM account', about: 'An older account of CMS. HARP takes it.' },
  } satisfies Record<AccountKind, { label: string; about: string }>,
  environment: 'Where do you need access?',
  production: 'iQIES',
  training: 'iQIES training environment',
  surveyor: 'Surveyors',
  surveys: 'I survey for a contractor',
  surveysAbout: 'Contract Surveyor or Contract Survey Admin',
  nudge: 'Reminder',
  remind: (days: number): string =>
    `Remind me once if nothing moves for ${count(days, 'business day', 'business days')}`,
  submit: 'Show my list',
  close: 'Close',
} as const;

const iqies = facts.iqiesAddress.value;
const short = (address: string): string => address.replace(/^https:\/\/|\/$/g, '');

const titles: Record<StepId, string> = {
  'harp-account': 'Make a HARP account',
  'eidm-log-in': 'Log in to HARP with your EIDM account',
  'two-factor': 'Set up two-factor in HARP',
  'second-log-in': 'Log in to HARP once more',
  'first-log-in': 'Log in to iQIES',
  'role-request': 'Ask for your role here',
  'iqies-step': 'Send the same request in iQIES',
  approval: 'Your security official decides',
  active: 'Your role is set up in iQIES',
  disciplines: 'Choose your surveyor disciplines',
};

/** What is done reads as done. */
const doneTitles: Partial<Record<StepId, string>> = {
  'role-request': 'You asked for your role here',
  'iqies-step': 'You sent the same request in iQIES',
  approval: 'Your security official approved it',
};

/** What a step is called. */
export const stepTitle = (id: StepId): string => titles[id];

/** What to do at a step, in a few words. Sources: content/checklist.ts. */
export function stepText(id: StepId, { environment }: Fit, places: ShownChecklist['places']): Text {
  const training = environment === 'training';
  switch (id) {
    case 'harp-account':
      return [
        'Register at ',
        link(short(facts.harpRegistration.value), facts.harpRegistration.value),
        ' with your legal name. HARP checks who you are with questions that only you can answer. An e-mail confirms the account.',
      ];
    case 'eidm-log-in':
      return [
        'You don’t register again: use your EIDM user ID and password at ',
        link('HARP', facts.harpHelp.value),
        '. If registering says that your e-mail exists already, this is why.',
      ];
    case 'two-factor':
      return [
        'Choose a device type, give your phone number or e-mail, and type the code that comes, all in HARP. Then complete the set-up.',
        ...(training
          ? [' ', bold('Don’t press “Sign in to iQIES” at the end'), '; the next step says where to go.']
          : []),
      ];
    case 'second-log-in':
      return ['With an EIDM account this is part of the set-up, not an error: after two-factor, log in to HARP again.'];
    case 'first-log-in':
      return training
        ? [
            'First at ',
            link(short(iqies), iqies),
            ', then at ',
            link(short(facts.trainingAddress.value), facts.trainingAddress.value),
            ', with your HARP user ID and a code.',
          ]
        : ['At ', link(short(iqies), iqies), ', with your HARP user ID, your password there, and a code.'];
    case 'role-request':
      return [
        'You can fill in the form before your account is ready: what you enter is kept. Send it once HARP is set up.',
      ];
    case 'iqies-step':
      return ['Without it your official has nothing to approve there. “Show my iQIES steps” has everything to enter.'];
    case 'approval':
      return [
        'It can take several days. I’ll tell you when it is decided.',
        ...ofPlaces(places?.approved, places, 'approved'),
      ];
    case 'active':
      return [
        'Your official does this in iQIES. I’ll tell you when; then you log in.',
        ...ofPlaces(places?.active, places, 'ready'),
      ];
    case 'disciplines':
      return ['At least one, here and in iQIES, once your role is there.'];
  }
}

function ofPlaces(n: number | undefined, places: ShownChecklist['places'], word: string): string[] {
  return n === undefined || places === null || places.all === 1 ? [] : [` ${n} of ${places.all} places ${word}.`];
}

/** A step in one line of the list. The mark is said in words, too: people listen to it. */
export function stepLine({ id, done }: Step, { places }: ShownChecklist): Text {
  if (done === null) return [`○ Later: ${titles[id]}`];
  const n = id === 'approval' ? places?.approved : id === 'active' ? places?.active : undefined;
  const some = n !== undefined && places !== null && n < places.all ? `, ${n} of ${places.all} places` : '';
  return [
    `✓ Done: ${doneTitles[id] ?? titles[id]}${some}`,
    done.by === 'her' ? ', you said on ' : ', ',
    dated(done.at),
  ];
}

/** The step to do now. */
export const stepNow = (id: StepId, list: ShownChecklist): Text => [
  bold(`→ Now: ${titles[id]}`),
  '\n',
  ...stepText(id, list.fit, list.places),
];

export const progressTitle = ({ environment }: Fit, done: number, all: number): string =>
  trainingFirst(
    environment,
    done === all ? `Your way into iQIES: all ${all} steps done` : `Your way into iQIES: ${done} of ${all} steps done`,
  );

export const allDone = ({ environment }: Fit): Text => {
  const address = environment === 'training' ? facts.trainingAddress.value : iqies;
  return ['Your role works. Log in at ', link(short(address), address), '.'];
};

/** My Profile: the whole list in one text. */
export const homeLines = (list: ShownChecklist, current: StepId | null): Text =>
  list.steps.flatMap(
    (step, n): Text => [
      ...(n === 0 ? [] : ['\n']),
      ...(step.id === current ? [bold(`→ Now: ${titles[step.id]}`)] : stepLine(step, list)),
    ],
  );

export const nudge = (id: StepId): Text => [
  'Nothing has moved on your checklist for some days. Next: ',
  bold(titles[id]),
  '. If something is in the way, press “I’m stuck”. You wanted this reminder; it comes once.',
];

/** What people are stuck with, in their words. */
export const problemWords: Record<ProblemId, string> = {
  'identity-failed': 'The identity check failed',
  'experian-number': 'I called Experian and have a reference number',
  'no-ssn-online': 'I don’t want to enter my SSN there',
  'email-exists': 'It says my e-mail exists already',
  'profile-next-grey': 'Next stays grey',
  'no-confirmation-mail': 'No e-mail confirms my account',
  'eidm-forgotten': 'I forgot my EIDM log-in',
  'set-up-two-factor': 'How do I set it up?',
  'code-missing': 'The code doesn’t arrive',
  'code-refused': 'I typed the code and Submit is grey',
  'new-phone': 'I have another phone now',
  'do-not-sign-in': 'I pressed “Sign in to iQIES”',
  'second-log-in-why': 'Why a second time?',
  'how-to-log-in': 'How do I log in?',
  'password-forgotten': 'I forgot my user ID or password',
  'training-order': 'The training site doesn’t let me in',
  'which-category': 'Which category is mine?',
  'which-role': 'Which role do I need?',
  'ccn-refused': 'My CCN is refused',
  'no-official': 'We have no security official',
  'request-button-gone': 'There is no Request User Role button',
  'request-steps': 'What do I press in iQIES?',
  'how-long': 'How long does it take?',
  'no-mail': 'No e-mail after several days',
  'was-rejected': 'My request was not approved',
  'approved-no-entry': 'It is approved, but I can’t get in',
  'permissions-wrong': 'I can’t do what I should',
  'banner-missing-discipline': 'iQIES shows “Missing Discipline”',
  'which-discipline': 'Which disciplines are there?',
};

export const serviceCenter: Text = [`Nothing of this fits? iQIES Service Center: ${facts.serviceCenterPhone.value}.`];

const whoStarted = ({ by, organization, placeName }: ShownInvite): string => {
  if (by === null) return 'The people who run this bot';
  const place =
    organization === null ? '' : `, ${officialTitle(organization)} for ${placeLabel(organization, placeName)}`;
  return `${by.name}${by.email === null ? '' : ` (${by.email})`}${place},`;
};
const whoSees = ({ by }: ShownInvite): string => (by === null ? 'they' : by.name);

/** To somebody for whom a list was started. */
export const inviteWords = {
  text: (invite: ShownInvite): Text => [
    bold('A checklist for you. '),
    `${whoStarted(invite)} started it: your steps from a HARP account to a role that works in iQIES.`,
  ],
  meaning: (invite: ShownInvite): Text => [
    `Nothing was asked for in your name, and it is yours to use or not. If you start it, ${whoSees(invite)} ${invite.by === null ? 'see' : 'sees'} how many steps are done: not which, and not where you are stuck. You can end that at any time.`,
  ],
  started: (invite: ShownInvite): Text => [
    `You started the checklist that ${invite.by === null ? 'the people who run this bot' : invite.by.name} began for you. They see how many steps are done, until you end the list.`,
  ],
  declined: (invite: ShownInvite): Text => [
    `You said no to the checklist that ${invite.by === null ? 'the people who run this bot' : invite.by.name} began for you. They see that, and nothing else.`,
  ],
  ended: (invite: ShownInvite): Text => [
    `You ended the checklist that ${invite.by === null ? 'the people who run this bot' : invite.by.name} began for you. They don’t see how far you are any more, also when you open it again by yourself.`,
  ],
  no: 'No, thanks',
  after: 'Start it after all',
} as const;

/** What an official sees of a colleague, and how she starts a list. */
export const colleagueWords = {
  button: 'New colleagues',
  title: 'New colleagues',
  about:
    'Start a checklist for somebody new: the steps from a HARP account to a role that works. You see how many steps are done, not which, and not where somebody is stuck.',
  none: 'You have started none yet.',
  more: (n: number): Text => [`And ${n} more.`],
  start: 'Start a checklist',
  formTitle: 'For a new colleague',
  formAbout:
    'Your colleague gets a message with your name and e-mail, what the list is and what you will see, and can say no. No role is asked for, and nobody is approved by this.',
  email: 'Work e-mail of your colleague',
  emailHint: 'If nobody in this chat has it yet, the message waits.',
  place: 'Where your colleague will work',
  submit: 'Start it',
  close: 'Close',
  row: ({ email, organization, placeName, invitedAt, progress }: ShownColleague): Text => [
    bold(email),
    `, ${placeLabel(organization, placeName)}, started `,
    dated(invitedAt),
    `: ${progressWords(progress)}`,
  ],
} as const;

function progressWords(progress: Progress): string {
  switch (progress.is) {
    case 'invited':
      return 'not answered yet';
    case 'declined':
      return 'said no';
    case 'ended':
      return 'ended the list';
    case 'under-way':
      return `${progress.done} of ${progress.all} steps done`;
    case 'ready':
      return 'all steps done';
  }
}

/** The operator's commands. */
export const onboardingCommand = {
  summary: (added: number, known: number, wrong: number): string =>
    `${added} new, ${known} started already, ${wrong} lines can’t be used`,
  added: (email: string): string => `+ ${email}`,
  applied: 'Applied. Each person is told and says yes or no.',
  dryRun: 'Nothing was changed. Say --yes to apply this.',
  tooMany: (most: number): string => `has more than ${most} lines: split it`,
  none: 'You started no checklist yet.',
  more: (most: number): string => `Only the newest ${most} are shown.`,
  elsewhere: (byOfficials: number, byThemselves: number): string =>
    `Besides: ${byOfficials} by security officials, ${byThemselves} by people themselves. How far those are is between them.`,
  line: (email: string, invitedAt: number, progress: Progress): string =>
    `${email}  ${new Date(invitedAt).toISOString().slice(0, 10)}  ${progressWords(progress)}`,
} as const;
