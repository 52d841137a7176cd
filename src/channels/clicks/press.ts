import { noteRefusal } from '#application/note-refusal.ts';
import { formGone } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { allButtons } from './all.ts';
import type { After, Click, ClickContext } from './click.ts';
import { confirmBefore } from './confirm-official.ts';
import { tooFast } from './flood.ts';

/** Does what a button does, for whoever pressed it; refusals are logged and recorded. An unknown button is out of date. */
export function pressing(context: ClickContext) {
  const buttons = allButtons(context);
  const press = async (action: string, click: Click): Promise<After> => {
    if (await tooFast(context, click.person, action)) return { say: refusals['too-many-clicks'] };
    const rule = Object.hasOwn(buttons, action) ? buttons[action] : undefined;
    if (rule === undefined) {
      context.log.warn({ action }, 'a button was none of ours');
      return { say: formGone };
    }
    const after = (await confirmBefore(context, action, rule, click)) ?? (await rule.press(click));
    if ('say' in after && after.say !== undefined) context.log.info({ action }, 'a click was refused');
    if ('refuse' in after && after.refuse !== undefined)
      await noteRefusal(context.deps)(click.person, after.refuse, action);
    return after;
  };
  return (action: string, click: Click): Promise<After> => {
    const kind = Object.hasOwn(buttons, action) ? action : 'unknown';
    const on = click.person.identity.platform;
    return context.deps.watch.step({ layer: 'click', kind, on }, () => press(action, click), outcomeOf);
  };
}

const outcomeOf = (after: After): string =>
  ('say' in after && after.say !== undefined) || ('refuse' in after && after.refuse !== undefined) ? 'refused' : 'done';

/** What is said after a click, a refusal or not; null when nothing is. */
export function saidAfter(after: After): string | null {
  if ('tell' in after && after.tell !== undefined) return after.tell;
  return 'say' in after && after.say !== undefined ? after.say : null;
}
