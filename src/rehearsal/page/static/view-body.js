/** The blocks of a Home tab or modal, with what is typed in them. */
import { controlsIn, renderBlocks } from './blocks/render-blocks.js';
import { heldState } from './state-values.js';

export function renderViewBody(container, shown, surface) {
  renderBlocks(container, shown.view.blocks ?? [], surface);
  for (const control of controlsIn(container)) {
    // What is typed and not yet sent is newer than what the workspace says.
    if (surface.unsent(control.blockId, control.actionId)) continue;
    control.show(heldState(shown.values, control.blockId, control.actionId) ?? control.initial);
  }
}
