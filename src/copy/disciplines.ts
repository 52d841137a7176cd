import { bold, type Text } from './text.ts';

/** The words around a surveyor's disciplines. iQIES calls the banner "Missing Discipline" (004:386). */

export const disciplineWords = {
  title: 'Surveyor Disciplines',
  label: 'Surveyor Disciplines',
  hint: 'Select all applicable disciplines. QIDP stands for Qualified Intellectual Disability Professional.',
  save: 'Save',
  close: 'Close',
  done: 'Done',
  choose: 'Choose disciplines',
  edit: 'Edit',
  here: 'What you choose is kept here as you said it. iQIES does not learn of it from me.',
} as const;

/** The banner: which role still wants a discipline. */
export const missingDiscipline = (role: string): Text => [
  bold('Missing Discipline'),
  `: ${role} needs at least one surveyor discipline. Choose it here and in iQIES.`,
];

/** "Surveyor Disciplines: A; B", each label in full. Labels hold semicolons, so a middle dot stands between them. */
export const chosenDisciplines = (labels: readonly string[]): Text => [
  'Surveyor Disciplines: ',
  labels.length === 0 ? 'none chosen yet' : labels.join(' · '),
];

/** After Save: what is left to do in iQIES (004:409, 004:445, 004:384). */
export const savedDisciplines = (role: string): readonly Text[] => [
  [bold('Saved here'), ` for ${role}.`],
  [
    bold('One step left:'),
    ' save the same in iQIES. On your profile there press Edit under User Roles, choose the disciplines and press Save.',
  ],
  ['The banner in iQIES may name a discipline that is missing there. I can’t see that banner: choose what it names.'],
];

const degree = 'Qualified Intellectual Disability Professional (QIDP)';

/** A label within the 75 characters of an option; three of the 38 are longer. All stay different. */
export const shortDiscipline = (label: string): string => (label.length <= 75 ? label : label.replace(degree, 'QIDP'));
