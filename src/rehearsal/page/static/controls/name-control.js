/** Gives a control its id, its name for screen readers and its key for keeping the focus. */
import { setAttribute } from '../dom.js';

export function nameControl(node, env) {
  node.id = env.id;
  node.dataset.key = env.key;
  setAttribute(node, 'aria-labelledby', env.labelledBy);
  setAttribute(node, 'aria-label', env.label);
  setAttribute(node, 'aria-describedby', env.describedBy);
  setAttribute(node, 'aria-required', env.required ? 'true' : null);
  return node;
}
