import { categories } from '#content/catalogue.ts';
import { chosenDisciplines } from '#copy/disciplines.ts';
import { home } from '#copy/home.ts';
import { lostMark } from '#copy/role-ends.ts';
import { placesByName, rolesDisplay } from '#copy/roles.ts';
import { bold, type Text } from '#copy/text.ts';
import type { ShownRole } from '#domain/shown.ts';
import { editDisciplines } from './disciplines.ts';
import type { Block, Button, Form } from './elements.ts';
import { editRoleButton } from './role-ends.ts';
import { saidSo, takeBackButton } from './statements.ts';

/** How many blocks of roles stand on the page: one a row, and a second one where a row has two buttons. */
const mostBlocks = 24;

/** User Roles by category, as iQIES has it: one row a role with its places, a surveyor's with her disciplines. */
export function roleBlocks(roles: readonly ShownRole[]): Block[] {
  if (roles.length === 0) return [{ kind: 'text', text: [home.noRoles] }];
  const rows = categories.flatMap(({ id, label }) =>
    rowsOf(roles.filter(({ role }) => role.category === id)).map((row) => ({ category: label, row })),
  );
  const blocks: Block[] = [];
  let shown = 0;
  for (const [index, { category, row }] of rows.entries()) {
    if (blocks.length >= mostBlocks) break;
    if (rows[index - 1]?.category !== category) blocks.push({ kind: 'note', text: [bold(category)] });
    blocks.push(...rowBlocks(row));
    shown += 1;
  }
  const more = rows.slice(shown).flatMap(({ row }) => row).length;
  const cut = more > 0 || rows.some(({ row }) => row.length > placesByName);
  if (!cut) return blocks;
  const button = { action: 'my-roles', label: home.allRoles };
  return [...blocks, { kind: 'text', text: more > 0 ? home.more(more) : home.notAllNamed, button }];
}

/** So many roles stand in the dialog at a time. */
const rolesPerPage = 20;

/** Every role in a row of its own, page by page; one past the end is the last page. */
export function myRolesForm(roles: readonly ShownRole[], wanted: number): Form {
  const sorted = categories.flatMap(({ id }) => roles.filter(({ role }) => role.category === id));
  const page = Math.min(wanted, Math.max(0, Math.ceil(sorted.length / rolesPerPage) - 1));
  const from = page * rolesPerPage;
  const shown = sorted.slice(from, from + rolesPerPage);
  const buttons: Button[] = [
    ...(page > 0 ? [{ action: 'roles-earlier', label: home.back, value: `${page - 1}` }] : []),
    ...(from + shown.length < sorted.length
      ? [{ action: 'roles-later', label: home.further, value: `${page + 1}` }]
      : []),
  ];
  return {
    name: 'my-roles',
    title: home.roles,
    submit: null,
    close: home.close,
    memo: { page: `${page}` },
    blocks: [
      ...(shown.length === 0 ? [{ kind: 'text', text: [home.noRoles] } as const] : []),
      ...shown.flatMap((role) => rowBlocks([role])),
      ...(sorted.length > shown.length
        ? [{ kind: 'note', text: home.rolesShown(from + 1, from + shown.length, sorted.length) } as const]
        : []),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  };
}

/** Roles that stand in one row: the same role at several places. Those with a button of their own stand alone. */
function rowsOf(roles: readonly ShownRole[]): ShownRole[][] {
  const rows = new Map<string, ShownRole[]>();
  for (const [index, role] of roles.entries()) {
    const alone = role.disciplines !== null || role.statementId !== null ? index : '';
    const key = `${role.role.id} ${role.environment} ${role.organization.kind} ${role.unconfirmed} ${role.lostAt ?? ''} ${alone}`;
    rows.set(key, [...(rows.get(key) ?? []), role]);
  }
  return [...rows.values()];
}

function rowBlocks(row: readonly ShownRole[]): Block[] {
  const [first] = row;
  if (first === undefined) return [];
  const said = saidSo(first);
  const text: Text = [
    ...rolesDisplay(row),
    ...(first.disciplines === null ? [] : ['\n', ...chosenDisciplines(first.disciplines)]),
    ...(said === null ? [] : ['\n', ...said]),
    ...(first.lostAt == null ? [] : ['\n', ...lostMark(first.lostAt)]),
  ];
  const buttons: Button[] = [
    ...(first.disciplines === null ? [] : [editDisciplines(first)]),
    ...(first.statementId === null ? [] : [takeBackButton(first.statementId)]),
    ...(first.statementId !== null || first.unconfirmed ? [] : [editRoleButton(first)]),
  ];
  const [button] = buttons;
  if (button === undefined || buttons.length > 1)
    return [{ kind: 'text', text }, ...(button === undefined ? [] : [{ kind: 'buttons', buttons } as const])];
  return [{ kind: 'text', text, button }];
}
