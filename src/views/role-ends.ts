import * as say from '#copy/role-ends.ts';
import { bold, plain, type Text } from '#copy/text.ts';
import { placeLabel } from '#copy/words.ts';
import { organizationKey } from '#domain/organization.ts';
import type { ShownItem, ShownRole } from '#domain/shown.ts';
import type { Block, Button, Form, Message } from './elements.ts';
import { itemsValue } from './grouped.ts';

/** Buttons, dialogs and messages around the end of a role: removed by an official, or lost in iQIES and back. */

type Named = Pick<ShownRole, 'role' | 'organization' | 'placeName' | 'environment'>;

/** On an official's card, for a role that is done in iQIES. */
export const removeItemsButton = (items: readonly ShownItem[]): Button => ({
  action: 'remove-items',
  label: say.removing.cardButton,
  value: itemsValue(items),
});

/** "Edit role", under User Roles. */
export const editRoleButton = ({ role, environment, lostAt }: ShownRole): Button => ({
  action: 'edit-role',
  label: lostAt == null ? say.editing.button : say.editing.getBack,
  value: `${role.id}|${environment}|0`,
});

/** A role to be removed, and how the form names it. */
export interface Removable extends Named {
  ref: string;
}

/**
 * Where an official says why a role ends. Of several places she chooses; none is chosen for her.
 * @param memo comes back: what the form was opened with
 */
export function removeForm(
  name: 'remove-role' | 'remove-items',
  person: string,
  roles: readonly Removable[],
  memo: Form['memo'],
): Form {
  const [first] = roles;
  const only = roles.length === 1 ? first : undefined;
  return {
    name,
    title: say.removing.title,
    submit: say.removing.submit,
    close: say.removing.close,
    // Where there is nothing to choose, the form carries what it is about.
    memo: only === undefined ? memo : { ...memo, only: only.ref },
    blocks: [
      {
        kind: 'text',
        text:
          only === undefined
            ? [bold(first?.role.label ?? ''), `: ${say.removing.what(person)}`]
            : say.removing.about(person, only),
      },
      { kind: 'note', text: [say.removing.inIqies] },
      ...(roles.length > 1 ? [placesInput(roles)] : []),
      {
        kind: 'input',
        type: 'words',
        id: 'words',
        label: say.removing.reason,
        hint: say.removing.reasonHint,
        multiline: true,
        most: 500,
        starts: '',
      },
    ],
  };
}

function placesInput(roles: readonly Removable[]): Block {
  const options = roles.map(({ ref, organization, placeName }) => ({
    value: ref,
    label: placeLabel(organization, placeName).slice(-75),
  }));
  return {
    kind: 'input',
    type: 'picks',
    id: 'refs',
    label: say.removing.places,
    hint: say.removing.placesHint,
    options,
    chosen: [],
    most: options.length,
  };
}

/** After a removal: what is left to do in iQIES. */
export function removedForm(person: string, roles: readonly Named[], told: boolean): Form {
  return {
    name: 'removed',
    title: say.removing.doneTitle,
    submit: null,
    close: say.removing.done,
    memo: {},
    blocks: [{ kind: 'text', text: say.removing.removed(person, roles, told) }],
  };
}

/** So many places stand in the dialog at a time. */
const placesPerPage = 20;

/** "Edit role": the places where she has it, what she can say of each, and the reminder to log in. */
export function editRoleForm(roles: readonly ShownRole[], wanted: number, reminded: boolean, value: string): Form {
  const page = Math.min(wanted, Math.max(0, Math.ceil(roles.length / placesPerPage) - 1));
  const from = page * placesPerPage;
  const shown = roles.slice(from, from + placesPerPage);
  const pages: Button[] = [
    ...(page > 0 ? [{ action: 'edit-earlier', label: say.editing.earlier, value: `${page - 1}` }] : []),
    ...(from + shown.length < roles.length
      ? [{ action: 'edit-later', label: say.editing.later, value: `${page + 1}` }]
      : []),
  ];
  return {
    name: 'edit-role',
    title: say.editing.title,
    submit: null,
    close: say.editing.close,
    memo: { role: value, page: `${page}` },
    blocks: [
      { kind: 'note', text: [say.editing.what] },
      ...shown.flatMap(placeBlocks),
      ...(pages.length === 0 ? [] : [{ kind: 'buttons', buttons: pages } as const]),
      { kind: 'divider' },
      {
        kind: 'text',
        text: [reminded ? say.editing.reminderOn : say.editing.reminder],
        button: reminderButton(reminded),
      },
    ],
  };
}

function placeBlocks(role: ShownRole): Block[] {
  const value = role.ref ?? '';
  if (role.lostAt == null) {
    const lost = { action: 'my-role-lost', label: say.losing.button, value, confirm: say.losing.confirmOwn };
    return [{ kind: 'text', text: say.editing.stands(role), button: lost }];
  }
  return [
    { kind: 'text', text: say.editing.lost(role, role.lostAt) },
    { kind: 'buttons', buttons: getBack(value) },
  ];
}

const getBack = (value: string): Button[] => [
  { action: 'ask-lost-again', label: say.losing.askAgain, value, look: 'primary' },
  { action: 'have-it-again', label: say.losing.haveIt, value },
];

/** Switches the reminder to log in on or off. */
const reminderButton = (on: boolean): Button =>
  on ? { action: 'remind-off', label: say.editing.remindOff } : { action: 'remind-on', label: say.editing.remind };

/** What a message about a role says. */
export type RoleSaid =
  | { about: 'role-removed'; by: string; reason: string | null }
  | { about: 'role-lost'; by: string; grantId: string | null }
  | { about: 'role-back'; by: string }
  | { about: 'colleague-lost'; by: string; whose: string }
  | { about: 'colleague-back'; whose: string; grantId: string };

/** A message sent once about a role: to its person, or to the other officials of the place. */
export function roleNoticeMessage(role: ShownRole, said: RoleSaid): Message {
  switch (said.about) {
    case 'role-removed':
      return message(say.wasRemoved(role, said.by, said.reason), [
        { action: 'ask-role', label: say.losing.askAgain, value: roleValue(role) },
      ]);
    case 'role-lost':
      return message(
        [...say.wasLost(role, said.by), ...(role.role.official ? [say.wasLostOfficial] : [])],
        said.grantId === null ? [] : [...getBack(`g|${said.grantId}`), reminderButton(false)],
      );
    case 'role-back':
      return message(say.isBack(role, said.by), []);
    case 'colleague-lost':
      return message(say.colleagueLost(said.whose, role, said.by), []);
    case 'colleague-back':
      return message(say.colleagueBack(said.whose, role), [
        {
          action: 'role-back',
          label: say.losing.backButton,
          value: `g|${said.grantId}|0`,
          confirm: say.losing.confirmBack(said.whose),
        },
      ]);
  }
}

const roleValue = ({ role, organization, environment }: ShownRole): string =>
  `${role.id}|${organizationKey(organization)}|${environment}`;

/** The reminder to log in, with the way to switch it off. */
export const logInMessage = (): Message => message(say.logIn, [reminderButton(true)]);

function message(text: Text, buttons: readonly Button[]): Message {
  const blocks: Block[] = [{ kind: 'text', text }];
  return { fallback: plain(text), blocks: buttons.length > 0 ? [...blocks, { kind: 'buttons', buttons }] : blocks };
}
