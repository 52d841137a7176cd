/** The stack of modal views of one person: only the top one is open, the others keep what is typed in them. */

import { makeModal } from './modal.js';
import { patchList } from './patch.js';

let opener = null;

export function renderModals(layer, behind, modals, world) {
  const wasOpen = layer.childElementCount > 0;
  if (modals.length > 0 && !wasOpen) opener = document.activeElement;
  const items = modals.map((shown) => ({ key: `${world.as}/${shown.id}`, data: shown }));
  patchList(layer, items, ({ data }) => {
    const modal = makeModal({ as: world.as, viewId: data.id, reader: world.reader });
    modal.node.modal = modal;
    // Brought up to date below, when it is known which of them is on top.
    modal.node.patchWith = () => true;
    return modal.node;
  });
  layer.classList.toggle('open', modals.length > 0);
  behind.inert = modals.length > 0;
  for (const [at, node] of [...layer.children].entries()) {
    const isTop = at === modals.length - 1;
    const appears = isTop && !node.open;
    if (!isTop && node.open) node.close();
    if (appears) node.show();
    node.modal.patch(modals[at], at + 1);
    if (appears) node.modal.focusFirst();
  }
  if (wasOpen && modals.length === 0) giveFocusBack();
}

function giveFocusBack() {
  if (opener?.isConnected) opener.focus();
  else document.querySelector('[data-key="composer"]')?.focus();
  opener = null;
}
