/** What this page cannot draw is never dropped: a visible red box with the JSON shows that something is missing. */
import { h } from '../dom.js';

export function cannotShow(thing, why) {
  const what = `Cannot show this: ${thing?.type ?? typeof thing}${why ? ` (${why})` : ''}`;
  return h(
    'div',
    { class: 'cannot-show', role: 'note' },
    h('strong', {}, what),
    h('pre', {}, JSON.stringify(thing, null, 2)),
  );
}
