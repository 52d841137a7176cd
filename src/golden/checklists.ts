import { problemsOf } from '#content/checklist.ts';
import { checkSteps, type Fit, nothingSeen, type Progress, type Seen, stepIds } from '#domain/checklist.ts';
import type { ShownChecklist, ShownInvite } from '#domain/shown-checklist.ts';
import { checklistForm, checklistMessage, helpForm, nudgeMessage, stuckForm } from '#views/checklist.ts';
import { colleagueForm, colleaguesForm, fitForm, inviteMessage } from '#views/checklist-invites.ts';
import type { Form, Message } from '#views/elements.ts';
import { type Mood, provider, role } from './cast.ts';

/** Checklists at every point of the way, and those that somebody starts for a colleague. */

const at = 1_795_000_000_000;
const asked: Seen = { ...nothingSeen, harp: at, asked: at, surveyor: true };
const active: Seen = { ...asked, entered: at, sent: at, approved: at, active: at };
const points = {
  new: nothingSeen,
  'under-way': nothingSeen,
  asked,
  approved: { ...asked, entered: at, sent: at, approved: at },
  active,
  ready: { ...active, disciplines: at },
} as const satisfies Record<string, Seen>;

export function checklist(mood: Mood, point: keyof typeof points, account: Fit['account'] = 'new'): ShownChecklist {
  const environment = mood.name === 'usual' ? 'production' : 'training';
  const fit = { account, environment, surveyor: true } as const;
  const ticks = new Map(point === 'under-way' ? [['harp-account', at] as const] : []);
  const { places } = mood;
  return {
    fit,
    steps: checkSteps(fit, ticks, points[point]),
    requestId: point === 'new' ? null : 'a-request',
    places: point === 'new' ? null : { approved: places - 1, active: 1, all: places },
    disciplinesOf: point === 'active' ? role(mood, 0, 'contract-surveyor') : null,
    nudge: true,
    closed: false,
  };
}

export function checklistMessages(mood: Mood): [string, Message][] {
  const lists = (Object.keys(points) as (keyof typeof points)[]).map((point): [string, Message] => [
    `checklistMessage: ${point}`,
    checklistMessage(checklist(mood, point)),
  ]);
  const nudge = nudgeMessage(checklist(mood, 'new', 'eidm'));
  return [
    ...lists,
    ['checklistMessage: EIDM', checklistMessage(checklist(mood, 'new', 'eidm'))],
    ['checklistMessage: HARP', checklistMessage(checklist(mood, 'new', 'harp'))],
    ['checklistMessage: ended', checklistMessage({ ...checklist(mood, 'new'), closed: true })],
    ...(nudge === null ? [] : [['nudgeMessage', nudge] as [string, Message]]),
    ...([null, 'started', 'declined', 'ended'] as const).flatMap((answer): [string, Message][] => [
      [`inviteMessage: ${answer}`, inviteMessage(invite(mood, answer))],
      [
        `inviteMessage: the operator’s, ${answer}`,
        inviteMessage({ ...invite(mood, answer), by: null, organization: null }),
      ],
    ]),
  ];
}

const invite = (mood: Mood, answer: ShownInvite['answer']): ShownInvite => ({
  inviteId: 'an-invite',
  by: mood.person(1),
  organization: provider(0),
  placeName: mood.placeName(0),
  answer,
});

const progress: readonly Progress[] = [
  { is: 'invited' },
  { is: 'declined' },
  { is: 'ended' },
  { is: 'under-way', done: 3, all: 7 },
  { is: 'ready', done: 7, all: 7 },
];

export function checklistForms(mood: Mood): [string, Form][] {
  const seat = (n: number) => ({ organization: provider(n), placeName: mood.placeName(n) });
  const colleagues = Array.from({ length: mood.places }, (_, n) => ({
    email: `${'long-name.'.repeat(n % 20)}${n}@example.org`,
    ...seat(n),
    invitedAt: at,
    progress: progress[n % progress.length] ?? { is: 'invited' },
  }));
  const stuck = stepIds.map((step): [string, Form] => [`stuckForm: ${step}`, stuckForm(step, true)]);
  return [
    ['checklistForm', checklistForm(checklist(mood, 'under-way'))],
    ['fitForm', fitForm({ account: null, environment: 'production', surveyor: false, nudge: false }, 5, null)],
    ['fitForm: again', fitForm({ account: 'eidm', environment: 'training', surveyor: true, nudge: true }, 1, 'an-id')],
    ...stuck,
    ...problemsOf('harp-account', true).map((problem): [string, Form] => [
      `helpForm: ${problem}`,
      helpForm('harp-account', problem, problem === 'email-exists' ? null : mood.words),
    ]),
    ['colleaguesForm', colleaguesForm(colleagues)],
    ['colleaguesForm: none', colleaguesForm([])],
    ['colleagueForm', colleagueForm([seat(0)])],
    ['colleagueForm: many', colleagueForm(Array.from({ length: mood.places }, (_, n) => seat(n)))],
  ];
}
