import type { WebClient } from '@slack/web-api';
import type { Logger } from '#channels/log-port.ts';
import type { Form } from '#views/elements.ts';
import { renderModal } from './render.ts';
import { slackFault } from './slack-error.ts';

/** Shows forms as modals. Slack's refusals are answers: false means that the person sees no new form. */
export interface Modals {
  /** Opens a form for a click or command, on top of an open modal where there is one. */
  open(triggerId: string, form: Form, onTop: boolean): Promise<boolean>;
  /** The same in two steps: drawn now, so that a fault of ours is known, and opened when it is asked for. */
  drawn(form: Form): (triggerId: string, onTop: boolean) => Promise<boolean>;
  /** Replaces a form. The hash keeps a slow second click from undoing a newer step. */
  replace(view: { viewId: string; hash?: string | undefined }, form: Form): Promise<boolean>;
}

/** @param client one with a short time-out: the click that asked is answered when the form stands there */
export function slackModals(client: WebClient, log: Logger): Modals {
  const shown = async (call: Promise<unknown>): Promise<boolean> => {
    try {
      await call;
      return true;
    } catch (fault) {
      const refused = slackFault(fault);
      if (refused === null) throw fault;
      // A newer step is there already, or the person closed the form: nothing is missing.
      if (refused.code !== 'hash_conflict' && refused.code !== 'not_found')
        log.warn({ code: refused.code }, 'a form could not be shown');
      return false;
    }
  };
  const drawn: Modals['drawn'] = (form) => {
    const view = renderModal(form) as never;
    return (triggerId, onTop) => {
      const call = { trigger_id: triggerId, view };
      return shown(onTop ? client.views.push(call) : client.views.open(call));
    };
  };
  return {
    drawn,
    open: (triggerId, form, onTop) => drawn(form)(triggerId, onTop),
    replace({ viewId, hash }, form) {
      return shown(
        client.views.update({
          view_id: viewId,
          ...(hash === undefined ? {} : { hash }),
          view: renderModal(form) as never,
        }),
      );
    },
  };
}
