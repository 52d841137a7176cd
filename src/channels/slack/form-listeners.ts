import type { App, ViewOutput } from '@slack/bolt';
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

/** Every form of the bot in Slack: one modal each, moved by the answers to its submissions. */
export function listenToForms(app: App, context: SlackContext): void {
  for (const [name, rule] of Object.entries(allForms(context))) listenToForm(app, context, name, rule);

  app.view({ callback_id: 'request', type: 'view_closed' }, async ({ ack, body, view }) => {
    const parsed = parseView(view);
    const person = parsed === null ? null : await context.accounts.current(body.user.id);
    if (parsed !== null && person !== null) await closedForm(context, { person, value: '', dialog: parsed });
    await ack();
  });
}

function listenToForm(app: App, context: SlackContext, name: string, rule: FormRule): void {
  const { accounts, deps, log, modals, unavailable } = context;
  app.view({ callback_id: name, type: 'view_submission' }, async ({ ack, body, view }) => {
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
        return await (sent.close === 'this' || view.root_view_id === view.id
          ? ack()
          : ack({ response_action: 'clear' }));
      log.info({ form: name, field: sent.field, refusal: sent.refusal }, 'an entry was not accepted');
      if (sent.unrecorded && sent.refusal !== undefined) await noteRefusal(deps)(person, sent.refusal, name);
      return await wrong(sent.wrong, sent.field);
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(notSaved);
    }
  });
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
