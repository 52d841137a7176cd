import type { App, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { allButtons } from '#channels/clicks/all.ts';
import type { After, Click } from '#channels/clicks/click.ts';
import { pressing, saidAfter } from '#channels/clicks/press.ts';
import { choiceMade, keptAtOnce } from '#channels/clicks/request-form.ts';
import { clickNotSaved, formNotOpened } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { SlackContext } from './context.ts';
import type { Modals } from './modals.ts';
import { parseView } from './parse.ts';
import { tellPrivately } from './tell.ts';

/**
 * Every button of the bot in Slack, and the choices in the request form that Slack tells at once. Bolt asks each listener
 * about each payload, so there is one, and the button is looked up here. What is none of ours is nobody's.
 */
export function listenToClicks(app: App, context: SlackContext): void {
  const press = pressing(context);
  const buttons = new Set(Object.keys(allButtons(context)));
  app.action<BlockAction<ButtonAction>>({ type: 'block_actions' }, async (click) => {
    const { action_id: actionId } = click.action;
    if (buttons.has(actionId)) return answerButton(context, click, press);
    if (keptAtOnce.test(actionId)) await keepChoice(context, click);
  });
}

type ButtonClick = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** Choices come at once and are kept; a choice that can't be kept now comes again with Next. */
async function keepChoice(context: SlackContext, { ack, body }: ButtonClick): Promise<void> {
  const inView = body.view !== undefined;
  const person = inView ? await context.accounts.current(body.user.id) : null;
  const dialog = inView ? dialogOf(body.view) : null;
  if (person !== null && dialog !== null)
    await showForm(context.modals, body, await choiceMade(context, { person, value: '', dialog }));
  await ack();
}

/**
 * Answers a button. Who pressed is looked up now; the click is acknowledged after the work; a refusal is said to the one
 * who pressed, privately.
 */
async function answerButton(
  context: SlackContext,
  { ack, body, action, respond }: ButtonClick,
  press: ReturnType<typeof pressing>,
): Promise<void> {
  const { action_id: actionId } = action;
  try {
    const person = await context.accounts.current(body.user.id);
    if (person === null) context.log.info({ action: actionId }, 'a click was refused');
    const after =
      person === null
        ? { say: refusals['account-unknown'] }
        : await press(actionId, {
            person,
            value: action.value ?? '',
            once: `slack:${body.trigger_id}`,
            dialog: dialogOf(body.view),
          });
    const said = await showForm(context.modals, body, after);
    // In a dialog the words go to her messages: they are there when the click is acknowledged.
    const inDialog = body.response_url === undefined;
    if (said !== null && inDialog) await tellPrivately(context, body, respond, said);
    await ack();
    if (said !== null && !inDialog) await tellPrivately(context, body, respond, said);
  } catch (fault) {
    // The rule for a record that can't be written: the person is told, and the answer is a 503.
    if (context.unavailable(fault)) await tellPrivately(context, body, respond, clickNotSaved);
    throw fault;
  }
}

/** Opens or replaces the form that a click leads to. @returns what is left to say to the person, or null */
async function showForm(modals: Modals, body: BlockAction, after: After): Promise<string | null> {
  const { view } = body;
  const inModal = view?.type === 'modal';
  if ('open' in after && after.open !== null) {
    return (await modals.open(body.trigger_id, after.open, inModal)) ? null : (after.notOpened ?? formNotOpened);
  }
  if ('replace' in after && view !== undefined && inModal) {
    await modals.replace({ viewId: view.id, hash: after.unlessMoved ? view.hash : undefined }, after.replace);
    const rootId = view.root_view_id;
    if (after.root !== undefined && rootId != null && rootId !== view.id)
      await modals.replace({ viewId: rootId }, after.root);
  }
  return saidAfter(after);
}

function dialogOf(view: BlockAction['view']): Click['dialog'] {
  const parsed = view?.type === 'modal' ? parseView(view) : null;
  return parsed === null ? null : { memo: parsed.memo, typed: parsed.typed };
}
