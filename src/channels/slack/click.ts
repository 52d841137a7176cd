import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownPerson } from '#application/ledger.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import { showRequest } from '#application/shown.ts';
import { whoCanInstead } from '#channels/who-can.ts';
import { clickNotSaved, formNotOpened } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { RequestId } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import type { SlackContext } from './context.ts';
import type { Modals } from './modals.ts';
import { parseView } from './parse.ts';
import { tellPrivately } from './tell.ts';

/** A button that was pressed, and who pressed it. */
export interface Click {
  person: KnownPerson;
  value: string;
  /** The dialog it stands in: what it carries, and the dialog that was opened first. null in messages and on Home. */
  dialog: { memo: Readonly<Record<string, string>>; viewId: string; rootId: string } | null;
}

/** What a click leads to. */
export type After =
  /** `notOpened` is said where the form can't be shown and something was changed all the same. */
  | { open: Form | null; notOpened?: string }
  /** `refuse` is set where no use case recorded the refusal. */
  | { say: string; refuse?: Refusal }
  /** Said privately; it is no refusal. */
  | { tell: string }
  /** `root` is the dialog below all others, shown true as well; `say` tells what was refused. */
  | { replace: Form; root?: { viewId: string; form: Form } | undefined; say?: string; refuse?: Refusal }
  | Record<string, never>;

/** A refusal that no use case recorded: it is said and recorded here. */
export const refuse = (refusal: Refusal): After => ({ say: refusals[refusal], refuse: refusal });

/**
 * Listens to a button. Who pressed is looked up now; the click is acknowledged after the work; a refusal is said to the
 * one who pressed, privately.
 */
export function clicks(app: App, context: SlackContext) {
  return (actionId: string, work: (click: Click) => Promise<After>): void => {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, body, action, respond }) => {
        try {
          const person = await context.accounts.current(body.user.id);
          const after =
            person === null
              ? { say: refusals['account-unknown'] }
              : await work({ person, value: action.value ?? '', dialog: dialogOf(body.view) });
          if ('say' in after && after.say !== undefined) context.log.info({ action: actionId }, 'a click was refused');
          if ('refuse' in after && after.refuse !== undefined && person !== null)
            await noteRefusal(context.deps)(person, after.refuse, actionId);
          const said = await showForm(context.modals, body, after);
          await ack();
          if (said !== null) await tellPrivately(context, body, respond, said);
        } catch (fault) {
          // The rule for a record that can't be written: the person is told, and the answer is a 503.
          if (context.unavailable(fault)) await tellPrivately(context, body, respond, clickNotSaved);
          throw fault;
        }
      },
    );
  };
}

/** Opens or replaces the form that a click leads to. @returns what is left to say to the person, or null */
async function showForm(modals: Modals, body: BlockAction<ButtonAction>, after: After): Promise<string | null> {
  const inModal = body.view?.type === 'modal';
  if ('open' in after && after.open !== null) {
    return (await modals.open(body.trigger_id, after.open, inModal)) ? null : (after.notOpened ?? formNotOpened);
  }
  if ('replace' in after && body.view !== undefined && inModal) {
    await modals.replace({ viewId: body.view.id }, after.replace);
    if (after.root !== undefined) await modals.replace({ viewId: after.root.viewId }, after.root.form);
  }
  if ('tell' in after) return after.tell ?? null;
  return 'say' in after ? (after.say ?? null) : null;
}

function dialogOf(view: BlockAction['view']): Click['dialog'] {
  const parsed = view?.type === 'modal' ? parseView(view) : null;
  return parsed === null
    ? null
    : { memo: parsed.memo, viewId: parsed.viewId, rootId: view?.root_view_id ?? parsed.viewId };
}

/** A refusal in words, with who decided or can decide where that may be said. */
export async function refusalWords(
  deps: SlackContext['deps'],
  requestId: RequestId,
  refusal: Refusal,
  person: KnownPerson,
): Promise<string> {
  const who = await whoCanInstead(deps)(requestId, refusal, person.personId);
  return who === '' ? refusals[refusal] : `${refusals[refusal]} ${who}`;
}

/** A request as it is now; null when there is none. */
export async function shown({ deps }: SlackContext, requestId: RequestId | null) {
  if (requestId === null) return null;
  return deps.ledger.read(async (record) => {
    const stored = await record.request(requestId);
    return stored === null ? null : showRequest(record, stored);
  });
}
