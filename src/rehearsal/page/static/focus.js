/** Keeping the focus inside a modal and putting it where the next step is. */

const FOCUSABLE = 'a[tabindex], button, input, select, textarea, [tabindex="0"]';

export function focusable(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter(
    (node) => !node.disabled && node.tabIndex >= 0 && node.checkVisibility() && !node.closest('[inert]'),
  );
}

/** Tab at the last element goes on with the first, and back. */
export function keepTabInside(root, event) {
  if (event.key !== 'Tab') return;
  const nodes = focusable(root);
  const edge = event.shiftKey ? nodes[0] : nodes.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? nodes.at(-1) : nodes[0])?.focus();
}

export function focusIsLost() {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || !activeElement.checkVisibility();
}
