import { noteRefusal } from '#application/note-refusal.ts';
import { allForms } from '#channels/clicks/all.ts';
import type { ClickContext } from '#channels/clicks/click.ts';
import { pressing, saidAfter } from '#channels/clicks/press.ts';
import { closedForm } from '#channels/clicks/request-form.ts';
import type { FormRule, Submission } from '#channels/clicks/submission.ts';
import { formGone } from '#copy/forms.ts';
import type { Form } from '#views/elements.ts';
import { problemForm } from '#views/problem.ts';
import { foundPlaces } from './find-places.ts';
import type { Dialog, TeamsHandlers } from './handlers.ts';
import type { Data } from './parse-asked.ts';
import { typedAgain, typedOf } from './typed.ts';

/**
 * Buttons that open a dialog, and buttons in one. Teams shows one dialog at a time: what opens on top takes its place, and
 * what was refused is shown by drawing the form again, as it was filled in.
 */
export function teamsDialogs(context: ClickContext): Pick<TeamsHandlers, 'fetch' | 'submit'> {
  const press = pressing(context);
  const forms = allForms(context);

  async function send(name: string, rule: FormRule, sent: Submission, data: Data): Promise<Dialog> {
    const led = await rule.send(sent);
    if ('next' in led) return { form: led.next };
    if ('close' in led) return led.below === undefined ? { close: true } : { form: led.below.form };
    context.log.info({ form: name, field: led.field, refusal: led.refusal }, 'an entry was not accepted');
    if (led.unrecorded && led.refusal !== undefined) await noteRefusal(context.deps)(sent.person, led.refusal, name);
    const form = await rule.again(sent);
    if (form === null) return { form: problemForm(led.wrong) };
    const field = led.field ?? rule.field;
    // A choice made just now can ask for more: the new field is shown, and nothing is wrong with it yet.
    const isNew = field !== null && hasInput(form, field) && !asked(data).includes(field);
    return { form, typed: typedAgain(data), wrong: isNew ? null : { field, text: led.wrong } };
  }

  /** The form again, with words of no field; the words alone where it can't be shown again. */
  async function again(rule: FormRule | undefined, sent: Submission, data: Data, words: string): Promise<Dialog> {
    const form = (await rule?.again(sent)) ?? null;
    return form === null
      ? { form: problemForm(words) }
      : { form, typed: typedAgain(data), wrong: { field: null, text: words } };
  }

  async function search(rule: FormRule, sent: Submission, data: Data, input: string): Promise<Dialog> {
    const form = await rule.again(sent);
    if (form === null) return { form: problemForm(formGone) };
    const found = await foundPlaces(context.deps, sent.typed.words(`${input}-search`) ?? '', sent.person);
    return { form, typed: typedAgain(data), found: { [input]: found } };
  }

  async function close(name: string, rule: FormRule | undefined, sent: Submission): Promise<Dialog> {
    const { person, memo, typed } = sent;
    if (name === 'request') await closedForm(context, { person, value: '', dialog: { memo, typed } });
    const below = (await rule?.below?.(sent)) ?? null;
    return below === null ? { close: true } : { form: below };
  }

  return {
    async fetch({ person, action, value }) {
      const after = await press(action, { person, value, dialog: null });
      if ('open' in after && after.open !== null) return { form: after.open };
      if ('replace' in after) return { form: after.replace };
      const words = saidAfter(after);
      return words === null ? { close: true } : { say: words };
    },
    async submit({ person, once, action, value, form: name, memo, data }) {
      const typed = typedOf(data);
      const sent = { person, memo, typed, once };
      const rule = Object.hasOwn(forms, name) ? forms[name] : undefined;
      if (action === 'close') return close(name, rule, sent);
      if (action === 'submit' && rule !== undefined) return send(name, rule, sent, data);
      const input = /^search:([a-z-]{1,40})$/.exec(action)?.[1];
      if (input !== undefined && rule !== undefined) return search(rule, sent, data, input);
      const after = await press(action, { person, value, dialog: { memo, typed }, once });
      if ('open' in after && after.open !== null) return { form: after.open };
      const words = saidAfter(after);
      if ('replace' in after)
        return { form: after.replace, wrong: words === null ? null : { field: null, text: words } };
      return words === null ? { close: true } : again(rule, sent, data, words);
    },
  };
}

const hasInput = ({ blocks }: Form, field: string): boolean =>
  blocks.some((block) => block.kind === 'input' && block.id === field);

/** The inputs that the form had, which come with its buttons. */
const asked = ({ inputs }: Data): readonly unknown[] => (Array.isArray(inputs) ? inputs : []);

/** A button of a message that acts at once: words for the one who pressed. The card changes by its own update, for everybody. */
export function teamsPresses(context: ClickContext, saved: string): TeamsHandlers['execute'] {
  const press = pressing(context);
  return async ({ person, once, action, value }) => ({
    say: saidAfter(await press(action, { person, value, dialog: null, once })) ?? saved,
  });
}
