import { type Step, steps } from '#application/draft.ts';
import { formGone } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { type After, acts, type Buttons, type Click, type ClickContext } from './click.ts';
import { entriesOf } from './entries-of.ts';
import type { Forms, Sent } from './submission.ts';
import type { Typed } from './typed.ts';

/** The request form: each Next carries the next step or what is wrong; Back and the pages keep what was entered. */
export function requestForms({ flow, log }: ClickContext): Forms {
  return {
    request: {
      field: null,
      async again({ person, memo, typed }) {
        const step = stepOf(memo);
        return step === null ? null : flow.asItIs(memo.draft ?? '', step, entriesOf(typed), person);
      },
      async send({ person, memo, typed }): Promise<Sent> {
        const step = stepOf(memo);
        if (step === null) {
          log.warn({}, 'a form was none of ours');
          return { wrong: formGone };
        }
        const answer = await flow.next(memo.draft ?? '', step, entriesOf(typed), person);
        if ('form' in answer) return { next: answer.form };
        if ('gone' in answer) return { wrong: refusals['draft-unknown'] };
        return { wrong: answer.problem.text, field: answer.problem.field };
      },
    },
  };
}

/** The buttons inside the request form. */
export function requestFormButtons({ flow }: ClickContext): Buttons {
  const page = acts((made) =>
    moved(made, (draftId, _step, { person, value, dialog }) => {
      const entries = dialog === null ? null : entriesOf(dialog.typed);
      return entries === null
        ? Promise.resolve(null)
        : flow.page(draftId, entries, /^\d$/.test(value) ? Number(value) : 0, person);
    }),
  );
  return {
    back: acts((made) =>
      moved(made, async (draftId, step, { person, dialog }) =>
        dialog === null ? null : flow.back(draftId, step, entriesOf(dialog.typed), person),
      ),
    ),
    'page-earlier': page,
    'page-later': page,
    chain: acts(async ({ person, dialog }) => {
      if (dialog === null) return {};
      const answer = await flow.chain(dialog.memo.draft ?? '', entriesOf(dialog.typed), person);
      if ('form' in answer) return { replace: answer.form, unlessMoved: true };
      return { say: 'gone' in answer ? formGone : answer.problem.text };
    }),
  };
}

/** Inputs of the request form whose choices a platform may tell at once. */
export const keptAtOnce = /^(category|task|role|environment|places|survey-for|state)$/;

/** A choice that a platform told at once: it is kept, and the form changes where the choice changes what is asked. */
export function choiceMade({ flow }: ClickContext, made: Click): Promise<After> {
  return moved(made, async (draftId, step, { person, dialog }) =>
    dialog === null ? null : flow.chosen(draftId, step, entriesOf(dialog.typed), person),
  );
}

/** The form as it was left, with what was kept of it; null when it is gone. */
export async function formLeft({ flow }: ClickContext, person: Click['person'], memo: { draft: string; step: string }) {
  const step = stepOf(memo);
  return step === null ? null : flow.asItIs(memo.draft, step, entriesOf(nothingTyped), person);
}

/** A form whose inputs are not there. */
const nothingTyped: Typed = { words: () => null, choice: () => null, chosen: () => null, ticked: () => null };

/** The form was closed: what stands in it is kept. */
export async function closedForm({ flow }: ClickContext, { person, dialog }: Click): Promise<void> {
  const step = dialog === null ? null : stepOf(dialog.memo);
  if (dialog !== null && step !== null) await flow.keep(dialog.memo.draft ?? '', step, entriesOf(dialog.typed), person);
}

async function moved(
  made: Click,
  to: (draftId: string, step: Step, made: Click) => ReturnType<ClickContext['flow']['back']>,
): Promise<After> {
  const step = made.dialog === null ? null : stepOf(made.dialog.memo);
  if (made.dialog === null || step === null) return {};
  const form = await to(made.dialog.memo.draft ?? '', step, made);
  return form === null ? {} : { replace: form, unlessMoved: true };
}

function stepOf({ step }: Readonly<Record<string, string>>): Step | null {
  return steps.find((one) => one === step && one !== 'done') ?? null;
}
