import { categories, roleById, roles } from '#content/catalogue.ts';
import { tasks } from '#content/tasks.ts';
import {
  harpFirst,
  nearMatch,
  nursingHomesOnly,
  stepNote,
  taskLeads,
  unknownCcns,
  vendorLetter,
  formWords as words,
} from '#copy/forms.ts';
import type { CategoryId, RoleId } from '#domain/catalogue.ts';
import type { Block, Form, Option } from './elements.ts';
import type { FormStep } from './form-step.ts';
import { chainBlocks, organizationBlocks } from './organizations-step.ts';
import { reviewBlocks } from './review.ts';

/**
 * The request form at one step.
 * @param edition changes whenever inputs start from something new, so that Slack does not keep what was typed before
 */
export function requestForm(draftId: string, edition: string, at: FormStep): Form {
  const review = at.step === 'review';
  return {
    name: 'request',
    title: words.title,
    submit: review ? words.submit : words.next,
    close: words.close,
    memo: { draft: draftId, step: at.step, edition },
    blocks: [...stepBlocks(at, draftId, edition), ...(at.step === 'category' ? [] : [backButton])],
  };
}

const backButton: Block = { kind: 'buttons', buttons: [{ action: 'back', label: words.back }] };

function stepBlocks(at: FormStep, draftId: string, edition: string): Block[] {
  switch (at.step) {
    case 'category':
      return [
        { kind: 'note', text: stepNote(1, 'category') },
        ...(at.note === null ? [] : [{ kind: 'alert', level: 'info', text: at.note } as const]),
        ...(at.note !== null && at.chosen === 'vendor' ? vendorBlocks : []),
        {
          kind: 'input',
          type: 'choice',
          id: 'category',
          keptAtOnce: true,
          edition,
          label: words.category,
          hint: words.categoryHint,
          chosen: at.chosen ?? undefined,
          optional: true,
          options: categories
            .filter(({ id }) => at.offered.includes(id))
            .map(({ id, label, about }) => ({ value: id, label, about })),
        },
        {
          kind: 'input',
          type: 'pick',
          id: 'task',
          keptAtOnce: true,
          edition,
          optional: true,
          label: words.task,
          hint: words.taskHint,
          chosen: at.task ?? undefined,
          options: tasks.map(({ id, label }) => ({ value: id, label })),
        },
        { kind: 'note', text: harpFirst },
      ];
    case 'role':
      return [
        { kind: 'note', text: stepNote(2, 'role') },
        ...(at.task === null ? [] : [{ kind: 'alert', level: 'info', text: ledByTask(at.task, at.chosen) } as const]),
        {
          kind: 'input',
          type: 'choice',
          id: 'role',
          keptAtOnce: true,
          edition,
          label: words.role,
          hint: words.roleHint,
          chosen: at.chosen ?? undefined,
          options: roleOptions(at.category),
        },
        ...environmentBlocks(at, edition),
      ];
    case 'organizations':
      return organizationBlocks(at, edition);
    case 'chain':
      return chainBlocks(at, edition);
    case 'check':
      return checkBlocks(at, edition);
    case 'review':
      return [{ kind: 'note', text: stepNote(4, 'review') }, ...reviewBlocks(at, draftId, edition)];
  }
}

/** The roles of a category, each with what it allows and what it does not. */
function roleOptions(category: CategoryId): Option[] {
  return roles
    .filter((role) => role.category === category)
    .map(({ id, label, could, cannot }) => ({
      value: id,
      label: cannot ? `${label} (can’t ${cannot.value})` : label,
      about: could,
    }));
}

/** What was picked as the task, the role it leads to, and what that role does not do. */
function ledByTask(task: string, chosen: RoleId | null): string {
  const role = chosen === null ? null : roleById(chosen);
  const label = tasks.find(({ id }) => id === task)?.label ?? task;
  return taskLeads(label, role?.label ?? '', role?.cannot?.value ?? null);
}

/** Production or training: asked where a role of the category is described for training (document 004). */
function environmentBlocks(at: Extract<FormStep, { step: 'role' }>, edition: string): Block[] {
  if (!roles.some((role) => role.category === at.category && role.shownIn.includes('training'))) return [];
  return [
    {
      kind: 'input',
      type: 'choice',
      id: 'environment',
      keptAtOnce: true,
      edition,
      label: words.environment,
      hint: words.environmentHint,
      chosen: at.environment,
      options: [
        { value: 'production', label: words.production },
        { value: 'training', label: words.training, about: words.trainingAbout },
      ],
    },
  ];
}

function checkBlocks(at: Extract<FormStep, { step: 'check' }>, edition: string): Block[] {
  const unknown = at.unknown.slice(0, 25);
  return [
    { kind: 'note', text: stepNote(3, 'check') },
    ...(at.noNursingHomes
      ? [{ kind: 'alert', level: 'warning', text: nursingHomesOnly(roleById(at.roleId).label) } as const]
      : []),
    ...(unknown.length === 0 ? [] : [{ kind: 'alert', level: 'warning', text: unknownCcns(at.asOf) } as const]),
    ...unknown.flatMap(({ ccn, near }): Block[] => [
      { kind: 'text', text: [{ bold: ccn }] },
      ...(near.length === 0 ? [] : [{ kind: 'note', text: nearMatch(near) } as const]),
    ]),
    {
      kind: 'input',
      type: 'ticks',
      id: 'keep',
      edition,
      label: words.keep,
      options: [{ value: 'keep', label: words.keepTick }],
      ticked: [],
    },
  ];
}

/** What a vendor can do instead: write to those who approve. */
const vendorBlocks: readonly Block[] = [
  { kind: 'note', text: [vendorLetter.before] },
  { kind: 'copy', lines: vendorLetter.lines },
];
