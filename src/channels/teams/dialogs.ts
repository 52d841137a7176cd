import { noteRefusal } from '#application/note-refusal.ts';
import { allForms } from '#channels/clicks/all.ts';
import type { After, ClickContext } from '#channels/clicks/click.ts';
import { pressing, saidAfter } from '#channels/clicks/press.ts';
import { closedForm, formLeft } from '#channels/clicks/request-form.ts';
import type { FormRule, Submission } from '#channels/clicks/submission.ts';
import { formGone } from '#copy/forms.ts';
import { secretIn } from '#domain/guard.ts';
import type { Form } from '#views/elements.ts';
import { problemForm } from '#views/problem.ts';
import { foundPlaces } from './find-places.ts';
import type { Dialog, TeamsHandlers } from './handlers.ts';
import type { Data } from './parse-asked.ts';
import { onTop, type Trail, trailFrom } from './trail.ts';
import { typedAgain, typedOf } from './typed.ts';

/**
 * Buttons that open a dialog, and buttons in one. Teams shows one dialog at a time: what opens on top takes its place and
 * knows the way back, and what was refused is shown by drawing the form again, as it was filled in.
 */
export function teamsDialogs(context: ClickContext): Pick<TeamsHandlers, 'fetch' | 'submit'> {
  const press = pressing(context);
  const forms = allForms(context);

  async function send(name: string, rule: FormRule, sent: Submission, data: Data, trail: Trail): Promise<Dialog> {
    const led = await rule.send(sent);
    if ('next' in led) return { form: led.next };
    if ('close' in led && led.close === 'all') return { close: true };
    if ('close' in led)
      return led.below === undefined ? below(sent.person, trail) : { form: led.below.form, trail: trail.slice(0, -1) };
    context.log.info({ form: name, field: led.field, refusal: led.refusal }, 'an entry was not accepted');
    if (led.unrecorded && led.refusal !== undefined) await noteRefusal(context.deps)(sent.person, led.refusal, name);
    const form = await rule.again(sent);
    if (form === null) return { form: problemForm(led.wrong) };
    const field = led.field ?? rule.field;
    // A choice made just now can ask for more: the new field is shown, and nothing is wrong with it yet.
    const isNew = field !== null && hasInput(form, field) && !asked(data).includes(field);
    // Teams is sent the form anew: what must not be kept is not sent back either.
    const typed = led.refusal === 'holds-a-secret' ? withoutSecrets(typedAgain(data)) : typedAgain(data);
    return { form, typed, wrong: isNew ? null : { field, text: led.wrong } };
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

  /** What lies below comes back, as it is now; nothing does where there is no way back. */
  async function below(person: Submission['person'], trail: Trail): Promise<Dialog> {
    const to = trail.at(-2);
    if (to === undefined) return { close: true };
    const form =
      'draft' in to ? await formLeft(context, person, to) : opened(await press(to.action, pressOf(person, to)));
    return form === null ? { close: true } : { form, trail: trail.slice(0, -1) };
  }

  async function close(name: string, rule: FormRule | undefined, sent: Submission, trail: Trail): Promise<Dialog> {
    const { person, memo, typed } = sent;
    if (name === 'request') await closedForm(context, { person, value: '', dialog: { memo, typed } });
    const form = (await rule?.below?.(sent)) ?? null;
    return form === null ? below(person, trail) : { form, trail: trail.slice(0, -1) };
  }

  /** A dialog opens on top of this one, which is kept to come back to. */
  async function covered(name: string, sent: Submission, trail: Trail, over: { action: string; value: string }) {
    const { person, memo, typed } = sent;
    if (name !== 'request') return onTop(trail, null, over.action, over.value);
    await closedForm(context, { person, value: '', dialog: { memo, typed } });
    return onTop(trail, { draft: memo.draft ?? '', step: memo.step ?? '' }, over.action, over.value);
  }

  return {
    async fetch({ person, action, value }) {
      const after = await press(action, { person, value, dialog: null });
      const trail = trailFrom(action, value);
      if ('open' in after && after.open !== null) return { form: after.open, trail };
      if ('replace' in after) return { form: after.replace, trail };
      const words = saidAfter(after);
      return words === null ? { close: true } : { say: words };
    },
    async submit(made) {
      const { person, once, action, value, form: name, memo, data, trail } = made;
      const typed = typedOf(data);
      const sent = { person, memo, typed, once };
      const rule = Object.hasOwn(forms, name) ? forms[name] : undefined;
      if (action === 'close') return close(name, rule, sent, trail);
      if (action === 'submit' && rule !== undefined) return { trail, ...(await send(name, rule, sent, data, trail)) };
      const input = /^search:([a-z-]{1,40})$/.exec(action)?.[1];
      if (input !== undefined && rule !== undefined) return { trail, ...(await search(rule, sent, data, input)) };
      const after = await press(action, { person, value, dialog: { memo, typed }, once });
      if ('open' in after && after.open !== null)
        return { form: after.open, trail: await covered(name, sent, trail, { action, value }) };
      const words = saidAfter(after);
      if ('replace' in after)
        return { form: after.replace, trail, wrong: words === null ? null : { field: null, text: words } };
      return words === null ? { close: true } : { trail, ...(await again(rule, sent, data, words)) };
    },
  };
}

const pressOf = (person: Submission['person'], { value }: { value: string }) => ({ person, value, dialog: null });

const opened = (after: After): Form | null => ('open' in after && after.open !== undefined ? after.open : null);

const withoutSecrets = (typed: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(typed).map(([id, words]) => [id, secretIn(words) === null ? words : '']));

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
