/**
 * The list under a select or overflow. It is a popover, so that no scrolling part of the page cuts it off, and it
 * stays inside its control in the DOM, so that a modal's focus and Escape rules hold for it.
 */
import { h } from '../dom.js';

const GAP_PX = 4;
const MAX_HEIGHT_PX = 300;

export function popup(anchor, content, { width = 'anchor' } = {}) {
  const node = h('div', { class: 'popup', popover: 'manual' }, content);
  const place = () => {
    const box = anchor.getBoundingClientRect();
    const below = window.innerHeight - box.bottom - GAP_PX * 2;
    const above = box.top - GAP_PX * 2;
    const up = below < Math.min(180, node.scrollHeight) && above > below;
    node.style.maxHeight = `${Math.min(MAX_HEIGHT_PX, up ? above : below)}px`;
    if (width === 'anchor') node.style.width = `${box.width}px`;
    node.style.left = `${Math.max(GAP_PX, Math.min(box.left, window.innerWidth - node.offsetWidth - GAP_PX))}px`;
    node.style.top = up ? `${box.top - GAP_PX - node.offsetHeight}px` : `${box.bottom + GAP_PX}px`;
  };
  return {
    node,
    place,
    isOpen: () => node.matches(':popover-open'),
    open() {
      if (this.isOpen()) return;
      node.showPopover();
      place();
      window.addEventListener('scroll', place, true);
      window.addEventListener('resize', place);
    },
    close() {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      if (this.isOpen()) node.hidePopover();
    },
  };
}
