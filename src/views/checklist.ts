import { type ProblemId, problemsOf, stepSources } from '#content/checklist.ts';
import { documents } from '#content/documents.ts';
import * as say from '#copy/checklist.ts';
import { statusButtons } from '#copy/status.ts';
import { plain } from '#copy/text.ts';
import { currentStep, type Step, type StepId, stepsDone } from '#domain/checklist.ts';
import type { ShownChecklist } from '#domain/shown-checklist.ts';
import { quotedAnswer } from './answer.ts';
import { editDisciplines } from './disciplines.ts';
import type { Block, Button, Form, Message } from './elements.ts';

/** A person's checklist: the message that stays true, the same as a dialog, My Profile, and what helps where she is stuck. */

const words = say.checklistWords;
const openButton: Button = { action: 'checklist', label: words.open, look: 'primary' };
const stuckButton = (step: StepId): Button => ({ action: 'checklist-stuck', label: words.stuck, value: step });

/** The one message of a list. It is edited where it stands. */
export function checklistMessage(list: ShownChecklist): Message {
  const blocks = listBlocks(list);
  const [first] = blocks;
  return { fallback: first?.kind === 'heading' ? first.text : words.title, blocks };
}

/** The same as a dialog. */
export const checklistForm = (list: ShownChecklist): Form => ({
  name: 'checklist',
  title: words.title,
  submit: null,
  close: words.done,
  memo: {},
  blocks: listBlocks(list),
});

function listBlocks(list: ShownChecklist): Block[] {
  if (list.closed)
    return [
      { kind: 'heading', text: words.closedTitle },
      { kind: 'text', text: [words.closed] },
      { kind: 'buttons', buttons: [{ action: 'checklist-fit', label: words.reopen }] },
    ];
  const current = currentStep(list.steps);
  return [
    { kind: 'heading', text: say.progressTitle(list.fit, stepsDone(list.steps), list.steps.length) },
    ...(current === null ? [{ kind: 'text', text: say.allDone(list.fit) } as const] : []),
    ...list.steps.flatMap((step) => stepBlocks(step, list, current)),
    { kind: 'divider' },
    { kind: 'note', text: [words.never] },
    {
      kind: 'buttons',
      buttons: [
        { action: 'checklist-fit', label: words.change },
        { action: 'checklist-close', label: words.end, confirm: words.confirmEnd },
      ],
    },
  ];
}

function stepBlocks(step: Step, list: ShownChecklist, current: StepId | null): Block[] {
  const { id, done } = step;
  if (done !== null) {
    const untick: Button = { action: 'step-open', label: words.untick, value: id };
    return [{ kind: 'text', text: say.stepLine(step, list), ...(done.by === 'her' ? { button: untick } : {}) }];
  }
  if (id === current)
    return [
      { kind: 'text', text: say.stepNow(id, list) },
      { kind: 'buttons', buttons: [...deedsOf(id, list), stuckButton(id)] },
    ];
  // The form can be filled in while she still waits for HARP.
  if (id === 'role-request')
    return [
      { kind: 'text', text: [...say.stepLine(step, list), '\n', ...say.stepText(id, list.fit, null)] },
      { kind: 'buttons', buttons: [{ action: 'request-role', label: words.form }, stuckButton(id)] },
    ];
  return [{ kind: 'text', text: say.stepLine(step, list), button: stuckButton(id) }];
}

/** What can be done about a step here. */
function deedsOf(id: StepId, { requestId, disciplinesOf }: ShownChecklist): Button[] {
  switch (id) {
    case 'harp-account':
    case 'eidm-log-in':
    case 'two-factor':
    case 'second-log-in':
    case 'first-log-in':
      return [{ action: 'step-done', label: words.tick, value: id, look: 'primary' }];
    case 'role-request':
      return [{ action: 'request-role', label: words.form, look: 'primary' }];
    case 'iqies-step':
      return requestId === null
        ? []
        : [
            { action: 'iqies-steps', label: words.steps, value: requestId, look: 'primary' },
            { action: 'sent', label: statusButtons.sent, value: requestId },
          ];
    case 'approval':
    case 'active':
      return [];
    case 'disciplines':
      return disciplinesOf === null
        ? []
        : [{ ...editDisciplines(disciplinesOf), label: words.disciplines, look: 'primary' }];
  }
}

/** The list on My Profile, short; or the way to one for somebody who is new. */
export function checklistOnHome(list: ShownChecklist | null, mayStart: boolean): Block[] {
  if (list === null)
    return mayStart ? [{ kind: 'text', text: [words.begin], button: { action: 'checklist', label: words.start } }] : [];
  const current = currentStep(list.steps);
  if (list.closed || current === null) return [];
  return [
    { kind: 'heading', text: say.progressTitle(list.fit, stepsDone(list.steps), list.steps.length) },
    { kind: 'text', text: say.homeLines(list, current) },
    { kind: 'buttons', buttons: [openButton, stuckButton(current)] },
  ];
}

/** What happens at this step? Each answer leads to what helps. */
export function stuckForm(step: StepId, training: boolean): Form {
  const sources = new Set((stepSources[step] ?? []).map(({ source }) => source.document));
  const named = [...sources].map((id) => {
    const { title, date } = documents[id];
    return date === null ? title : `${title} (${date})`;
  });
  return {
    name: 'checklist-stuck',
    title: words.stuck,
    submit: null,
    close: words.done,
    memo: {},
    blocks: [
      { kind: 'text', text: [{ bold: say.stepTitle(step) }, `\n${words.what}`] },
      {
        kind: 'buttons',
        buttons: problemsOf(step, training).map((problem, n) => ({
          action: `checklist-help-${n + 1}`,
          label: say.problemWords[problem],
          value: `${step}|${problem}`,
        })),
      },
      ...(step === 'harp-account' ? [{ kind: 'note', text: [words.neverAnswers] } as const] : []),
      { kind: 'note', text: say.serviceCenter },
      ...(named.length === 0 ? [] : [{ kind: 'note', text: [`Source: ${named.join('; ')}.`] } as const]),
      { kind: 'buttons', buttons: [{ action: 'checklist', label: words.back }] },
    ],
  };
}

/** What helps, and the way back to the list. @param text the article; null where there is none any more */
export function helpForm(step: StepId, problem: ProblemId, text: string | null): Form {
  return {
    name: 'checklist-help',
    title: words.stuck,
    submit: null,
    close: words.done,
    memo: {},
    blocks: [
      { kind: 'note', text: [`${say.stepTitle(step)}: ${say.problemWords[problem]}`] },
      ...(text === null ? [] : quotedAnswer(text).blocks),
      { kind: 'divider' },
      { kind: 'note', text: say.serviceCenter },
      {
        kind: 'buttons',
        buttons: [
          { action: 'checklist', label: words.back, look: 'primary' },
          { action: 'checklist-stuck', label: words.other, value: step },
        ],
      },
    ],
  };
}

/** The one reminder; null when nothing is left to do. */
export function nudgeMessage(list: ShownChecklist): Message | null {
  const current = currentStep(list.steps);
  if (list.closed || current === null) return null;
  const text = say.nudge(current);
  return {
    fallback: plain(text),
    blocks: [
      { kind: 'text', text },
      { kind: 'buttons', buttons: [openButton, stuckButton(current)] },
    ],
  };
}
