import type { ShownRole } from '#domain/shown.ts';
import { roleDisplay } from './roles.ts';
import { bold, dated, type Text } from './text.ts';

/** The words around "I have a role in iQIES already". */

export const statementWords = {
  button: 'I have a role in iQIES already',
  title: 'A role you have in iQIES',
  what: 'Tell me a role that you have in iQIES already. I can’t look into iQIES: it is kept as what you said, with today’s date, and nobody has checked it.',
  role: 'Role',
  environment: 'Where',
  production: 'iQIES',
  training: 'iQIES training environment',
  next: 'Next',
  save: 'Save',
  close: 'Close',
  done: 'Done',
  facilities: 'Facilities',
  facilitiesHint: 'Up to 20 at a time.',
  paste: 'CCNs that the search doesn’t find',
  pasteHint: 'Separated by commas, spaces or lines.',
  state: 'State',
  stateOrCms: 'CMS or State',
  nothing: 'This role belongs to CMS; no place has to be chosen.',
  meaning:
    'It lets you ask for roles that need this one first. It lets you decide nothing. A security official of the place can confirm it or strike it, and you can take it back.',
  official:
    'Saying so doesn’t make you a security official here. The people who run this bot have a list of officials: ask them to add you.',
  takeBack: 'Take it back',
  confirmTakeBack: {
    title: 'Take this back?',
    text: 'It no longer counts here. Nothing changes in iQIES.',
    yes: 'Take it back',
    no: 'Keep it',
  },
} as const;

/** Under a role that somebody stated. */
export const youSaid = (at: number): Text => [
  'You said on ',
  dated(at),
  ' that you have this in iQIES; nobody has checked it.',
];

/** After Save. */
export const stated = (roles: readonly ShownRole[]): Text => [
  bold('Kept as what you said: '),
  roles.map(roleDisplay).join('; '),
  '. It stands under User Roles in My Profile, marked as not checked.',
];

/** To the person, when an official settled what she said. */
export const statementSettled = (role: ShownRole, as: 'confirmed' | 'struck', by: string): Text =>
  as === 'confirmed'
    ? [`${by} confirmed that you have ${roleDisplay(role)} in iQIES. It counts here from now on.`]
    : [
        `${by} says that you don’t have ${roleDisplay(role)} in iQIES, so it no longer counts here. If you need it, ask for it.`,
      ];
