import { disciplines } from '#content/disciplines.ts';
import {
  chosenDisciplines,
  disciplineWords,
  missingDiscipline,
  savedDisciplines,
  shortDiscipline,
} from '#copy/disciplines.ts';
import { roleDisplay } from '#copy/roles.ts';
import { bold } from '#copy/text.ts';
import { organizationKey } from '#domain/organization.ts';
import type { ShownRole } from '#domain/shown.ts';
import type { Block, Button, Form, Option } from './elements.ts';

/** A role as a button carries it; whether it is hers is looked up at the click. */
const roleValue = ({ role, organization, environment }: ShownRole): string =>
  `${role.id}|${organizationKey(organization)}|${environment}`;

/** The banner for each surveyor role that still wants a discipline. */
export function missingBanner(roles: readonly ShownRole[], most: number): Block[] {
  return roles
    .filter((role) => role.disciplines?.length === 0)
    .slice(0, most)
    .map((role) => ({
      kind: 'text',
      text: missingDiscipline(roleDisplay(role)),
      button: { action: 'disciplines', label: disciplineWords.choose, value: roleValue(role), look: 'primary' },
    }));
}

/** Edit, as iQIES has it under User Roles. */
export const editDisciplines = (role: ShownRole): Button => ({
  action: 'edit-disciplines',
  label: disciplineWords.edit,
  value: roleValue(role),
});

/** "Select all applicable disciplines": the 38 of iQIES, with those chosen before. */
export function disciplinesForm(role: ShownRole): Form {
  const options: Option[] = disciplines.map(({ label }) => ({ value: label, label: shortDiscipline(label) }));
  return {
    name: 'disciplines',
    title: disciplineWords.title,
    submit: disciplineWords.save,
    close: disciplineWords.close,
    memo: { role: roleValue(role) },
    blocks: [
      { kind: 'text', text: [bold(roleDisplay(role))] },
      {
        kind: 'input',
        type: 'picks',
        id: 'disciplines',
        label: disciplineWords.label,
        hint: disciplineWords.hint,
        options,
        chosen: options.filter(({ value }) => role.disciplines?.includes(value)),
        most: options.length,
      },
      { kind: 'note', text: [disciplineWords.here] },
    ],
  };
}

/** After Save: the labels in full, and what is left to do in iQIES. */
export function disciplinesSaved(role: ShownRole, chosen: readonly string[]): Form {
  const [saved, ...rest] = savedDisciplines(roleDisplay(role));
  return {
    name: 'disciplines-saved',
    title: disciplineWords.title,
    submit: null,
    close: disciplineWords.done,
    memo: {},
    blocks: [
      ...(saved === undefined ? [] : [{ kind: 'text', text: saved } as const]),
      { kind: 'text', text: chosenDisciplines(chosen) },
      ...rest.map((text): Block => ({ kind: 'text', text })),
    ],
  };
}
