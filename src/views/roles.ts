import { categories } from '#content/catalogue.ts';
import { chosenDisciplines } from '#copy/disciplines.ts';
import { home } from '#copy/home.ts';
import { rolesDisplay } from '#copy/roles.ts';
import { bold, type Text } from '#copy/text.ts';
import type { ShownRole } from '#domain/shown.ts';
import { editDisciplines } from './disciplines.ts';
import type { Block, Button } from './elements.ts';
import { saidSo, takeBackButton } from './statements.ts';

/** How many rows of roles stand on the page. */
const mostRows = 20;

/** User Roles by category, as iQIES has it: one row a role with its places, a surveyor's with her disciplines. */
export function roleBlocks(roles: readonly ShownRole[]): Block[] {
  if (roles.length === 0) return [{ kind: 'text', text: [home.noRoles] }];
  const rows = categories.flatMap(({ id, label }) =>
    rowsOf(roles.filter(({ role }) => role.category === id)).map((row) => ({ category: label, row })),
  );
  const shown = rows.slice(0, mostRows);
  const more = rows.slice(mostRows).flatMap(({ row }) => row).length;
  return [
    ...shown.flatMap(({ category, row }, index): Block[] => [
      ...(shown[index - 1]?.category === category ? [] : [{ kind: 'note', text: [bold(category)] } as const]),
      ...rowBlocks(row),
    ]),
    ...(more > 0 ? [{ kind: 'note', text: home.more(more) } as const] : []),
  ];
}

/** Roles that stand in one row: the same role at several places. Those with a button of their own stand alone. */
function rowsOf(roles: readonly ShownRole[]): ShownRole[][] {
  const rows = new Map<string, ShownRole[]>();
  for (const [index, role] of roles.entries()) {
    const alone = role.disciplines !== null || role.statementId !== null ? index : '';
    const key = `${role.role.id} ${role.environment} ${role.organization.kind} ${alone}`;
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
  ];
  const buttons: Button[] = [
    ...(first.disciplines === null ? [] : [editDisciplines(first)]),
    ...(first.statementId === null ? [] : [takeBackButton(first.statementId)]),
  ];
  const [button] = buttons;
  if (button === undefined || buttons.length > 1)
    return [{ kind: 'text', text }, ...(button === undefined ? [] : [{ kind: 'buttons', buttons } as const])];
  return [{ kind: 'text', text, button }];
}
