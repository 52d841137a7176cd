import type { App, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { noteRefusal } from '#application/note-refusal.ts';
import { allForms } from '#channels/clicks/all.ts';
import { closedForm } from '#channels/clicks/request-form.ts';
import type { Below, FormRule, Sent } from '#channels/clicks/submission.ts';
import { formGone, notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { problemForm } from '#views/problem.ts';
import type { SlackContext } from './context.ts';
import { type ParsedView, parseView } from './parse.ts';
import { renderModal } from './render.ts';

/**
 * Every form of the bot in Slack: one modal each, moved by the answers to its submissions. Bolt asks each listener about each
 * payload, so there is one for all forms. What is none of ours is nobody's.
 */
export function listenToForms(app: App, context: SlackContext): void {
  const forms = new Map(Object.entries(allForms(context)));
  app.view<ViewSubmitAction>({ type: 'view_submission' }, async (submission) => {
    const rule = forms.get(submission.view.callback_id);
    if (rule !== undefined) await answerForm(context, submission, rule);
  });

  app.view({ type: 'view_closed' }, async ({ ack, body, view }) => {
    if (view.callback_id !== 'request') return;
    const parsed = parseView(view);
    const person = parsed === null ? null : await context.accounts.current(body.user.id);
    if (parsed !== null && person !== null) await closedForm(context, { person, value: '', dialog: parsed });
    await ack();
  });
}

async function answerForm(
  { accounts, deps, log, modals, unavailable }: SlackContext,
  { ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>,
  rule: FormRule,
): Promise<void> {
  const name = view.callback_id;
  const parsed = parseView(view);
  const wrong = (text: string, field: string | null = null) => {
    const block = blockOf(view, parsed, field ?? rule.field);
    // Errors stand at inputs only.
    return block === null
      ? ack({ response_action: 'update', view: renderModal(problemForm(text)) as never })
      : ack({ response_action: 'errors', errors: { [block]: text } });
  };
  try {
    const person = await accounts.current(body.user.id);
    if (person === null) return await wrong(refusals['account-unknown']);
    const sent: Sent =
      parsed === null
        ? { wrong: formGone }
        : await rule.send({ person, memo: parsed.memo, typed: parsed.typed, once: `slack:${parsed.viewId}` });
    if ('below' in sent && sent.below !== undefined) await showBelow(modals, view, sent.below);
    if ('next' in sent) return await ack({ response_action: 'update', view: renderModal(sent.next) as never });
    // On top of the card's own dialog both are done with; alone, only this one closes.
    if ('close' in sent)
      return await (sent.close === 'this' || view.root_view_id === view.id ? ack() : ack({ response_action: 'clear' }));
    log.info({ form: name, field: sent.field, refusal: sent.refusal }, 'an entry was not accepted');
    if (sent.unrecorded && sent.refusal !== undefined) await noteRefusal(deps)(person, sent.refusal, name);
    return await wrong(sent.wrong, sent.field);
  } catch (fault) {
    if (!unavailable(fault)) throw fault;
    return wrong(notSaved);
  }
}

/** The dialogs below a form that closes by itself are shown true first. */
async function showBelow(modals: SlackContext['modals'], view: ViewOutput, { form, root }: Below): Promise<void> {
  const below = view.previous_view_id;
  if (below === null) return;
  await modals.replace({ viewId: below }, form);
  const rootId = view.root_view_id;
  if (rootId !== null && rootId !== below && rootId !== view.id) await modals.replace({ viewId: rootId }, root);
}

/** The input block at which an error stands: the one of the field, else the last; null when the form has none. */
function blockOf(view: ViewOutput, parsed: ParsedView | null, field: string | null): string | null {
  const named = field === null ? null : (parsed?.block(field) ?? null);
  if (named !== null) return named;
  const inputs = (view.blocks as { type: string; block_id?: string }[]).filter(({ type }) => type === 'input');
  return inputs.at(-1)?.block_id ?? null;
}
