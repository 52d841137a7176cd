import { categories, roleById, roles } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import { trainingFirst } from '#copy/card.ts';
import { step3, formWords as words } from '#copy/forms.ts';
import { statementWords as say, stated, statementSettled, youSaid } from '#copy/statements.ts';
import { bold, plain } from '#copy/text.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import type { ShownRole } from '#domain/shown.ts';
import type { Block, Button, Form, Message } from './elements.ts';

/** "I have a role in iQIES already": the role first, then the place. */

export const stateRoleButton: Button = { action: 'state-role', label: say.button };

/** Step 1: which role, and in which environment. */
export function statedRoleForm(): Form {
  const category = new Map(categories.map(({ id, label }) => [id, label]));
  return {
    name: 'state-role',
    title: say.title,
    submit: say.next,
    close: say.close,
    memo: {},
    blocks: [
      { kind: 'text', text: [say.what] },
      {
        kind: 'input',
        type: 'pick',
        id: 'role',
        label: say.role,
        options: roles.map((role) => ({ value: role.id, label: role.label, about: category.get(role.category) ?? '' })),
      },
      {
        kind: 'input',
        type: 'choice',
        id: 'environment',
        label: say.environment,
        chosen: 'production',
        options: [
          { value: 'production', label: say.production },
          { value: 'training', label: say.training },
        ],
      },
    ],
  };
}

/** What step 2 asks for a role. */
export type AskedPlace =
  | { asks: 'facilities'; most: number }
  | { asks: 'state' | 'state-or-cms' | 'nothing' }
  | { asks: 'contractor'; line: 'mac' | 'ado'; known: readonly string[] };

/** Step 2: where, and what saying so means. */
export function statedPlaceForm(roleId: RoleId, environment: Environment, asked: AskedPlace): Form {
  const role = roleById(roleId);
  return {
    name: 'state-place',
    title: say.title,
    submit: say.save,
    close: say.close,
    memo: { role: roleId, environment },
    blocks: [
      { kind: 'text', text: [bold(trainingFirst(environment, role.label))] },
      ...placeBlocks(asked),
      ...(role.official ? [{ kind: 'alert', level: 'warning', text: say.official } as const] : []),
      { kind: 'note', text: [say.meaning] },
    ],
  };
}

function placeBlocks(asked: AskedPlace): Block[] {
  switch (asked.asks) {
    case 'facilities':
      return facilityBlocks(asked.most);
    case 'state':
    case 'state-or-cms': {
      const all = states.map(({ code, name }) => ({ value: code, label: name }));
      const either = asked.asks === 'state-or-cms';
      return [
        {
          kind: 'input',
          type: 'pick',
          id: 'state',
          label: either ? say.stateOrCms : say.state,
          options: either ? [{ value: 'cms', label: 'CMS' }, ...all] : all,
        },
      ];
    }
    case 'contractor':
      return contractorBlocks(asked.line, asked.known);
    case 'nothing':
      return [{ kind: 'text', text: [say.nothing] }];
  }
}

function facilityBlocks(most: number): Block[] {
  return [
    {
      kind: 'input',
      type: 'search',
      id: 'places',
      label: say.facilities,
      hint: say.facilitiesHint,
      placeholder: words.searchPlaceholder,
      optional: true,
      chosen: [],
      most,
    },
    {
      kind: 'input',
      type: 'words',
      id: 'pasted',
      label: say.paste,
      hint: say.pasteHint,
      optional: true,
      multiline: false,
      most: 500,
      starts: '',
    },
  ];
}

function contractorBlocks(line: 'mac' | 'ado', known: readonly string[]): Block[] {
  const options = known.map((name) => ({ value: name, label: name }));
  return [
    ...(known.length === 0
      ? []
      : [
          {
            kind: 'input',
            type: 'pick',
            id: 'contractor-known',
            optional: true,
            label: step3.contractorKnown,
            options,
          } as const,
        ]),
    {
      kind: 'input',
      type: 'words',
      id: 'contractor',
      optional: known.length > 0,
      label: step3.contractor(line),
      hint: step3.contractorHint,
      multiline: false,
      most: 100,
      starts: '',
    },
  ];
}

/** After Save. */
export function statedForm(roles: readonly ShownRole[]): Form {
  return {
    name: 'stated',
    title: say.title,
    submit: null,
    close: say.done,
    memo: {},
    blocks: [
      { kind: 'text', text: stated(roles) },
      { kind: 'note', text: [say.meaning] },
    ],
  };
}

/** How a stated role is marked on My Profile; null for roles that are known here. */
export function saidSo({ statementId, startedAt }: ShownRole) {
  return statementId === null ? null : youSaid(startedAt);
}

/** "Take it back", on My Profile. */
export const takeBackButton = (statementId: string): Button => ({
  action: 'take-back-statement',
  label: say.takeBack,
  value: statementId,
  confirm: say.confirmTakeBack,
});

/** Tells the person what an official made of her statement. */
export function statementSettledMessage(role: ShownRole, as: 'confirmed' | 'struck', by: string): Message {
  const text = statementSettled(role, as, by);
  return { fallback: plain(text), blocks: [{ kind: 'text', text }] };
}
