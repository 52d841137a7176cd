import type { ShownItem, ShownRole } from '#domain/shown.ts';
import { reasonGiven } from './known-from.ts';
import { roleDisplay } from './roles.ts';
import { bold, dated, type Text } from './text.ts';
import { list, placeLabel } from './words.ts';

/** The words around the end of a role: removed by an official, or lost in iQIES and back. */

type Named = Pick<ShownRole, 'role' | 'organization' | 'placeName' | 'environment'>;

export const removing = {
  button: 'Remove',
  cardButton: 'Remove this role',
  title: 'Remove a role',
  submit: 'Remove',
  close: 'Keep it',
  about: (name: string, role: Named): Text => [bold(roleDisplay(role)), ` of ${name} is removed here, for good.`],
  places: 'Where',
  placesHint: 'Choose the places where the role ends.',
  what: (name: string): string => `Remove this role of ${name}. It ends here for good; who needs it again asks again.`,
  inIqies:
    'iQIES doesn’t know of it: remove the role there too, in iQIES itself. The guide for security officials is on QTSO.',
  reason: 'Reason',
  reasonHint: 'The person reads it. No patient details, no passwords.',
  done: 'Done',
  doneTitle: 'Removed',
  removed: (name: string, roles: readonly Named[], told: boolean): Text => [
    bold('Removed here: '),
    `${list(roles.map(roleDisplay), 5)}, of ${name}. `,
    bold('iQIES doesn’t know yet.'),
    ' Sign in to iQIES and remove it there too. ',
    told ? `${name} has been told.` : `${name} is not in this chat, so nobody was told.`,
  ],
} as const;

export const losing = {
  button: 'Lost in iQIES',
  confirm: (name: string) => ({
    title: 'Lost in iQIES?',
    text: `It counts for nothing here until it is back, and ${name} is told. iQIES takes roles away after 60 days without a log-in.`,
    yes: 'Yes, it is lost',
    no: 'Not now',
  }),
  confirmOwn: {
    title: 'Lost in iQIES?',
    text: 'It counts for nothing here until you have it again. Nothing changes in iQIES.',
    yes: 'Yes, it is lost',
    no: 'Not now',
  },
  backButton: 'It is back',
  confirmBack: (name: string) => ({
    title: 'Is it back?',
    text: `You saw in iQIES that ${name} has this role again. It counts here from now on, and ${name} is told.`,
    yes: 'Yes, it is back',
    no: 'Not now',
  }),
  haveIt: 'I have it again',
  askAgain: 'Ask for it again',
  kept: 'Kept as what you said. Your security officials can confirm it; My Profile shows how it stands.',
  confirmed: 'Done. The person has been told.',
} as const;

/** "Edit role" under User Roles. */
export const editing = {
  button: 'Edit role',
  getBack: 'Get it back',
  title: 'Edit role',
  close: 'Done',
  what: 'Did iQIES take a role away? It does so after 60 days without a log-in (QTSO, 20 May 2024). Say so here, so that nobody relies on it.',
  stands: (role: Named): Text => [bold(roleDisplay(role))],
  lost: (role: Named, at: number): Text => [
    bold(roleDisplay(role)),
    ': lost in iQIES, as was said on ',
    dated(at),
    '. It counts for nothing here until you have it again. Log in to iQIES and ask for it again; your HARP account stays.',
  ],
  remind: 'Remind me every 45 days',
  remindOff: 'Stop reminding me',
  reminder: 'I can remind you every 45 days to log in to iQIES, so that you keep your roles.',
  reminderOn: 'I remind you every 45 days to log in to iQIES.',
  earlier: 'Back',
  later: 'More',
} as const;

/** How a lost role stands under User Roles. */
export const lostMark = (at: number): Text => [
  'Lost in iQIES, as was said on ',
  dated(at),
  '; it counts for nothing here until you have it again.',
];

/** To the person whose role an official removed. `reason` is null when it was erased. */
export const wasRemoved = (role: Named, by: string, reason: string | null): Text => [
  `${by} removed your role ${roleDisplay(role)}.${reasonGiven(reason)} It no longer counts here. `,
  `${by} removes it in iQIES too, if that is not done yet. If you still need it, ask for it again.`,
];

/** To the person whose role an official marked as lost. */
export const wasLost = (role: Named, by: string): Text => [
  `${by} says that iQIES took away your role ${roleDisplay(role)}. It counts for nothing here until you have it again. `,
  'Most often that is so after 60 days without a log-in: log in to iQIES and ask for the role again. Your HARP account stays.',
];

export const wasLostOfficial = ' Until then you can’t decide requests there.';

/** To the person whose role is back. */
export const isBack = (role: Named, by: string): Text => [
  `${by} confirmed that you have ${roleDisplay(role)} again. It counts here from now on.`,
  ...(role.role.official ? [' What waits there comes to you.'] : []),
];

/** To the other officials of a place. */
export const colleagueLost = (name: string, role: Named, by: string): Text => [
  `${by === name ? `${name} says that iQIES took away this role` : `${by} says that iQIES took away a role of ${name}`}: ${roleDisplay(role)}. `,
  `${name} decides nothing there until one of you confirms that it is back. Nothing for you to do now; what waits there waits for you.`,
];

export const colleagueBack = (name: string, role: Named): Text => [
  `${name} says that the role is back in iQIES: ${roleDisplay(role)}. Check it there. If it is so, confirm it; until then ${name} decides nothing here.`,
];

export const logIn: Text = [
  'Time to log in to iQIES, so that you keep your roles: it takes them away after 60 days without a log-in. I remind you every 45 days, as you asked.',
];

export const reminderSet = {
  on: 'I’ll remind you every 45 days to log in to iQIES. The message has a button that switches this off.',
  off: 'I no longer remind you to log in.',
} as const;

/** On cards and in the requester's message: the role of places that was done in iQIES once is over. */
export const isOver = (items: readonly ShownItem[], viewer: string | null): Text => {
  const [item] = items;
  const over = item?.over;
  if (item === undefined || over == null) return [];
  const named = list(
    items.map(({ organization, placeName }) => placeLabel(organization, placeName)),
    5,
  );
  if (over.as === 'lost')
    return [
      bold(named),
      ': the role is lost in iQIES, as was said on ',
      dated(over.at),
      '. It counts for nothing here now.',
    ];
  const by = over.by !== null && over.by.personId === viewer ? 'you' : (over.by?.name ?? 'an official');
  return [bold(named), `: ${by} removed the role on `, dated(over.at), '. It no longer counts here.'];
};
