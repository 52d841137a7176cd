import type { App } from '@slack/bolt';
import type { Step } from '#application/draft.ts';
import type { Field } from '#application/entries.ts';
import { clickNotSaved, formGone, notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { SlackContext } from './context.ts';
import { entriesOf } from './entries-of.ts';
import { type ParsedView, parseView } from './parse.ts';
import { renderModal } from './render.ts';

/** The request form in Slack: one modal, moved by updates; the answer to each Next carries the next step or the errors. */
export function listenToForm(app: App, { accounts, client, flow, log, modals, unavailable }: SlackContext): void {
  app.view({ callback_id: 'request', type: 'view_submission' }, async ({ ack, body, view }) => {
    const parsed = parseView(view);
    const step = parsed === null ? null : stepOf(parsed);
    if (parsed === null || step === null) {
      log.warn({}, 'a form was none of ours');
      return ack({ response_action: 'errors', errors: errorsOn(view, formGone) });
    }
    try {
      const person = await accounts.current(body.user.id);
      if (person === null)
        return ack({ response_action: 'errors', errors: errorsOn(view, refusals['account-unknown']) });
      const answer = await flow.next(parsed.memo.draft ?? '', step, entriesOf(parsed), person);
      if ('form' in answer) return ack({ response_action: 'update', view: renderModal(answer.form) as never });
      const text = 'gone' in answer ? refusals['draft-unknown'] : answer.problem.text;
      const field = 'problem' in answer ? answer.problem.field : null;
      log.info({ step, field }, 'an entry was not accepted');
      const block = field === null ? null : blockOf(parsed, field);
      return ack({ response_action: 'errors', errors: block === null ? errorsOn(view, text) : { [block]: text } });
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return ack({ response_action: 'errors', errors: errorsOn(view, notSaved) });
    }
  });

  app.view({ callback_id: 'request', type: 'view_closed' }, async ({ ack, body, view }) => {
    const parsed = parseView(view);
    const step = parsed === null ? null : stepOf(parsed);
    const person = parsed === null || step === null ? null : await accounts.current(body.user.id);
    if (parsed !== null && step !== null && person !== null)
      await flow.keep(parsed.memo.draft ?? '', step, entriesOf(parsed), person);
    await ack();
  });

  // Choices come at once and are kept; a choice that can't be kept now comes again with Next.
  app.action({ type: 'block_actions', action_id: kept }, async ({ ack, body }) => {
    const parsed = 'view' in body ? parseView(body.view) : null;
    const step = parsed === null ? null : stepOf(parsed);
    const person = parsed === null || step === null ? null : await accounts.current(body.user.id);
    if (parsed !== null && step !== null && person !== null) {
      const form = await flow.chosen(parsed.memo.draft ?? '', step, entriesOf(parsed), person);
      if (form !== null) await modals.replace(parsed, form);
    }
    await ack();
  });

  app.action({ type: 'block_actions', action_id: 'chain' }, async ({ ack, body }) => {
    const parsed = 'view' in body ? parseView(body.view) : null;
    const person = parsed === null ? null : await accounts.current(body.user.id);
    if (parsed === null || person === null) return ack();
    const answer = await flow.chain(parsed.memo.draft ?? '', entriesOf(parsed), person);
    if ('form' in answer) await modals.replace(parsed, answer.form);
    else
      await client.chat.postMessage({ channel: body.user.id, text: 'gone' in answer ? formGone : answer.problem.text });
    await ack();
  });

  app.action(
    { type: 'block_actions', action_id: /^(back|page-earlier|page-later)$/ },
    async ({ ack, body, action }) => {
      const parsed = 'view' in body ? parseView(body.view) : null;
      const step = parsed === null ? null : stepOf(parsed);
      if (parsed === null || step === null) return ack();
      try {
        const person = await accounts.current(body.user.id);
        const draftId = parsed.memo.draft ?? '';
        const page = 'value' in action && /^\d$/.test(String(action.value)) ? Number(action.value) : 0;
        const back = 'action_id' in action && action.action_id === 'back';
        const form =
          person === null
            ? null
            : back
              ? await flow.back(draftId, step, entriesOf(parsed), person)
              : await flow.page(draftId, entriesOf(parsed), page, person);
        if (form !== null) await modals.replace(parsed, form);
        await ack();
      } catch (fault) {
        // A click in a form has no private answer of its own: the words go to the person's messages.
        if (unavailable(fault))
          await client.chat.postMessage({ channel: body.user.id, text: clickNotSaved }).catch(() => undefined);
        throw fault;
      }
    },
  );
}

/** Inputs whose choices Slack tells at once. */
const kept = /^(category|task|role|environment|places|survey-for|state)$/;

const steps: readonly string[] = ['category', 'role', 'organizations', 'chain', 'check', 'review'] satisfies Step[];

function stepOf(view: ParsedView): Step | null {
  return steps.includes(view.memo.step ?? '') ? (view.memo.step as Step) : null;
}

function blockOf(view: ParsedView, field: Field): string | null {
  return view.typed.block(field);
}

/** An error on the last input of a view, for what belongs to no input in particular. */
function errorsOn(view: { blocks?: { type: string; block_id?: string }[] }, text: string): Record<string, string> {
  const inputs = (view.blocks ?? []).filter((block) => block.type === 'input');
  return { [inputs.at(-1)?.block_id ?? 'none']: text };
}
