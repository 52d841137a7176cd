/**
 * One modal view as a <dialog>. It is shown inside the Slack window and not over the whole page: the person picker
 * beside it stays free, because "two people have their forms open at once" is a thing one wants to rehearse.
 */
import { controlsIn } from './blocks/render-blocks.js';
import { act, actNow } from './client.js';
import { h, icon, newId, setAttribute } from './dom.js';
import { focusable, focusIsLost, keepTabInside } from './focus.js';
import { problemsIn } from './required.js';
import { showText } from './show-text.js';
import { makeSurface } from './surface.js';
import { toast } from './toast.js';
import { sendTyped } from './typed.js';
import { renderViewBody } from './view-body.js';

export function makeModal({ as, viewId, reader }) {
  const titleId = newId('modal');
  const title = h('h2', { id: titleId });
  const back = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Return to the previous view', onclick: () => close() },
    icon('back'),
  );
  const dismiss = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Dismiss', onclick: () => close({ all: true }) },
    icon('close'),
  );
  const failed = h('p', { class: 'failed', role: 'alert' });
  const blocks = h('div', { class: 'blocks' });
  const body = h('div', { class: 'modal-body' }, failed, blocks);
  const closeButton = h('button', { type: 'button', class: 'button', onclick: () => close() });
  const submitButton = h('button', { type: 'submit', class: 'button primary' });
  const form = h(
    'form',
    { novalidate: true },
    h('header', {}, back, title, dismiss),
    body,
    h('footer', {}, closeButton, submitButton),
  );
  const node = h('dialog', { class: 'modal', 'aria-labelledby': titleId, 'data-view-id': viewId }, form);
  const surface = makeSurface({ as, place: { surface: 'modal' }, name: viewId, reader, onEnter: submit });
  let sending = false;
  let last = null;
  /** The errors of the bot that stand under the fields. */
  let drawnErrors = {};

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  node.addEventListener('keydown', (event) => {
    keepTabInside(node, event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    void close();
  });

  async function submit() {
    if (sending || !last?.view.submit) return;
    const problems = problemsIn(controlsIn(blocks));
    for (const control of controlsIn(blocks)) control.showError?.(problems.get(control) ?? null);
    if (problems.size > 0) return goTo(problems.keys().next().value);
    sending = true;
    drawnErrors = {};
    drawBusy();
    await sendTyped();
    const done = await act(as, { do: 'submit' });
    sending = false;
    drawBusy();
    drawErrors();
    if (done.error) toast(done.error);
    const wrong = controlsIn(blocks).find((control) => control.isWrong?.());
    if (wrong && node.open) goTo(wrong);
  }

  /** To what is wrong, with its sentence in sight: under a long list of choices it would be below the edge. */
  function goTo(control) {
    control.focus.focus();
    blocks.querySelector('.block.wrong .error')?.scrollIntoView({ block: 'nearest' });
  }

  /** At once, also while an answer is under way. */
  async function close(what = {}) {
    await sendTyped();
    await actNow(as, { do: 'close', ...what });
  }

  function drawBusy() {
    const busy = sending || last?.state === 'sending';
    setAttribute(submitButton, 'aria-busy', busy ? 'true' : null);
    failed.textContent = !busy && last?.state === 'failed' ? 'We had some trouble connecting. Try again?' : '';
  }

  function focusFirst() {
    const target = focusable(blocks)[0] ?? focusable(form.querySelector('footer')).at(-1);
    target?.focus({ preventScroll: true });
  }

  return {
    node,
    focusFirst,
    patch(shown, stackDepth) {
      const before = new Set(controlsIn(blocks).map((control) => control.focus));
      last = shown;
      const { view } = shown;
      title.replaceChildren(...showText(view.title, reader));
      closeButton.replaceChildren(...showText(view.close ?? { type: 'plain_text', text: 'Close' }, reader));
      submitButton.replaceChildren(...showText(view.submit, reader));
      submitButton.hidden = !view.submit;
      back.hidden = stackDepth < 2;
      renderViewBody(blocks, shown, surface);
      drawErrors();
      drawBusy();
      if (!node.open) return;
      const controls = controlsIn(blocks);
      const allNew = before.size > 0 && !controls.some(({ focus }) => before.has(focus));
      if (allNew) body.scrollTop = 0;
      if (focusIsLost() || (allNew && node.contains(document.activeElement))) focusFirst();
    },
  };

  /** Not while an answer is under way: until then the errors are those of the time before, and may come again. */
  function drawErrors() {
    if (sending || !last || JSON.stringify(last.errors) === JSON.stringify(drawnErrors)) return;
    drawnErrors = last.errors;
    for (const control of controlsIn(blocks)) control.showError?.(drawnErrors[control.blockId] ?? null);
  }
}
